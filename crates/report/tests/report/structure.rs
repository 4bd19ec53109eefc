//! The structure charts of a case.

use report::chart::{Chart, Mark};

use crate::made::{case, text};

/// The chart in sentences, as its list tells it.
fn told(chart: &Chart) -> String {
    let list = chart.to_list().into_string();
    let lines = list.replace("<li", "\n<li").replace("<ul", "\n<ul");
    let mut out = String::new();
    let mut inside = false;
    for c in lines.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn what_changes_in_2019() {
    insta::assert_snapshot!(told(
        &case("2019-05-commissioning-and-placements")
            .charts()
            .changes
    ));
}

#[test]
fn posts_in_one_of_two_units_stand_in_a_box_of_their_own() {
    let charts = case("2018-06-short-breaks").charts();
    let names: Vec<&str> = charts
        .after
        .units
        .iter()
        .map(|unit| unit.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Integrated Children's Disability Service",
            "Commissioning and Placements Group",
            "Integrated Children's Disability Service or Commissioning and Placements Group (not \
             stated which)",
        ]
    );
    // Nothing is said to happen to the units themselves.
    assert_eq!(charts.changes.units.len(), 1);
}

#[test]
fn moves_parts_and_managers_are_told() {
    let made = text(
        r#"
        [defaults]
        from = 2026-10-01
        [[unit]]
        name = "Libraries"
        [[unit]]
        name = "Branches"
        part_of = "Libraries"
        [[unit]]
        name = "Outreach"
        part_of = "Libraries"
        [[post]]
        title = "Manager"
        fte = 1
        unit = "Branches"
        [[post]]
        title = "Assistant"
        grade = "Grade 3"
        posts = 4
        fte = 4
        unit = "Branches"
        reports_to = "Manager"
        [[post]]
        title = "Driver"
        fte = 1
        unit = "Branches"
        [[change]]
        disestablish = "Assistant"
        fte = 1
        [[change]]
        change = "Assistant"
        fte = 2
        to = { unit = "Outreach", grade = "Grade 4" }
        [[change]]
        rename_unit = "Outreach"
        to = "Community Team"
        "#,
    );
    insta::assert_snapshot!(told(&made.charts().changes));
    let after = made.charts().after;
    let outreach = &after.units[0].units[1];
    assert_eq!(
        outreach.mark,
        Some(Mark::Changed("Called Outreach before".to_owned()))
    );
    assert_eq!(
        after.units[0].summary.as_deref(),
        Some("5 FTE with the units below")
    );
}

#[test]
fn an_empty_case_has_empty_charts() {
    let charts = text("").charts();
    for chart in [&charts.before, &charts.after, &charts.changes] {
        assert!(chart.units.is_empty());
        assert!(chart.to_svg("empty").contains("</svg>"));
    }
}

#[test]
fn both_sides_say_what_happens_to_a_part_a_move_and_a_unit() {
    let made = text(
        r#"
        [defaults]
        from = 2026-10-01
        [[unit]]
        name = "Libraries"
        [[unit]]
        name = "Branches"
        part_of = "Libraries"
        [[unit]]
        name = "Outreach"
        part_of = "Libraries"
        [[post]]
        title = "Assistant"
        grade = "Grade 3"
        posts = 4
        fte = 4
        unit = "Branches"
        [[post]]
        title = "Driver"
        posts = 1
        fte = 1
        unit = "Branches"
        [[post]]
        title = "Clerk"
        grade = "Grade 2"
        unit = "Branches"
        [[post]]
        title = "Porter"
        unit = "Branches"
        [[change]]
        disestablish = "Assistant"
        posts = 1
        [[change]]
        change = "Assistant"
        posts = 2
        to = { unit = "Outreach", grade = "Grade 4" }
        [[change]]
        change = "Clerk"
        to = { title = "Administrator" }
        [[change]]
        honorarium = "Driver"
        amount = 500
        [[change]]
        establish = "Van"
        unit = "Outreach"
        fte = 1
        [[change]]
        disestablish = "Porter"
        [[change]]
        rename_unit = "Outreach"
        to = "Community Team"
        "#,
    );
    let happenings = report::happenings(&made.case, &made.resolved);
    let sides = [
        ("before", &happenings.before, &made.resolved.before),
        ("after", &happenings.after, &made.resolved.after),
    ];
    let mut told = String::new();
    for (name, side, establishment) in sides {
        told.push_str(&format!("{name}\n"));
        for line in establishment.lines() {
            let mut post = report::post_box(&line.post);
            if let Some(happening) = side.lines.get(&line.id) {
                happening.mark(&mut post);
                told.push_str(&format!("  change {}: ", happening.change + 1));
            } else {
                told.push_str("  stays: ");
            }
            told.push_str(&format!("{}\n", post.sentence()));
        }
        for (id, mark) in &side.units {
            let unit = establishment.unit(*id).expect("the unit is there");
            told.push_str(&format!("  {}: {mark:?}\n", unit.name));
        }
    }
    insta::assert_snapshot!(told);
    let units = happenings.units(&made.resolved);
    assert_eq!(units.len(), 2, "Branches and Outreach, not Libraries");
}

#[test]
fn a_case_on_the_register_of_a_council_shows_its_own_units() {
    let read = |text: &str| proposal::read(&mut diagnostics::Sources::new(), "", text.as_bytes()).0;
    let register = read(
        r#"
title = "The establishment"
body = "Anytown"
date = 2019-04-01
[[unit]]
name = "Children"
[[unit]]
name = "Placements"
part_of = "Children"
[[unit]]
name = "Parks"
[[post]]
title = "Officer"
posts = 4
fte = 4
unit = "Placements"
[[post]]
title = "Director"
posts = 1
fte = 1
unit = "Children"
[[post]]
title = "Ranger"
posts = 9
fte = 9
unit = "Parks"
"#,
    );
    let proposed = read(
        r#"
title = "Placements"
body = "Anytown"
date = 2019-05-20
[[post]]
title = "Officer"
posts = 4
fte = 4
unit = "Placements"
[[change]]
disestablish = "Officer"
posts = 1
fte = 1
from = 2019-06-01
"#,
    );
    let ledger = proposal::replay(&[register]).ledger;
    let day = proposal::recorded_on(&proposed).expect("a date");
    let held = ledger.fold(day, day).establishment;
    let resolved = proposal::resolve_on(&proposed, held, &mut ledger.branch());
    let charts = report::charts(&proposed, &resolved);
    for chart in [&charts.before, &charts.after] {
        let told = told(chart);
        assert!(
            told.contains("Officer") && told.contains("Children"),
            "{told}"
        );
        assert!(
            !told.contains("Ranger") && !told.contains("Director"),
            "{told}"
        );
    }
}

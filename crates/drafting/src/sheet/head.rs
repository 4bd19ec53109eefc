//! The head of the report, and what its costing and its changes have in common.

use diagnostics::At;
use proposal::Case;
use proposal::choices::COST_BASES;

use super::pen::{Ask, Pen, ask};
use super::values::{DAY, DAY_OR_MONTH, ONE_A_LINE};
use super::{Around, Kind};

/// What the report is and who decides on it.
pub(super) fn describe(pen: &mut Pen<'_>, case: &mut Case, around: &Around<'_>) {
    let header = &mut case.header;
    pen.text(
        &ask("title", "Title of the report")
            .hint("As it will appear on the agenda")
            .needed("Enter the title of the report"),
        &mut header.title,
    );
    pen.text(
        &ask("body", "Council").needed("Enter the name of the council"),
        &mut header.body,
    );
    template(pen, header, around);
    pen.names(
        &ask("decision-maker", "Who decides")
            .hint("The committee, member or officer. One a line, where several must decide"),
        &mut header.decision_makers,
    );
    pen.date(
        &ask("date", "Date of the meeting or decision").hint(DAY),
        &mut header.date,
    );
    pen.text(
        &ask("report-of", "Report of").hint("The post of the author, not a person"),
        &mut header.report_of,
    );
    pen.names(
        &ask("contact", "Who answers questions").hint("Posts, one a line"),
        &mut header.contacts,
    );
    pen.folded("More about the report", |pen| {
        pen.text(&ask("item", "Agenda item"), &mut header.item);
        pen.text(
            &ask("reference", "The council\u{2019}s reference").hint("Such as C1241"),
            &mut header.reference,
        );
        pen.text(
            &ask("divisions", "Wards or electoral divisions affected"),
            &mut header.divisions,
        );
        pen.text(
            &ask("confidentiality", "Whether the public may read it")
                .hint("Such as: This report does not contain exempt information"),
            &mut header.confidentiality,
        );
        pen.text(
            &ask("reconstructed-from", "Reconstruction of")
                .hint("Only where this is a published report that is typed in again"),
            &mut header.reconstructed_from,
        );
    });
    defaults(pen, case);
    costing(pen, case, around);
    cover(pen, case);
}

fn template(pen: &mut Pen<'_>, header: &mut proposal::case::Header, around: &Around<'_>) {
    let own = format!("That of the council: {}", around.body.name);
    let mut kinds = vec![(String::new(), own)];
    kinds.extend(around.templates.iter().cloned());
    name_of(
        pen,
        &ask("template", "Kind of report"),
        kinds,
        &mut header.template,
    );
}

/// One of a few names; one that is none of them and is held can be kept.
fn name_of(
    pen: &mut Pen<'_>,
    ask: &Ask<'_>,
    mut names: Vec<(String, String)>,
    value: &mut Option<At<String>>,
) {
    if let Some(held) = value
        && names.iter().all(|(name, _)| *name != held.value)
    {
        names.push((held.value.clone(), held.value.clone()));
    }
    pen.maybe(ask, Kind::One(names), value, String::clone, |typed| {
        Ok(typed.to_owned())
    });
}

fn defaults(pen: &mut Pen<'_>, case: &mut Case) {
    pen.heading("What changes, unless a change says otherwise");
    pen.names(
        &ask("unit", "Unit that changes")
            .hint("One a line. Two mean that the report does not say in which of them a post is"),
        &mut case.defaults.units,
    );
    pen.when(
        &ask("from", "Changes take effect on").hint(DAY_OR_MONTH),
        &mut case.defaults.from,
    );
    pen.folded("More about dates and units", |pen| {
        pen.end(
            &ask("until", "Changes end on").hint("Only where all of them are for a time"),
            &mut case.defaults.until,
        );
        pen.text(
            &ask("assumed", "Why these dates are assumed")
                .hint("Only where nobody has decided them"),
            &mut case.defaults.assumed,
        );
        pen.maybe(
            &ask(
                "defaults-paragraph",
                "Paragraph of the report that lists the changes",
            ),
            Kind::Short,
            &mut case.defaults.paragraph,
            String::clone,
            |typed| Ok(typed.to_owned()),
        );
        units(pen, case);
    });
}

fn units(pen: &mut Pen<'_>, case: &mut Case) {
    pen.cards(
        ("units", "Units that the report names", "unit"),
        &mut case.units,
        |pen| proposal::case::CaseUnit {
            place: pen.place(),
            name: pen.at(String::new()),
            part_of: None,
            also_called: Vec::new(),
        },
        |pen, unit| {
            pen.must_text(
                &ask("name", "Name").needed("Enter the name of the unit"),
                &mut unit.name,
            );
            pen.text(&ask("part-of", "Part of"), &mut unit.part_of);
            pen.names(
                &ask("also-called", "Other names in the report").hint(ONE_A_LINE),
                &mut unit.also_called,
            );
        },
    );
}

/// The first profile counts where none is chosen: it is offered once, by its name only where that is held.
fn profile(pen: &mut Pen<'_>, chosen: &mut Option<At<String>>, known: &[(String, String)]) {
    let mut names = known.to_vec();
    let held = chosen.as_ref().map(|at| at.value.as_str());
    if let Some((name, _)) = names.first_mut().filter(|(name, _)| held != Some(name)) {
        name.clear();
    }
    name_of(
        pen,
        &ask("profile", "Pay and on-costs by").hint(
            "Gives pay, National Insurance and pension. A new proposal begins with the one by which the \
             council\u{2019}s posts are costed on the day its changes take effect",
        ),
        names,
        chosen,
    );
}

fn costing(pen: &mut Pen<'_>, case: &mut Case, around: &Around<'_>) {
    let costing = &mut case.costing;
    pen.heading("How it is costed");
    profile(pen, &mut costing.profile, around.pay);
    pen.folded("More about how it is costed", |pen| {
        pen.rate(
            &ask("pension-rate", "Employer\u{2019}s pension rate")
                .hint("Such as 21.6%, where the profile needs one"),
            &mut costing.pension_rate,
        );
        pen.choice_or_default(
            &ask("basis", "Where a cost is stated").hint("Both are shown either way"),
            &COST_BASES,
            &mut costing.basis,
        );
        pen.years(
            &ask("years", "Financial years to print").hint(
                "Such as 2019-20, one a line. If there is none, those that the changes touch",
            ),
            &mut costing.years,
        );
        pen.hours(
            &ask("full-time-week", "Hours of a full-time week").hint("37 if nothing is said"),
            &mut costing.full_time_week,
        );
        pen.date(
            &ask("pay-date", "Pay as of").hint("The date of the report if nothing is said"),
            &mut costing.pay_date,
        );
    });
}

fn cover(pen: &mut Pen<'_>, case: &mut Case) {
    pen.folded("What the cover says", |pen| on_cover(pen, case));
}

fn on_cover(pen: &mut Pen<'_>, case: &mut Case) {
    pen.prose(
        &ask("summary", "Summary on the cover"),
        &mut case.cover.summary,
    );
    pen.cards(
        (
            "cover-recommendations",
            "Recommendations as the cover words them, if it does so apart",
            "recommendation on the cover",
        ),
        &mut case.cover.recommendations,
        |pen| pen.prose_of(String::new()),
        |pen, prose| {
            let mut words = Some(prose.clone());
            pen.prose(&ask("text", "Words"), &mut words);
            *prose = words.unwrap_or_else(|| pen.prose_of(String::new()));
        },
    );
    pen.names(
        &ask("blank", "Fields that the cover prints and leaves empty")
            .hint("Such as Report No. One a line"),
        &mut case.cover.blank,
    );
}

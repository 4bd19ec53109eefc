//! What stands around the changes: title, money, people, recommendations, comments, prose.

use crate::case::{Change, quoted};
use crate::names::{field, odd};
use crate::{Pay, Shape, Words};

/// How many changes one recommendation covers.
const COVERED: usize = 20;

/// The funds that pay for posts.
pub(crate) fn funds(shape: &Shape) -> Vec<String> {
    let number = if shape.changes > 100 { 40 } else { 8 };
    let name = |index| {
        odd(
            shape.words,
            &format!("{} budget", field(shape, index)),
            index + 5,
        )
    };
    (0..number).map(name).collect()
}

/// Everything above the units.
pub(crate) fn head(shape: &Shape) -> String {
    let title = odd(shape.words, "Changes to the establishment", 0);
    let (body, costing) = match shape.pay {
        Pay::Grades => (
            "Nottinghamshire County Council",
            "profile = \"ncc-2020-21\"",
        ),
        Pay::Hours => (
            "Anytown Borough Council (invented)",
            "profile = \"statutory\"\npension_rate = \"19%\"",
        ),
    };
    format!(
        "# Made up, to try reports with.\ntitle = {}\nbody = {}\n{}date = 2020-06-15\nitem = \"8\"\n\
         decision_maker = \"Personnel Committee\"\nreport_of = {}\ncontact = {}\ndivisions = \"All\"\n\n\
         [costing]\n{costing}\n",
        quoted(&title),
        quoted(body),
        match shape.pay {
            Pay::Grades => "",
            Pay::Hours => "template = \"plain\"\n",
        },
        quoted(&odd(shape.words, "Service Director", 1)),
        quoted(&odd(shape.words, "Group Manager", 2)),
    )
}

/// Everything under the changes.
pub(crate) fn tail(shape: &Shape, funds: &[String], changes: &[Change]) -> String {
    let mut file = String::new();
    if !changes.is_empty() {
        file.push_str(&money(shape, funds));
    }
    file.push_str(&people(shape));
    file.push_str(&recommendations(changes));
    file.push_str(&comments(shape));
    file.push_str(&prose(shape, changes));
    file
}

fn money(shape: &Shape, funds: &[String]) -> String {
    let mut records = String::new();
    let states = ["released", "provided", "requested", "bid"];
    let kinds = ["base budget", "reserve", "grant", "contingency"];
    for (index, fund) in funds.iter().enumerate() {
        records.push_str(&format!(
            "\n[[funding]]\nsource = {}\nkind = \"{}\"\namount = {}\nstate = \"{}\"\nfrom = 2020-07-01\n",
            quoted(fund),
            kinds[index % kinds.len()],
            10_000 + index * 7_531,
            states[index % states.len()],
        ));
    }
    for index in 0..3 {
        let name = odd(
            shape.words,
            &format!("{} savings", field(shape, index)),
            index + 9,
        );
        records.push_str(&format!(
            "\n[[saving]]\nname = {}\ncumulative = false\nrecurring = true\nyears = [\n  {{ year = \"2020-21\", amount = {} }},\n  {{ year = \"2021-22\", amount = {} }},\n]\n",
            quoted(&name),
            12_000 + index * 1_111,
            24_000 + index * 2_222,
        ));
    }
    records
}

fn people(shape: &Shape) -> String {
    let union = odd(shape.words, "UNISON", 4);
    let option = odd(shape.words, "Leave the structure as it is", 6);
    format!(
        "\n[[option]]\nname = {}\nrejected_because = \"the budget falls\"\n\n\
         [consultation]\nfrom = 2020-03-02\nuntil = 2020-04-13\nweeks = 6\nwith = [{}, \"GMB\"]\n\n\
         [equality]\nassessment = \"screening\"\ndate = 2020-05-01\n\n\
         [[paper]]\ntitle = {}\ndecision_maker = \"Personnel Committee\"\ndate = 2020-01-20\n\n\
         [[obligation]]\nwhat = {}\ndue = \"autumn 2021\"\nby = 2021-11-30\n",
        quoted(&option),
        quoted(&union),
        quoted(&odd(shape.words, "Review of the establishment", 8)),
        quoted(&odd(shape.words, "A report on the first year", 10)),
    )
}

/// One recommendation for some of the changes each, worded by the case every second time.
fn recommendations(changes: &[Change]) -> String {
    let mut records = String::new();
    for (index, covered) in changes.chunks(COVERED).enumerate() {
        let titles: Vec<String> = covered.iter().map(|one| quoted(&one.subject)).collect();
        let words = match index % 2 {
            0 => String::new(),
            _ => format!(
                "text = \"That the changes of part {} are approved.\"\n",
                index + 1
            ),
        };
        records.push_str(&format!(
            "\n[[recommendation]]\n{words}covers = [{}]\nasks = \"approve\"\n",
            titles.join(", ")
        ));
    }
    if changes.is_empty() {
        records.push_str(
            "\n[[recommendation]]\ntext = \"That the committee notes the establishment.\"\n\
             covers = \"none\"\nasks = \"note\"\n",
        );
    }
    records
}

fn comments(shape: &Shape) -> String {
    let first = match shape.pay {
        Pay::Grades => "constitutional",
        Pay::Hours => "legal",
    };
    let comment = |kind: &str, text: &str| {
        format!(
            "\n[[comment]]\nkind = \"{kind}\"\nrole = {}\ndate = 2020-06-01\ntext = \"{text}\"\n",
            quoted(&odd(shape.words, "Adviser", 11)),
        )
    };
    [
        comment(first, "The committee may decide on what is proposed."),
        comment(
            "financial",
            "The changes cost {cost.full_year} in a full year.",
        ),
        comment("hr", "The report says what the proposals mean for staff."),
    ]
    .concat()
}

fn prose(shape: &Shape, changes: &[Change]) -> String {
    let mut words = String::from("\n[report]\npurpose = \"To change the establishment.\"\n");
    let mut information = String::from("The services are reviewed every year.\n");
    if shape.words == Words::Hostile {
        information.push_str("\nThis is odd: <b>bold</b>, =1+1, مرحبا, &amp;, ]]> and 'quoted'.\n");
    }
    for index in 0..shape.unexplained {
        information.push_str(&format!(
            "\nWork of kind {} costs £{},{:03} a year.\n",
            index + 1,
            12 + index,
            index * 13 % 1000
        ));
    }
    if !changes.is_empty() {
        information.push_str("\n{table.changes}\n");
    }
    words.push_str(&format!(
        "information = '''\n{information}'''\nreasons = \"The services change with what is asked of them.\"\n"
    ));
    if !changes.is_empty() {
        words.push_str(
            "financial_implications = '''\nThe changes cost {cost.full_year} in a full year.\n\n{table.costs}\n'''\n",
        );
    }
    words
}

//! What the public may not read.

use diagnostics::At;
use proposal::case::{ExemptPart, Exemption};
use proposal::choices::EXEMPT_FIELDS;
use proposal::{Case, Ground};

use super::pen::{Answer, Ask, Pen, ask};
use super::{Around, Kind};

/// Part and name, as one answer.
const BETWEEN: char = '|';

/// What is withheld, each with its ground and its reason.
pub(super) fn exempt(pen: &mut Pen<'_>, case: &mut Case, around: &Around<'_>) {
    let offered = offered(case, around);
    pen.cards(
        ("exempt", "What the public may not read", "exemption"),
        &mut case.exempt,
        |pen| Exemption {
            place: pen.place(),
            part: ExemptPart::Posts,
            of: pen.at(String::new()),
            fields: Vec::new(),
            totals: false,
            ground: None,
            reason: None,
        },
        |pen, one| walk(pen, one, &offered),
    );
}

fn walk(pen: &mut Pen<'_>, one: &mut Exemption, offered: &[(String, String)]) {
    what(
        pen,
        &ask("what", "What is withheld").needed("Select what is withheld"),
        offered,
        one,
    );
    fields(pen, one);
    pen.flag(
        &ask("totals", "May the totals in which this pay counts be public?").hint(
            "Of the pay of posts. Where what is withheld would follow from a total, Muster withholds another \
             cost as well, or the total",
        ),
        &mut one.totals,
    );
    let none = (String::new(), "Choose a ground".to_owned());
    let grounds = Ground::all().iter().map(|ground| {
        let words = format!("Paragraph {}: {}", ground.paragraph, ground.words);
        (ground.paragraph.to_string(), words)
    });
    pen.maybe(
        &ask("ground", "On what ground")
            .hint("Part 1 of Schedule 12A to the Local Government Act 1972")
            .needed("Select the ground"),
        Kind::One(std::iter::once(none).chain(grounds).collect()),
        &mut one.ground,
        u32::to_string,
        |typed| typed.parse().map_err(|_| "Select the ground".to_owned()),
    );
    pen.long_text(
        &ask("reason", "Why the public interest lies in withholding it")
            .hint("The public reads this")
            .needed("Enter the reason, as the public will read it"),
        &mut one.reason,
    );
}

/// Everything in a case that can be withheld.
fn offered(case: &Case, around: &Around<'_>) -> Vec<(String, String)> {
    let mut all = vec![(String::new(), "Choose what is withheld".to_owned())];
    for part in ExemptPart::ALL {
        for name in editions::names(case, around.body, part) {
            let words = match part {
                ExemptPart::Document => part.words().to_owned(),
                _ => format!("{}: {name}", part.words()),
            };
            all.push((answer(part, &name), words));
        }
    }
    all
}

fn answer(part: ExemptPart, name: &str) -> String {
    format!("{}{BETWEEN}{name}", part.key())
}

fn what(pen: &mut Pen<'_>, asked: &Ask<'_>, offered: &[(String, String)], one: &mut Exemption) {
    let now = match one.of.value.as_str() {
        "" => String::new(),
        name => answer(one.part, name),
    };
    let mut all = offered.to_vec();
    if all.iter().all(|(value, _)| *value != now) {
        let words = format!("{}: {}, which is not there", one.part.words(), one.of.value);
        all.push((now.clone(), words));
    }
    let read = |typed: &str| {
        let (key, name) = typed.split_once(BETWEEN).unwrap_or_default();
        let mut parts = ExemptPart::ALL.into_iter();
        let part = parts.find(|part| part.key() == key);
        let part = part.ok_or_else(|| "Select what is withheld".to_owned())?;
        Ok((part, name.to_owned()))
    };
    if let Answer::Value((part, name)) = pen.ask(asked, Kind::One(all), now, read) {
        one.part = part;
        one.of = pen.at(name);
    }
}

fn fields(pen: &mut Pen<'_>, one: &mut Exemption) {
    let words = [
        "Pay: grade, point, cost and payments",
        "Who holds them, and where they go",
        "Their title",
    ];
    let all = EXEMPT_FIELDS.iter().zip(words);
    let all = all.map(|((key, _), words)| ((*key).to_owned(), words.to_owned()));
    let word = |at: &At<_>| {
        let mut fields = EXEMPT_FIELDS.iter();
        let own = fields.find(|(_, field)| *field == at.value);
        own.map_or("", |(word, _)| *word)
    };
    let now: Vec<&str> = one.fields.iter().map(word).collect();
    let read = |typed: &str| {
        let chosen = typed.lines().map(str::trim);
        let field = |word: &str| EXEMPT_FIELDS.iter().find(|(key, _)| *key == word);
        Ok(chosen
            .filter_map(field)
            .map(|(_, field)| *field)
            .collect::<Vec<_>>())
    };
    let asked = ask("fields", "What of the posts").hint("Pay and holders, if nothing is selected");
    match pen.ask(&asked, Kind::Several(all.collect()), now.join("\n"), read) {
        Answer::AsItWas => {}
        Answer::Nothing => one.fields.clear(),
        Answer::Value(fields) => {
            one.fields = fields.into_iter().map(|field| pen.at(field)).collect();
        }
    }
}

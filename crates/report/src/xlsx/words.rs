//! The sheets that are mostly words: how to read it, the changes, the findings, the assumptions.

use base::{Exact, Known, Rounding};
use costing::Basis;
use pay::{Breakdown, NiBasis, NiYear, OtherRate, Profile, VersionRule};

use super::book::Book;
use super::cell::{Cell, Shown};
use super::sheet::{Sheet, column};
use crate::compose::{self, ChangeLine, Composition};
use crate::phrases::sentence_case;

/// The first sheet.
pub(super) fn read_me(book: &Book<'_>) -> Sheet {
    let of = &book.of;
    let mut rows = Vec::new();
    let mut say = |what: &str, words: String| {
        rows.push(vec![Cell::words(what), Cell::words(words)]);
    };
    for notice in compose::notices(of) {
        let words: String = notice.words.iter().map(crate::model::Span::plain).collect();
        say(&notice.title, words);
    }
    let body = of.case.header.body.as_ref();
    say(
        "Council",
        body.map_or("Not stated".to_owned(), |at| at.value.clone()),
    );
    for fact in compose::cover_facts(of) {
        let answers: Vec<&str> = fact
            .answers
            .iter()
            .map(crate::model::Answer::plain)
            .collect();
        say(&fact.label, answers.join("; "));
    }
    say(
        "Which unit cost is used",
        basis(of.statement.basis).to_owned(),
    );
    say(
        "Pay and on-costs",
        match &of.statement.profile {
            Some(profile) => format!("{} ({}): {}", profile.name, profile.status, profile.title),
            None => format!("No profile is named {}", of.statement.profile_name),
        },
    );
    for (what, words) in HOW_TO_READ {
        say(what, (*words).to_owned());
    }
    say(
        "Made by",
        format!("Muster {}, from one case file", env!("CARGO_PKG_VERSION")),
    );
    Sheet {
        name: "Read me",
        title: book.title().to_owned(),
        about: "The figures of the report as formulas. Sheet by sheet: what it costs, who pays, what changes, and what is assumed.",
        columns: vec![column("What", 30), column("In words", 110)],
        rows,
        ..Sheet::default()
    }
}

const HOW_TO_READ: &[(&str, &str)] = &[
    (
        "“Not known”",
        "Nobody has said what it is. It is not nothing, and no sum counts it as nothing. Type a figure in its place, and what follows from it is worked out.",
    ),
    (
        "“At least”",
        "A sum beside these words counts only what is known; it lacks the costs that are named there.",
    ),
    ("“Not stated”", "The case does not say it."),
    (
        "Stated and computed",
        "A stated figure is one that the report gives. A computed one follows from the pay tables and on-costs on the sheet Assumptions. The sheet Unit costs shows both and which is used.",
    ),
    (
        "To recompute",
        "Change a cost or “Used” on the sheet Unit costs, an FTE or payment on Costs, or a part of a year on Costs by year. Totals, years, sources and budgets follow. The cost of a whole structure on the sheet Budget is a value.",
    ),
    (
        "Money",
        "Pounds; every cost is rounded to the penny, half up. A cost is positive, a saving in a change negative.",
    ),
];

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Stated => {
            "Where the cost of a post is stated, that cost; elsewhere the computed one"
        }
        Basis::Profile => "The computed one; a stated one only where none can be computed",
    }
}

/// The sheet of changes.
pub(super) fn changes(book: &Book<'_>) -> Sheet {
    let lines = compose::change_lines(&book.of);
    Sheet {
        name: "Changes",
        title: "What changes".to_owned(),
        about: "One row for each thing that the proposal does, in the order of the case.",
        columns: vec![
            column("Line", 6),
            column("What happens", 16),
            column("Post", 36),
            column("Grade", 28),
            column("FTE before", 10),
            column("FTE after", 10),
            column("From", 17),
            column("Tenure after", 28),
            column("Unit", 34),
            column("Paragraph", 11),
            column("Remarks", 60),
        ],
        rows: lines.iter().map(|line| change(book, line)).collect(),
        notes: compose::assumptions(&book.of),
        frozen: 3,
        nothing: "The case changes nothing.",
        ..Sheet::default()
    }
}

fn change(book: &Book<'_>, line: &ChangeLine) -> Vec<Cell> {
    let case = book.of.case;
    let change = &case.changes[line.change];
    let paragraph = change
        .paragraph
        .as_ref()
        .or(case.defaults.paragraph.as_ref());
    let [before, after] = &line.fte;
    let or_none =
        |cell: &Option<crate::model::Cell>| cell.as_ref().map_or_else(Cell::none, Cell::of_report);
    let notes = line.post.notes.join(". ");
    vec![
        Cell::whole(line.change + 1),
        Cell::words(&line.what),
        Cell::of_report(&line.post),
        Cell::of_report(&line.grade),
        Cell::of_report(before),
        Cell::of_report(after),
        line.from
            .as_ref()
            .map_or_else(Cell::not_stated, Cell::of_report),
        or_none(&line.tenure),
        line.unit
            .as_ref()
            .map_or_else(Cell::none, |unit| Cell::words(sentence_case(unit))),
        Cell::stated(paragraph.map(|at| at.value.clone())),
        if notes.is_empty() {
            Cell::none()
        } else {
            Cell::words(notes)
        },
    ]
}

/// The sheet of findings: all of them if they are wanted, else those that the author acknowledges.
pub(super) fn findings(book: &Book<'_>) -> Option<Sheet> {
    let of = &book.of;
    let wanted =
        |finding: &&diagnostics::Diagnostic| of.with_findings || finding.acknowledged.is_some();
    let rows: Vec<Vec<Cell>> = of
        .findings
        .iter()
        .filter(wanted)
        .map(|found| {
            let found = compose::finding(found, of);
            let places = found.places.iter().map(|place| match place.words.as_str() {
                "" => place.place.clone(),
                words => format!("{}: {words}", place.place),
            });
            let figures = found.figures.iter();
            let figures = figures.map(|(name, value)| format!("{name}: {value}"));
            let lines = |lines: Vec<String>| match lines[..] {
                [] => Cell::none(),
                _ => Cell::words(lines.join("\n")),
            };
            vec![
                Cell::words(found.severity),
                Cell::words(found.code),
                Cell::words(found.message),
                lines(places.collect()),
                lines(figures.collect()),
                lines(found.help),
                found.acknowledged.map_or_else(Cell::none, Cell::words),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| Sheet {
        name: "Findings",
        title: "What was found when the case was checked".to_owned(),
        about: "Points that the author lets stand give the reason for it.",
        columns: vec![
            column("What to do", 24),
            column("Code", 24),
            column("Finding", 60),
            column("Where", 40),
            column("Figures", 36),
            column("How to mend it", 50),
            column("Let stand because", 36),
        ],
        rows,
        frozen: 0,
        ..Sheet::default()
    })
}

/// The sheet of what the figures rest on.
pub(super) fn assumptions(book: &Book<'_>) -> Sheet {
    let of = &book.of;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut add = |what: &str, value: Cell, how: String| {
        rows.push(vec![Cell::words(what), value, Cell::words(how)]);
    };
    of_the_case(of, &mut add);
    match &of.statement.profile {
        Some(profile) => profile_rows(book, profile, &mut add),
        None => add(
            "Profile",
            Cell::not_known(),
            format!("No profile is named {}", of.statement.profile_name),
        ),
    }
    let (awards, caveats, reasons) = compose::pay_basis(of);
    let mut undated = compose::assumptions(of);
    if of
        .resolved
        .effects
        .iter()
        .any(|effect| effect.from.is_none())
    {
        undated.push(
            "Some changes have no date: what they cost in a financial year is not known".to_owned(),
        );
    }
    let rounding = ROUNDING.iter().map(|rule| (*rule).to_owned()).collect();
    for (what, values, how) in [
        ("Pay award", awards, "Of the spine that is used"),
        ("To be known", caveats, "Before the figures are relied on"),
        (
            "Not computed",
            reasons,
            "Why a cost does not follow from the pay tables",
        ),
        ("Start and end", undated, "As the case says"),
        ("Rounding", rounding, "In every case"),
    ] {
        for value in values {
            add(what, Cell::words(value), how.to_owned());
        }
    }
    Sheet {
        name: "Assumptions",
        title: "What the figures rest on".to_owned(),
        about: "Pay, on-costs, dates and roundings. A rate is a share of pay.",
        columns: vec![column("What", 34), column("Value", 60), column("How", 60)],
        rows,
        frozen: 1,
        ..Sheet::default()
    }
}

const ROUNDING: &[&str] = &[
    "Of a line: unit cost × FTE to the penny, half up; a unit cost is rounded as its profile says",
    "Of a year: the rounded full-year cost × the part of the year, to the penny, half up",
    "A part of a year: whole months count one twelfth each; of a month in part, its days over the days of that month",
    "A financial year is 1 April to 31 March",
];

fn of_the_case(of: &Composition<'_>, add: &mut impl FnMut(&str, Cell, String)) {
    let as_case = || "As the case says".to_owned();
    add(
        "Which unit cost is used",
        Cell::words(basis(of.statement.basis)),
        as_case(),
    );
    add(
        "Pay of",
        match of.statement.pay_date {
            Known::Known(day) => Cell::words(base::long_date(day)),
            Known::Unknown | Known::Withheld => Cell::not_known(),
        },
        "The day whose pay and on-costs are used".to_owned(),
    );
    let week = of.case.costing.full_time_week.as_ref();
    add(
        "Hours of a full-time week",
        Cell::quantity(week.map_or_else(|| base::exact(37, 1), |at| at.value)),
        match week {
            Some(_) => as_case(),
            None => "37 unless a case says otherwise".to_owned(),
        },
    );
}

fn profile_rows(book: &Book<'_>, profile: &Profile, add: &mut impl FnMut(&str, Cell, String)) {
    let rate = |rate: Exact| Cell::Number(Shown::Rate, rate);
    let as_profile = || "As the profile says".to_owned();
    add(
        "Profile",
        Cell::words(format!("{}: {}", profile.name, profile.title)),
        sentence_case(&profile.evidence),
    );
    add(
        "Status of the profile",
        Cell::words(sentence_case(&profile.status)),
        format!("Sources: {}", profile.sources.join("; ")),
    );
    add(
        "Spine",
        Cell::words(match &profile.version {
            VersionRule::Fixed { spine, effective } => {
                format!("{spine}, paid from {}", base::long_date(*effective))
            }
            VersionRule::LatestAgreed => {
                "The newest that is agreed and in effect on the day".to_owned()
            }
        }),
        format!("Agreement: {}", profile.agreement),
    );
    add(
        "Assumed award on top of the spine",
        rate(profile.uplift),
        as_profile(),
    );
    add(
        "Rounding of pay",
        rounding(profile.pay_rounding),
        as_profile(),
    );
    national_insurance(book, profile, add);
    for other in &profile.others {
        let (value, how) = match other.rate {
            OtherRate::Fixed(share) => (rate(share), "Of pay"),
            OtherRate::PensionGiven(share) => (rate(share), "Of pay; a rate given with the case"),
            OtherRate::LevyOfTheYear => match used(book) {
                Some(unit) => {
                    let levy = unit.others.iter().find(|line| line.name == other.name);
                    (
                        levy.map_or_else(Cell::none, |levy| rate(levy.rate)),
                        "Of pay; that of the year",
                    )
                }
                None => (Cell::words("The levy of the year"), "Of pay"),
            },
            OtherRate::PensionNotGiven => (
                Cell::not_known(),
                "The employer’s own pension rate is not given",
            ),
        };
        add(&sentence_case(&other.name), value, how.to_owned());
        let of = format!("Rounding of {}", other.name);
        add(&of, rounding(other.rounding), as_profile());
    }
    add(
        "Rounding of the unit cost",
        rounding(profile.total_rounding),
        as_profile(),
    );
}

fn national_insurance(
    book: &Book<'_>,
    profile: &Profile,
    add: &mut impl FnMut(&str, Cell, String),
) {
    let whose = match profile.ni_basis {
        NiBasis::ScaledWithFte => "The threshold is scaled with the FTE",
        NiBasis::EachEmployment => "The pay of each employment is held against the full threshold",
    };
    let used = match &profile.ni_year {
        NiYear::Fixed { rate, threshold } => Some((*rate, *threshold, "fixed by the profile")),
        NiYear::ByTaxYear => used(book).map(|unit| {
            let year = unit.ni.tax_year.as_deref().unwrap_or_default();
            (unit.ni.rate, unit.ni.threshold, year)
        }),
    };
    match used {
        Some((rate, threshold, year)) => {
            add(
                "Employer’s National Insurance",
                Cell::Number(Shown::Rate, rate),
                format!("Of the pay above the threshold; {year}"),
            );
            add(
                "Its threshold a year",
                Cell::money(threshold),
                whose.to_owned(),
            );
        }
        None => add(
            "Employer’s National Insurance",
            Cell::words("Rate and threshold of the tax year"),
            whose.to_owned(),
        ),
    }
    add(
        "Rounding of National Insurance",
        rounding(profile.ni_rounding),
        "As the profile says".to_owned(),
    );
}

/// The parts of a unit cost that the profile gave. All of a case are of the same day.
fn used<'b>(book: &'b Book<'_>) -> Option<&'b Breakdown> {
    let mut sides = book.sides.iter();
    sides.find_map(|side| {
        side.price
            .computed
            .as_ref()
            .ok()
            .map(|working| &working.unit)
    })
}

fn rounding(rounding: Rounding) -> Cell {
    Cell::words(match rounding {
        Rounding::None => "Not rounded",
        Rounding::PennyHalfUp => "To the penny, half up",
        Rounding::PoundHalfUp => "To the pound, half up",
    })
}

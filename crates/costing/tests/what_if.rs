//! The what-if, held against the cost statement line by line.

use std::collections::BTreeMap;
use std::sync::Arc;

use base::{Date, End, Exact, FinancialYear, Fte, Known, Pence, When, exact};
use costing::{
    AtLeast, Basis, Choices, Outlook, Rates, UnitOutlook, WhatIf, WhatIfError, YearRates, cost,
};
use diagnostics::Sources;
use jiff::civil::date;
use pay::Tables;
use proposal::{Effect, Resolved, read, resolve};
use proptest::prelude::*;
use register::{
    Act, Amendment, Authority, Decision, Entry, Establishment, FundShare, Ledger, Line, LineId,
    Placement, PostLine, Quantity, Standing, Tenure, UnitId,
};

const COUNCIL: &str = "Nottinghamshire County Council";
const YEARS: [i16; 5] = [2018, 2019, 2020, 2021, 2022];
const ON: Date = date(2019, 5, 1);

fn rates() -> Rates<'static> {
    let tables = Tables::shipped();
    let profile = tables.profile("statutory").expect("a profile");
    let year = |year: i16| YearRates {
        year: FinancialYear::starting(year),
        on: ON,
        profile: profile.with_pension_rate(exact(1, 5)),
    };
    Rates {
        tables,
        council: COUNCIL.into(),
        basis: Basis::Stated,
        full_time_week: exact(37, 1),
        years: YEARS.map(year).into(),
    }
}

/// A council's ledger, to write test entries into.
#[derive(Default)]
struct Council {
    ledger: Ledger,
    establishment: Establishment,
    units: Vec<UnitId>,
    lines: Vec<LineId>,
    /// Where the change set starts.
    base: usize,
}

impl Council {
    /// Records an act; one that the register refuses is recorded all the same.
    fn record(&mut self, effective: Date, act: Act) {
        let decision = Decision {
            body: COUNCIL.into(),
            maker: None,
            date: effective,
            title: "A report".into(),
            reference: None,
            not_held: Vec::new(),
        };
        let authority = Authority {
            decision: Arc::new(decision),
            standing: Standing::Decided,
            paragraph: None,
            change_line: None,
            assumption: None,
            listed: None,
        };
        self.ledger.record(effective, effective, authority, act);
    }

    fn open(&mut self, name: &str, part_of: Option<UnitId>) -> UnitId {
        let unit = self.ledger.new_unit();
        let name = name.to_owned();
        let act = Act::OpenUnit {
            unit,
            name,
            part_of,
        };
        self.record(ON, act);
        self.units.push(unit);
        unit
    }

    fn attest(&mut self, post: PostLine) -> LineId {
        let line = self.ledger.new_line();
        self.record(ON, Act::Attest { line, post });
        self.lines.push(line);
        line
    }

    /// What is recorded so far is the establishment; what comes is the change set.
    fn opened(&mut self) {
        self.base = self.ledger.entries().len();
        for entry in self.ledger.entries() {
            let opened = self.establishment.apply(&entry.act, entry.position);
            assert_eq!(opened, Ok(()));
        }
    }

    fn changes(&self) -> &[Entry] {
        &self.ledger.entries()[self.base..]
    }

    fn what_if(&self) -> WhatIf<'static> {
        WhatIf::new(Arc::new(self.establishment.clone()), rates()).expect("a what-if")
    }
}

/// A sum, and how many lines are not in it.
type Sum<T> = (T, i128);

/// Lines; posts; FTE; the cost of each year.
type Row = (i128, Sum<i128>, Sum<Exact>, Vec<Sum<i128>>);

/// Every unit by its place and the whole, and every fund that pays something.
type Answer = (
    BTreeMap<Option<usize>, Row>,
    BTreeMap<Option<String>, Vec<Sum<i128>>>,
);

fn whole(count: usize) -> i128 {
    i128::try_from(count).expect("a small number")
}

fn answer(outlook: &Outlook, units: &[UnitId]) -> Answer {
    let cost = |cost: AtLeast<Pence>| (cost.known.pence(), whole(cost.missing));
    let row = |unit: UnitOutlook<'_>| -> Row {
        let (posts, fte) = (unit.posts(), unit.fte());
        (
            whole(unit.lines()),
            (i128::from(posts.known), whole(posts.missing)),
            (fte.known.exact(), whole(fte.missing)),
            unit.costs().map(cost).collect(),
        )
    };
    let number = |id| units.iter().position(|unit| *unit == id);
    let mut rows: BTreeMap<_, Row> = outlook
        .units()
        .map(|(id, unit)| (number(id), row(unit)))
        .collect();
    rows.insert(None, row(outlook.whole()));
    let funds = outlook.funds().map(|fund| {
        let costs: Vec<_> = fund.costs().map(cost).collect();
        (fund.name().map(str::to_owned), costs)
    });
    (rows, funds.filter(|(_, costs)| pays(costs)).collect())
}

fn pays(costs: &[Sum<i128>]) -> bool {
    costs.iter().any(|cost| *cost != (0, 0))
}

/// The slow way: the statement of one line at a time, added up by walking up the tree.
struct Slow<'c> {
    council: &'c Council,
    answer: Answer,
}

impl Slow<'_> {
    fn of(council: &Council) -> Result<Answer, usize> {
        let zero = || (0, (0, 0), (exact(0, 1), 0), vec![(0, 0); YEARS.len()]);
        let units = (0..council.units.len()).map(Some).chain([None]);
        let mut slow = Slow {
            council,
            answer: (units.map(|unit| (unit, zero())).collect(), BTreeMap::new()),
        };
        let mut now = council.establishment.clone();
        for line in now.lines() {
            slow.add(line, date(2000, 1, 1), 1);
        }
        let mut since: BTreeMap<LineId, Date> = BTreeMap::new();
        for (at, entry) in council.changes().iter().enumerate() {
            let before = now.clone();
            now.apply(&entry.act, entry.position).map_err(|_| at)?;
            let ends: Vec<&Line> = before
                .lines()
                .filter(|line| now.line(line.id) != Some(line))
                .collect();
            let begins = now
                .lines()
                .filter(|line| before.line(line.id) != Some(line));
            // A part is taken no earlier than its line came, even where what is left of the line looks as
            // it did because nobody knows how much it is.
            let taken_from = match &entry.act {
                Act::Disestablish { line, .. } | Act::Amend { line, .. } => since.get(line),
                _ => None,
            };
            let from = taken_from.map_or(entry.effective, |there| entry.effective.max(*there));
            for line in ends {
                slow.add(line, from, -1);
            }
            for line in begins {
                since.insert(line.id, from);
                slow.add(line, from, 1);
            }
        }
        let (rows, mut funds) = slow.answer;
        funds.retain(|_, costs| pays(costs));
        Ok((rows, funds))
    }

    fn add(&mut self, line: &Line, from: Date, sign: i128) {
        let mut costs = statement_of(line, from);
        for (cost, year) in costs.iter_mut().zip(YEARS) {
            // What ends within a year has cost something in it, and nobody knows what.
            if sign < 0 && !cost.is_known() && from > FinancialYear::starting(year).first() {
                *cost = Known::Known(0);
            }
        }
        let missing = |known: bool| if known { 0 } else { sign };
        let add = |sum: &mut Sum<i128>, value: Known<i128>| {
            sum.0 += value.known().unwrap_or(0) * sign;
            sum.1 += missing(value.is_known());
        };
        let (posts, fte) = (line.post.posts.map(i128::from), line.post.fte);
        for unit in self.above(&line.post.placement) {
            let row = self.answer.0.get_mut(&unit).expect("a unit");
            row.0 += sign;
            add(&mut row.1, posts);
            row.2.0 += fte.known().unwrap_or(Fte::ZERO).exact() * sign;
            row.2.1 += missing(fte.is_known());
            for (sum, cost) in row.3.iter_mut().zip(&costs) {
                add(sum, *cost);
            }
        }
        for (year, cost) in costs.iter().enumerate() {
            for (fund, part) in parts(&line.post.funding, *cost) {
                let sums = self.answer.1.entry(fund);
                let sums = sums.or_insert_with(|| vec![(0, 0); YEARS.len()]);
                add(&mut sums[year], part);
            }
        }
    }

    /// The units that hold a placement for certain, and the whole.
    fn above(&self, placement: &Placement) -> Vec<Option<usize>> {
        let chain = |unit: UnitId| {
            let mut chain = Vec::new();
            let mut at = Some(unit);
            while let Some(unit) = at.filter(|_| chain.len() < 20) {
                let number = self.council.units.iter().position(|id| *id == unit);
                chain.push(number);
                at = self
                    .council
                    .establishment
                    .unit(unit)
                    .and_then(|unit| unit.part_of);
            }
            chain.push(None);
            chain
        };
        let units = match placement {
            Placement::In(unit) => vec![*unit],
            Placement::OneOf(units) => units.clone(),
            Placement::NotStated => return vec![None],
        };
        let chains: Vec<Vec<Option<usize>>> = units.into_iter().map(chain).collect();
        let held = |unit: &Option<usize>| chains.iter().all(|chain| chain.contains(unit));
        chains[0].iter().copied().filter(held).collect()
    }
}

/// What the statement says that a line costs in each year, if it begins on a day.
fn statement_of(line: &Line, from: Date) -> Vec<Known<i128>> {
    let years = YEARS
        .map(|year| format!("\"{}\"", FinancialYear::starting(year)))
        .join(", ");
    let text = format!(
        "body = \"{COUNCIL}\"\ndate = {ON}\n[costing]\nprofile = \"statutory\"\n\
         pension_rate = \"20%\"\nyears = [{years}]\n[[change]]\nestablish = \"Clerk\"\nfte = 1\n"
    );
    let (case, found) = read(&mut Sources::new(), "case.toml", text.as_bytes());
    assert!(found.is_empty(), "{found:?}");
    let effect = Effect {
        before: None,
        after: Some(line.clone()),
        from: Some(When::Day(from)),
        until: None,
        ..resolve(&case).effects[0].clone()
    };
    let resolved = Resolved {
        effects: vec![effect],
        ..resolve(&case)
    };
    let statement = cost(&case, &resolved, &Choices::default());
    let years = &statement.lines[0].years;
    years
        .iter()
        .map(|year| year.posts.value().map(Pence::pence))
        .collect()
}

/// What each fund pays of a cost; what is left has none.
fn parts(funding: &[FundShare], cost: Known<i128>) -> Vec<(Option<String>, Known<i128>)> {
    let name = |share: &FundShare| Some(share.fund.clone());
    let Known::Known(cost) = cost else {
        let parts: Vec<_> = funding.iter().map(|share| (name(share), cost)).collect();
        return if parts.is_empty() {
            vec![(None, cost)]
        } else {
            parts
        };
    };
    let share = |share: Exact| (share * cost).round().to_integer();
    let mut parts: Vec<_> = (funding.iter())
        .map(|fund| (name(fund), fund.share.map(share)))
        .collect();
    let left = cost - parts.iter().filter_map(|part| part.1.known()).sum::<i128>();
    let whole: Option<Exact> = (funding.iter())
        .map(|fund| fund.share.known())
        .try_fold(exact(0, 1), |sum, share| share.map(|share| sum + share));
    match parts.first_mut() {
        Some((_, Known::Known(first))) if whole == Some(exact(1, 1)) => *first += left,
        _ => parts.push((None, Known::Known(left))),
    }
    parts
}

fn full_time(grade: &str, placement: Placement) -> PostLine {
    PostLine {
        grade: Known::Known(grade.into()),
        posts: Known::Known(1),
        fte: Known::Known(Fte::whole(1)),
        placement,
        ..PostLine::titled("Officer")
    }
}

fn held<T: Clone + std::fmt::Debug + 'static>(
    known: impl Strategy<Value = T>,
) -> impl Strategy<Value = Known<T>> {
    prop_oneof![4 => known.prop_map(Known::Known), 1 => Just(Known::Unknown)]
}

fn any_fte() -> impl Strategy<Value = Fte> {
    let fractions = [
        (1, 1),
        (1, 2),
        (3, 1),
        (20, 37),
        (811, 1000),
        (1, 7),
        (9, 1_000_003),
    ];
    let fractions = fractions.map(|(a, b)| Fte::new(exact(a, b)));
    prop::sample::select(fractions.to_vec())
}

fn any_funding() -> impl Strategy<Value = Vec<FundShare>> {
    let share = |fund: &str, share| FundShare {
        fund: fund.into(),
        share,
    };
    let part = |a, b| Known::Known(exact(a, b));
    prop::sample::select(vec![
        vec![],
        vec![share("Base budget", part(1, 1))],
        vec![share("DSG", part(2, 3)), share("Base budget", part(1, 3))],
        vec![share("Grant", part(1, 2))],
        vec![share("DSG", part(1, 4)), share("Grant", Known::Unknown)],
    ])
}

fn any_post(units: usize) -> impl Strategy<Value = (PostLine, Vec<usize>)> {
    let grades = ["Grade 3", "Grade 4", "Band D", "Grade 47"].map(str::to_owned);
    let ends = [
        Tenure::Permanent,
        Tenure::Temporary(End::On(When::Day(date(2019, 9, 14)))),
        Tenure::Temporary(End::Event("a vacancy".into())),
    ];
    let stated = [
        None,
        None,
        Some(Pence::pounds(30_001)),
        Some(Pence::pounds(99_999_999_999)),
    ];
    let what = (
        held(prop::sample::select(grades.to_vec())),
        prop::option::of(prop::sample::select(vec![8_u16, 23, 200])),
        held(1_u32..4),
        held(any_fte()),
        prop::sample::select(stated.to_vec()),
        prop::option::weighted(0.2, Just(exact(39, 1))),
        held(prop::sample::select(ends.to_vec())),
    );
    let places = prop::collection::vec(0..units, 0..3);
    (what, any_funding(), places).prop_map(|(what, funding, places)| {
        let (grade, point, posts, fte, stated_cost, paid_weeks, tenure) = what;
        let post = PostLine {
            grade,
            point,
            posts,
            fte,
            paid_weeks,
            tenure,
            funding,
            stated_cost,
            ..PostLine::titled("Officer")
        };
        (post, places)
    })
}

#[derive(Clone, Debug)]
struct Asked {
    kind: u8,
    line: usize,
    quantity: Quantity,
    post: (PostLine, Vec<usize>),
    day: Date,
}

fn any_change(units: usize) -> impl Strategy<Value = Asked> {
    let quantity = prop_oneof![
        3 => Just(Quantity::All),
        1 => Just(Quantity::Posts(1)),
        1 => any_fte().prop_map(Quantity::Fte),
    ];
    let days = [
        date(2017, 1, 1),
        date(2018, 4, 1),
        date(2018, 7, 1),
        date(2020, 1, 17),
    ];
    let day = prop::sample::select(days.to_vec());
    (0_u8..4, 0_usize..12, quantity, any_post(units), day).prop_map(
        |(kind, line, quantity, post, day)| Asked {
            kind,
            line,
            quantity,
            post,
            day,
        },
    )
}

fn placed(post: &mut PostLine, places: &[usize], units: &[UnitId]) {
    post.placement = match places {
        [] => Placement::NotStated,
        [unit] => Placement::In(units[*unit]),
        several => Placement::OneOf(several.iter().map(|unit| units[*unit]).collect()),
    };
}

fn council(
    tree: &[Option<usize>],
    posts: Vec<(PostLine, Vec<usize>)>,
    changes: &[Asked],
) -> Council {
    let mut council = Council::default();
    for (at, above) in tree.iter().enumerate() {
        let above = above
            .filter(|above| *above < at)
            .map(|above| council.units[above]);
        council.open(&format!("Unit {at}"), above);
    }
    for (mut post, places) in posts {
        placed(&mut post, &places, &council.units);
        council.attest(post);
    }
    council.opened();
    for asked in changes {
        let (mut post, places) = asked.post.clone();
        placed(&mut post, &places, &council.units);
        let at = asked.line % (council.lines.len() + 1);
        let line = council.lines.get(at).copied();
        let line = line.unwrap_or_else(|| council.ledger.new_line());
        let quantity = asked.quantity;
        let act = match asked.kind {
            0 => {
                let line = council.ledger.new_line();
                council.lines.push(line);
                Act::Establish {
                    line,
                    post,
                    in_place_of: Vec::new(),
                }
            }
            1 => Act::Disestablish { line, quantity },
            _ => {
                let becomes = match quantity {
                    Quantity::All => line,
                    _ => council.ledger.new_line(),
                };
                let to = Amendment {
                    grade: (asked.kind == 2).then_some(post.grade),
                    fte: Some(post.fte),
                    placement: Some(post.placement),
                    funding: Some(post.funding),
                    ..Amendment::default()
                };
                Act::Amend {
                    line,
                    quantity,
                    to: Box::new(to),
                    becomes,
                    until: None,
                }
            }
        };
        council.record(asked.day, act);
    }
    council
}

fn any_council() -> impl Strategy<Value = Council> {
    (1_usize..6)
        .prop_flat_map(|units| {
            (
                prop::collection::vec(prop::option::weighted(0.8, 0..units), units),
                prop::collection::vec(any_post(units), 0..8),
                prop::collection::vec(any_change(units), 0..5),
            )
        })
        .prop_map(|(tree, posts, changes)| council(&tree, posts, &changes))
}

impl std::fmt::Debug for Council {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.ledger.entries().iter().map(|entry| &entry.act))
            .finish()
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn full_incremental_and_slow_answers_are_equal(council in any_council()) {
        let mut what_if = council.what_if();
        let slow = Slow::of(&council);
        let changes = match (what_if.prepare(council.changes()), &slow) {
            (Ok(changes), Ok(_)) => changes,
            (Err(WhatIfError::Refused { entry, .. }), Err(at)) => {
                prop_assert_eq!(entry, council.changes()[*at].position);
                return Ok(());
            }
            (prepared, _) => return Err(TestCaseError::fail(format!("{prepared:?}"))),
        };
        let slow = slow.expect("it was carried out");
        prop_assert_eq!(&answer(&what_if.recost(&changes), &council.units), &slow);
        let base = answer(what_if.base(), &council.units);
        let mut live = what_if.base().clone();
        what_if.put_on(&changes, &mut live);
        prop_assert_eq!(&answer(&live, &council.units), &slow);
        what_if.take_off(&changes, &mut live);
        prop_assert_eq!(&answer(&live, &council.units), &base);
    }

    #[test]
    fn funds_pay_the_whole_cost_between_them(council in any_council()) {
        let mut what_if = council.what_if();
        let Ok(changes) = what_if.prepare(council.changes()) else { return Ok(()) };
        let outlook = what_if.recost(&changes);
        let whole: Vec<Pence> = outlook.whole().costs().map(|cost| cost.known).collect();
        for (year, whole) in whole.into_iter().enumerate() {
            let paid = outlook.funds().filter_map(|fund| fund.costs().nth(year));
            prop_assert_eq!(paid.map(|cost| cost.known).sum::<Pence>(), whole);
        }
    }
}

fn words(unit: UnitOutlook<'_>) -> String {
    let costs: Vec<String> = unit.costs().map(|cost| cost.to_string()).collect();
    format!(
        "{} posts, {} FTE, {}",
        unit.posts(),
        unit.fte(),
        costs.join(" | ")
    )
}

fn stated(pounds: i64, placement: Placement) -> PostLine {
    PostLine {
        stated_cost: Some(Pence::pounds(pounds)),
        ..full_time("Grade 4", placement)
    }
}

#[test]
fn a_change_for_a_time_costs_its_time_and_then_what_was() {
    let mut council = Council::default();
    let team = council.open("Team", None);
    let line = council.attest(stated(12_000, Placement::In(team)));
    council.opened();
    let to = Amendment {
        stated_cost: Some(Pence::pounds(24_000)),
        ..Amendment::default()
    };
    let act = Act::Amend {
        line,
        quantity: Quantity::All,
        to: Box::new(to),
        becomes: line,
        until: Some(date(2020, 3, 31)),
    };
    council.record(date(2018, 10, 1), act);
    let mut what_if = council.what_if();
    let changes = what_if
        .prepare(council.changes())
        .expect("it can be carried out");
    assert_eq!(
        words(what_if.recost(&changes).whole()),
        "1 posts, 1 FTE, £18,000 | £24,000 | £12,000 | £12,000 | £12,000"
    );
    let line_ends = Act::Disestablish {
        line,
        quantity: Quantity::All,
    };
    council.record(date(2019, 4, 1), line_ends);
    let again = what_if
        .prepare(council.changes())
        .map(|prepared| prepared.rows());
    let error = again.expect_err("it is changed for a time").to_string();
    assert_eq!(error, "entry 4 touches posts that are changed for a time");
}

#[test]
fn what_is_not_known_is_counted_apart_and_never_nil() {
    let mut council = Council::default();
    let service = council.open("Service", None);
    let team = council.open("Team", Some(service));
    council.attest(stated(10_000, Placement::In(team)));
    council.attest(full_time("Grade 47", Placement::In(team)));
    council.attest(PostLine::titled("Clerk"));
    council.opened();
    let mut what_if = council.what_if();
    assert_eq!(
        words(what_if.base().unit(service).expect("a unit"))
            .split(" | ")
            .next(),
        Some("2 posts, 2 FTE, at least £10,000 (1 line not known)")
    );
    assert!(words(what_if.base().whole()).starts_with(
        "at least 2 (1 line not known) posts, at least 2 (1 line not known) FTE, \
         at least £10,000 (2 lines not known)"
    ));
    let unit = council.ledger.new_unit();
    council.record(ON, Act::CloseUnit { unit });
    let error = what_if
        .prepare(council.changes())
        .map(|prepared| prepared.rows());
    assert_eq!(
        error.expect_err("it is not of posts").to_string(),
        "entry 6 changes more than posts"
    );
}

#[test]
fn what_ends_within_a_year_has_cost_something_in_it() {
    let mut council = Council::default();
    let line = council.attest(full_time("Grade 47", Placement::NotStated));
    council.opened();
    let quantity = Quantity::All;
    council.record(date(2019, 10, 1), Act::Disestablish { line, quantity });
    let mut what_if = council.what_if();
    let changes = what_if.prepare(council.changes()).expect("it ends");
    let not_known = "at least £0 (1 line not known)";
    assert_eq!(
        words(what_if.recost(&changes).whole()),
        format!("0 posts, 0 FTE, {not_known} | {not_known} | £0 | £0 | £0")
    );
}

#[test]
fn units_that_are_part_of_each_other_are_counted_once() {
    let mut council = Council::default();
    let (one, other) = (council.ledger.new_unit(), council.ledger.new_unit());
    for (unit, part_of) in [(one, other), (other, one)] {
        let (name, part_of) = ("Team".to_owned(), Some(part_of));
        council.record(
            ON,
            Act::OpenUnit {
                unit,
                name,
                part_of,
            },
        );
    }
    council.attest(stated(10_000, Placement::In(other)));
    council.opened();
    let what_if = council.what_if();
    let posts = |unit| what_if.base().unit(unit).map(|unit| unit.posts().known);
    assert_eq!((posts(one), posts(other)), (Some(1), Some(1)));
    assert_eq!(what_if.base().whole().posts().known, 1);
}

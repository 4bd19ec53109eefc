//! Posts of a register, priced as of a day.

use base::{Date, Fte, Known, exact};
use costing::{DayRates, PriceList, Used, paid_by};
use jiff::civil::date;
use pay::Tables;
use register::{FundShare, Line, LineId, PostLine};

const COUNCIL: &str = "Nottinghamshire County Council";

fn list(on: Date) -> PriceList<'static> {
    let tables = Tables::shipped();
    let profile = tables.profile("statutory").expect("a profile");
    PriceList::new(DayRates {
        tables,
        council: COUNCIL.to_owned(),
        profile: profile.with_pension_rate(exact(216, 1000)),
        on,
        full_time_week: exact(37, 1),
    })
}

fn line(post: PostLine) -> Line {
    Line {
        id: LineId::numbered(1),
        post,
        because: Vec::new(),
        in_place_of: Vec::new(),
    }
}

fn organiser(fte: u32) -> PostLine {
    PostLine {
        grade: Known::Known("Grade 4".to_owned()),
        fte: Known::Known(Fte::whole(fte)),
        posts: Known::Known(fte),
        ..PostLine::titled("Service Organiser")
    }
}

fn words(on: Date, post: PostLine) -> String {
    let line = line(post);
    let mut list = list(on);
    let full_year = list.full_year(&line);
    assert_eq!(
        full_year,
        list.full_year(&line),
        "priced once, the same again"
    );
    assert_eq!(full_year.cost, list.price(&line).full_year.value());
    let parts: Vec<String> = paid_by(&line, full_year.cost)
        .iter()
        .map(|part| format!("{} pays {}", part.fund.unwrap_or("nobody"), part.cost))
        .collect();
    format!(
        "{} {:?}; {}",
        full_year.cost,
        full_year.used,
        parts.join(", ")
    )
}

#[test]
fn the_pay_scale_is_that_of_the_day() {
    // Grade 4 is old point 23 and new point 14: £21,693 from April 2018, £27,334 from April 2023; each
    // with National Insurance of 13.8% above £8,424 and £9,100, a levy of 0.5% and a pension of 21.6%.
    let costs = [date(2018, 10, 1), date(2023, 10, 1)].map(|on| words(on, organiser(2)));
    assert_eq!(
        costs,
        [
            "£56,636 Computed; nobody pays £56,636",
            "£71,782 Computed; nobody pays £71,782"
        ]
    );
}

#[test]
fn funds_pay_their_shares_and_what_none_covers_is_said() {
    let share = |fund: &str, share| FundShare {
        fund: fund.to_owned(),
        share,
    };
    let paid = |funding: Vec<FundShare>| {
        let post = PostLine {
            funding,
            ..organiser(1)
        };
        words(date(2018, 10, 1), post)
    };
    let third = Known::Known(exact(1, 3));
    let texts = [
        paid(vec![
            share("Base budget", third),
            share("DSG", Known::Known(exact(2, 3))),
        ]),
        paid(vec![share("Grant", third)]),
        paid(vec![share("Grant", Known::Unknown)]),
    ];
    assert_eq!(
        texts,
        [
            "£28,318 Computed; Base budget pays £9,439.33, DSG pays £18,878.67",
            "£28,318 Computed; Grant pays £9,439.33, nobody pays £18,878.67",
            "£28,318 Computed; Grant pays not known, nobody pays £28,318"
        ]
    );
}

#[test]
fn what_cannot_be_computed_is_as_a_paper_states_it_or_not_known() {
    let stated = PostLine {
        stated_cost: Some(base::Pence::pounds(30_000)),
        grade: Known::Known("Grade 99".to_owned()),
        ..organiser(2)
    };
    let unknown = PostLine {
        grade: Known::Unknown,
        ..organiser(2)
    };
    let on = date(2018, 10, 1);
    assert_eq!(
        words(on, stated.clone()),
        "£60,000 Stated; nobody pays £60,000"
    );
    let why = list(on).full_year(&line(stated)).not_computed;
    let why = why.map(|why| why.to_string()).unwrap_or_default();
    assert!(why.contains("\"Grade 99\" is not a grade of"), "{why}");
    assert_eq!(
        words(on, unknown),
        "not known Neither; nobody pays not known"
    );
    assert_eq!(list(on).price(&line(organiser(1))).used, Used::Computed);
}

//! The register as people ask it, over the five example cases as history.

use crate::example::{Example, clerk};
use std::sync::Arc;

use access::Actor;
use app::{AppError, BodyKey, DecisionPage, EstablishmentQuestion, Head, Moment, SortBy};
use register::{Act, Amendment, Authority, Decision, Ledger, LineId, PostLine, Quantity, Standing};

const NOTTS: &str = "Nottinghamshire County Council";

#[tokio::test]
async fn the_councils_are_listed_by_name() {
    let example = Example::of_cases().await;
    let bodies = example.muster.bodies(&clerk()).await.unwrap();
    let names: Vec<&str> = bodies.iter().map(|body| body.name.as_str()).collect();
    assert_eq!(names, ["Bolton Council", NOTTS]);
    assert_eq!(bodies[0].key.as_str(), "bolton-council");
}

#[tokio::test]
async fn posts_are_listed_as_of_two_dates() {
    let example = Example::of_cases().await;
    let temporary = |in_force_on: &str, as_recorded_at: &str| EstablishmentQuestion {
        temporary: true,
        sort: SortBy::Ends,
        ..EstablishmentQuestion::at(Moment {
            in_force_on: in_force_on.parse().unwrap(),
            as_recorded_at: as_recorded_at.parse().unwrap(),
        })
    };
    let then = example.list(&temporary("2018-12-31", "2019-01-01")).await;
    assert_eq!(
        then,
        "Assessment Officer, Grade 5, 2 FTE, temporary until 31 March 2019\n\
         Commissioning Assistant, Grade 3, 1.5 FTE, temporary until 31 March 2019\n\
         Commissioning Officer, Hay Band A, 1 FTE, temporary until 31 March 2019\n\
         Reviewing Officer, Hay Band A, 2 FTE, temporary until 31 March 2019\n\
         Service Organiser, Grade 4, 2 FTE, temporary until 31 March 2019\n\
         Business support post, Scale 2 and 3, not known FTE, temporary until the incoming workload is \
         stable and working practices have been reviewed in more detail\n"
    );
    let before_anybody_knew = example.list(&temporary("2018-12-31", "2018-06-01")).await;
    assert_eq!(
        before_anybody_knew.lines().count(),
        1,
        "{before_anybody_knew}"
    );
}

#[tokio::test]
async fn the_public_sees_nothing_yet() {
    let example = Example::of_cases().await;
    let refused = example.muster.bodies(&Actor::Public).await;
    let words = refused.unwrap_err().to_string();
    assert_eq!(words, "you may not see which councils there are");
}

#[tokio::test]
async fn knowledge_of_the_future_cannot_be_asked_for() {
    let example = Example::of_cases().await;
    let moment = Moment::on("2031-01-01".parse().unwrap());
    let asked = EstablishmentQuestion::at(moment);
    let (clerk, body) = (clerk(), BodyKey::of(NOTTS));
    let page = example.muster.establishment(&clerk, &body, &asked).await;
    assert!(matches!(page, Err(AppError::NotYetRecorded)));
}

#[tokio::test]
async fn a_post_says_why_it_exists() {
    let example = Example::of_cases().await;
    let life = example.life("Reviewing Officer", 2018, "2018-12-31").await;
    assert_eq!(
        life,
        "2018-07-01: assumed approved as recommended in 2018-06-18, paragraph 6: 2 FTE\n\
         2019-03-31: last day\n"
    );
    let life = example
        .life("Commissioning Assistant", 2019, "2019-05-31")
        .await;
    assert_eq!(
        life,
        "2019-05-20: attested by 2019-05-20, paragraph 6: 4 FTE\n\
         2019-05-20: assumed approved as recommended in 2019-05-20, paragraph 6: ended\n\
         2019-05-20: assumed approved as recommended in 2019-05-20, paragraph 6: Service Organiser in its place\n"
    );
}

#[tokio::test]
async fn a_post_that_nobody_recorded_is_not_found() {
    let example = Example::of_cases().await;
    let moment = Moment::on("2020-01-01".parse().unwrap());
    let id = LineId::numbered(9_999);
    let asked = example
        .muster
        .post(&clerk(), &BodyKey::of(NOTTS), id, moment)
        .await;
    assert!(matches!(asked, Err(AppError::NotFound("post"))));
}

#[tokio::test]
async fn what_ends_within_a_year_is_coming_up() {
    let example = Example::of_cases().await;
    assert_eq!(
        example.coming_up("2019-01-01").await,
        "2019-03-31: Posts Reviewing Officer\n\
         2019-03-31: Posts Assessment Officer\n\
         2019-03-31: Posts Service Organiser\n\
         2019-03-31: Posts Commissioning Officer\n\
         2019-03-31: Posts Commissioning Assistant\n\
         2019-03-31: Payment(\"Honorarium, Commissioning Officer\") \n"
    );
}

#[tokio::test]
async fn units_have_their_posts_and_those_within_them() {
    let example = Example::of_cases().await;
    assert_eq!(
        example.units("2019-06-01").await,
        "Adult Social Care and Health: 0 lines, 0 FTE within\n\
         Business Support Service: 0 lines, 0 FTE within\n\
         Children's Social Care: 1 lines, 0 FTE within\n\
         Children's Social Care Transformation Team: 0 lines, 0 FTE within\n\
         Children, Families and Cultural Services: 0 lines, 0 FTE within\n\
         Commissioning and Placements Group: 3 lines, 6 FTE within\n\
         Integrated Children's Disability Service: 0 lines, 0 FTE within\n\
         not stated: 1 lines, 0 FTE within\n"
    );
}

#[tokio::test]
async fn a_list_is_filtered_sorted_and_cut_into_pages() {
    let example = Example::of_cases().await;
    let all = EstablishmentQuestion {
        sort: SortBy::Fte,
        descending: true,
        ..EstablishmentQuestion::at(Moment::on("2019-01-01".parse().unwrap()))
    };
    let (clerk, body) = (clerk(), BodyKey::of(NOTTS));
    let (view, rows) = example.muster.download(&clerk, &body, &all).await.unwrap();
    assert_eq!(rows.len(), view.establishment.lines().count());
    let known: Vec<_> = rows.iter().map(|row| row.line.post.fte.known()).collect();
    assert!(
        known.is_sorted_by(|a, b| a >= b),
        "largest first, not known last: {known:?}"
    );
    let mut paged = Vec::new();
    for page in 1..=rows.len().div_ceil(3) {
        let question = EstablishmentQuestion {
            page,
            rows: 3,
            ..all.clone()
        };
        let page = example
            .muster
            .establishment(&clerk, &body, &question)
            .await
            .unwrap();
        assert_eq!(page.totals.lines, rows.len(), "of all that was asked for");
        paged.extend(page.rows);
    }
    assert_eq!(paged, rows);
    let words = EstablishmentQuestion {
        words: "GRADE 3 assistant".to_owned(),
        ..all.clone()
    };
    assert_eq!(
        example.list(&words).await,
        "Commissioning Assistant, Grade 3, 1.5 FTE, temporary until 31 March 2019\n"
    );
}

#[tokio::test]
async fn posts_are_costed_by_the_pay_of_the_day_and_what_is_not_known_is_said() {
    let example = Example::of_cases().await;
    let costs = |day: &str| EstablishmentQuestion {
        sort: SortBy::Cost,
        descending: true,
        ..EstablishmentQuestion::at(Moment::on(day.parse().unwrap()))
    };
    assert_eq!(
        example.costs(&costs("2018-10-01")).await,
        "Reviewing Officer: £81,404\n\
         Assessment Officer: £67,008\n\
         Service Organiser: £56,752\n\
         Commissioning Officer: £40,702\n\
         Commissioning Assistant: £35,910\n\
         Business support post: not known\n\
         Commissioning Officer: not known\n\
         by ncc-2018-19: at least £281,776 (2 lines not known)\n\
         no fund pays at least £281,776 (2 lines not known)\n\
         1: \"Scale 2 and 3\" is not a grade of Nottinghamshire County Council; did you mean Scale 3 or Grade 3?\n\
         1: neither a grade nor a point is stated\n"
    );
    assert_eq!(
        example.costs(&costs("2020-10-01")).await,
        "Service Organiser: £110,456\n\
         Placement Review Officer: £51,055\n\
         Contracts Officer: £44,873\n\
         Service Organiser: £27,614\n\
         Service Organiser: £27,614\n\
         Business support post: not known\n\
         Commissioning Officer: not known\n\
         Team Manager, Alternative Education and Short Breaks Placements: not known\n\
         by ncc-2020-21: at least £261,612 (3 lines not known)\n\
         High Needs Block of the Dedicated Schools Grant pays £123,542\n\
         no fund pays at least £138,070 (3 lines not known)\n\
         1: \"Scale 2 and 3\" is not a grade of Nottinghamshire County Council; did you mean Scale 3 or Grade 3?\n\
         1: Nottinghamshire County Council has not published the point at which Band D is costed, and nothing is costed with a guess, which would be point 43 of the new spine\n\
         1: neither a grade nor a point is stated\n"
    );
    assert_eq!(
        example.costs(&costs("2016-10-01")).await,
        "Business support post: not known\n\
         by statutory: at least £0 (1 line not known)\n\
         no fund pays at least £0 (1 line not known)\n\
         1: \"Scale 2 and 3\" is not a grade of Nottinghamshire County Council; did you mean Scale 3 or Grade 3?\n"
    );
    let only = EstablishmentQuestion {
        cost_not_known: true,
        paid_from: Some(app::PaidFrom::NotStated),
        ..costs("2018-10-01")
    };
    assert_eq!(
        example.costs(&only).await,
        "Business support post: not known\n\
         Commissioning Officer: not known\n\
         by ncc-2018-19: at least £0 (2 lines not known)\n\
         no fund pays at least £0 (2 lines not known)\n\
         1: \"Scale 2 and 3\" is not a grade of Nottinghamshire County Council; did you mean Scale 3 or Grade 3?\n\
         1: neither a grade nor a point is stated\n"
    );
}

#[tokio::test]
async fn posts_units_and_decisions_are_found_by_their_words() {
    let example = Example::of_kept_cases().await;
    let found = example.search("2020-10-01", "placement OFFICER").await;
    assert_eq!(
        found,
        "3 posts\n\
         Placement Review Officer, in force\n\
         Commissioning Officer, in force\n\
         Contracts Officer, in force\n\
         in the text of the report of 2019-05-20\n\
         in the text of the report of 2020-06-15\n"
    );
    assert_eq!(
        example.search("2019-06-01", "short breaks C1119").await,
        "0 posts\n\
         by the report of 2018-06-18\n"
    );
    assert_eq!(
        example.search("2019-06-01", "comissioning").await,
        "0 posts\n"
    );
}

#[tokio::test]
async fn a_past_title_is_found_and_said_to_be_past() {
    let example = Example::empty().await;
    let mut ledger = Ledger::new();
    let line = ledger.new_line();
    let authority = Authority {
        decision: Arc::new(Decision {
            body: NOTTS.to_owned(),
            maker: None,
            date: "2018-04-01".parse().unwrap(),
            title: "Opening balance".to_owned(),
            reference: None,
            not_held: Vec::new(),
        }),
        standing: Standing::Decided,
        paragraph: None,
        change_line: None,
        assumption: None,
        listed: None,
    };
    let post = PostLine {
        number: Some("00417".to_owned()),
        ..PostLine::titled("Service Organiser")
    };
    let first = "2018-04-01".parse().unwrap();
    ledger.record(first, first, authority.clone(), Act::Attest { line, post });
    let renamed = |title: &str, until: Option<&str>| Act::Amend {
        line,
        quantity: Quantity::All,
        to: Box::new(Amendment {
            title: Some(title.to_owned()),
            ..Amendment::default()
        }),
        becomes: line,
        until: until.map(|day| day.parse().unwrap()),
    };
    let second = "2019-04-01".parse().unwrap();
    ledger.record(
        first,
        second,
        authority.clone(),
        renamed("Placements Officer", None),
    );
    let third = "2021-04-01".parse().unwrap();
    let for_a_time = renamed("Acting Team Manager", Some("2021-09-30"));
    ledger.record(first, third, authority, for_a_time);
    let recorded = example
        .muster
        .record(&Actor::Operator, Head::empty(), ledger.entries());
    recorded.await.unwrap();
    for (day, words, found) in [
        (
            "2018-10-01",
            "organiser",
            "1 posts\nService Organiser, in force\n",
        ),
        ("2018-10-01", "placements", "0 posts\n"),
        (
            "2020-10-01",
            "ORGANISER service",
            "1 posts\nPlacements Officer, in force, was Service Organiser until 2019-03-31\n",
        ),
        (
            "2020-10-01",
            "417",
            "1 posts\nPlacements Officer, in force\n",
        ),
        (
            "2021-06-01",
            "manager",
            "1 posts\nActing Team Manager, in force\n",
        ),
        (
            "2022-06-01",
            "manager",
            "1 posts\nPlacements Officer, in force, was Acting Team Manager until 2021-09-30\n",
        ),
        ("2017-10-01", "organiser", "0 posts\n"),
    ] {
        assert_eq!(example.search(day, words).await, found, "{day} {words}");
    }
}

#[tokio::test]
async fn a_decision_says_what_it_did_and_what_it_promised() {
    let example = Example::of_kept_cases().await;
    assert_eq!(
        example.decision("2018-06-18").await,
        "assumed approved as recommended in 2018-06-18: 9 entries, receipt of entry 45\n\
         37 OpenUnit\n\
         38 OpenUnit\n\
         39 Attest\n\
         40 Establish\n\
         41 Establish\n\
         42 Establish\n\
         43 Establish\n\
         44 Establish\n\
         45 Pay\n\
         P-26-02\n\
         promises A further report on long term staffing\n\
         2 recommendations\n"
    );
}

#[tokio::test]
async fn a_decision_is_opened_at_any_of_its_entries_and_its_report_for_whoever_is_on_it() {
    let example = Example::of_kept_cases().await;
    let body = BodyKey::of(NOTTS);
    let moment = Moment::on("2020-10-01".parse().unwrap());
    let muster = &example.muster;
    let decisions = muster.decisions(&clerk(), &body, moment).await.unwrap().1;
    for summary in decisions {
        let (first, last) = (summary.first, DecisionPage::With(summary.last));
        let of = |actor| async move {
            muster
                .decision(&actor, &BodyKey::of(NOTTS), first, moment, last)
                .await
        };
        let answer = of(clerk()).await.unwrap();
        assert_eq!(answer.page, answer.pages);
        assert_eq!(answer.did.last().unwrap().entry.position, summary.last);
        assert!(
            !answer.report.unwrap().may_open,
            "the clerk saved none of it"
        );
        let answer = of(Actor::Operator).await.unwrap();
        assert!(answer.report.unwrap().may_open);
    }
}

#[tokio::test]
async fn promises_stay_open_until_they_are_kept_and_proposals_until_they_are_decided() {
    let example = Example::of_kept_cases().await;
    assert_eq!(
        example.promised("2018-10-01").await,
        "2014-11-17: Identify the further savings of Phase Two and deliver those of Year 2 [], overdue\n\
         2018-06-18: A further report on long term staffing [Integrated Children's Disability Service and Commissioning and Placements Group]\n\
         2014-11-17: Assess what the reduction and rearrangement of business support did to Adults' and Children's services []\n"
    );
    assert_eq!(
        example.promised("2020-10-01").await,
        "2014-11-17: Identify the further savings of Phase Two and deliver those of Year 2 [], overdue\n\
         2018-06-18: A further report on long term staffing [Integrated Children's Disability Service], overdue\n\
         2014-11-17: Assess what the reduction and rearrangement of business support did to Adults' and Children's services []\n"
    );
    assert_eq!(example.promised("2014-01-01").await, "");
}

#[tokio::test]
async fn who_holds_a_post_is_not_for_everybody() {
    let example = Example::of_cases().await;
    let moment = Moment::on("2018-10-01".parse().unwrap());
    let asked = EstablishmentQuestion::at(moment);
    let body = BodyKey::of(NOTTS);
    let page = example.muster.establishment(&clerk(), &body, &asked).await;
    let id = page.unwrap().rows[0].line.id;
    for (actor, sees) in [(clerk(), false), (Actor::Operator, true)] {
        let answer = example
            .muster
            .post(&actor, &body, id, moment)
            .await
            .unwrap();
        assert_eq!(answer.holders.is_some(), sees, "{actor:?}");
    }
}

#[tokio::test]
async fn a_post_of_one_council_is_not_found_in_another() {
    let example = Example::of_cases().await;
    let moment = Moment::on("2018-10-01".parse().unwrap());
    let asked = EstablishmentQuestion::at(moment);
    let page = example
        .muster
        .establishment(&clerk(), &BodyKey::of(NOTTS), &asked)
        .await;
    let id = page.unwrap().rows[0].line.id;
    let elsewhere = BodyKey::of("Bolton Council");
    let asked = example.muster.post(&clerk(), &elsewhere, id, moment).await;
    assert!(matches!(asked, Err(AppError::NotFound("post"))));
}

#[tokio::test]
async fn the_ledger_is_verified_against_the_receipt_of_a_decision() {
    let example = Example::of_cases().await;
    let body = BodyKey::of(NOTTS);
    let moment = Moment::on("2020-10-01".parse().unwrap());
    let (_, decisions) = example
        .muster
        .decisions(&clerk(), &body, moment)
        .await
        .unwrap();
    let first = decisions.last().unwrap().first;
    let answer = example
        .muster
        .decision(&clerk(), &body, first, moment, DecisionPage::Numbered(1))
        .await
        .unwrap();
    let receipt = answer.receipt.unwrap();
    let verified = example.muster.verify(&clerk(), &[receipt]).await.unwrap();
    assert_eq!(verified.faults, []);
    let other = format!("{}-{}", receipt.entries, "0".repeat(64))
        .parse()
        .unwrap();
    let verified = example.muster.verify(&clerk(), &[other]).await.unwrap();
    assert!(!verified.faults.is_empty());
}

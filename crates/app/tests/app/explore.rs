//! The register as people ask it, over the five example cases as history.

use crate::example::{Example, clerk};
use access::Actor;
use app::{AppError, BodyKey, EstablishmentQuestion, Moment, SortBy};
use register::LineId;

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
    assert_eq!(words, "you may not see the establishment");
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
         by ncc-2018-19: at least £281,776: 2 lines not known\n\
         no fund pays at least £281,776: 2 lines not known\n\
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
         by ncc-2020-21: at least £261,612: 3 lines not known\n\
         High Needs Block of the Dedicated Schools Grant pays £123,542\n\
         no fund pays at least £138,070: 3 lines not known\n\
         1: \"Scale 2 and 3\" is not a grade of Nottinghamshire County Council; did you mean Scale 3 or Grade 3?\n\
         1: neither a grade nor a point is stated\n\
         1: the costing point of Band D at Nottinghamshire County Council is only a guess (new 43)\n"
    );
    assert_eq!(
        example.costs(&costs("2016-10-01")).await,
        "Business support post: not known\n\
         by statutory: at least £0: 1 line not known\n\
         no fund pays at least £0: 1 line not known\n\
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
         by ncc-2018-19: at least £0: 2 lines not known\n\
         no fund pays at least £0: 2 lines not known\n\
         1: \"Scale 2 and 3\" is not a grade of Nottinghamshire County Council; did you mean Scale 3 or Grade 3?\n\
         1: neither a grade nor a point is stated\n"
    );
}

//! What the five reports promised, what kept it, and what somebody closes by hand.

use access::{AccountId, Actor, Role, Roles};
use app::{
    AppError, BodyKey, DecisionPage, HeldPaper, KeptBy, Moment, Obligation, Reference, WaitsFor,
};

use crate::example::{Example, clerk};

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

fn bolton() -> BodyKey {
    BodyKey::of("Bolton Council")
}

fn democratic_services() -> Actor {
    Actor::Account {
        id: AccountId([9; 16]),
        roles: Roles::everywhere([Role::DemocraticServices]),
    }
}

/// What is promised as of a day, as known on that day, one a line.
async fn promised(example: &Example, body: &BodyKey, day: &str) -> String {
    let day = day.parse().unwrap();
    let moment = Moment {
        in_force_on: day,
        as_recorded_at: day,
    };
    let all = example.muster.obligations(&clerk(), body, moment).await;
    all.unwrap().all.iter().map(line).collect()
}

fn line(one: &Obligation) -> String {
    let mut text = format!("{} {}", one.made_by.decision.date, one.promise.what);
    for kept in &one.kept {
        let by = match &kept.by {
            KeptBy::Decision(decision) => decision.decision.title.clone(),
            KeptBy::Person { reason, .. } => reason.clone().unwrap_or_default(),
        };
        let late = if kept.is_late { ", late" } else { "" };
        text += &format!(
            "\n  kept {} [{}]{late}: {by}",
            kept.on,
            kept.units.join("; ")
        );
    }
    if let Some(open) = &one.open_for {
        let overdue = if one.is_overdue { ", overdue" } else { "" };
        text += &format!("\n  open [{}]{overdue}", open.join("; "));
    }
    text + "\n"
}

/// The proposal that made a promise.
async fn reference(example: &Example, what: &str) -> Reference {
    let today = Moment::on(example.today());
    let (clerk, body) = (clerk(), notts());
    let all = example.muster.obligations(&clerk, &body, today);
    let all = all.await.unwrap().all;
    let mut all = all.into_iter();
    let own = all.find(|one| one.promise.what.contains(what));
    own.unwrap().reference
}

#[tokio::test]
async fn the_promise_of_2018_is_kept_late_for_one_of_two_units() {
    let example = Example::of_kept_cases().await;
    let of_2018 = |text: String| {
        let from = text.find("2018-06-18").unwrap_or(text.len());
        let rest = text[from..].to_owned();
        let end = rest.find("\n20").map_or(rest.len(), |end| end + 1);
        rest[..end].to_owned()
    };
    assert_eq!(
        of_2018(promised(&example, &notts(), "2018-06-17").await),
        ""
    );
    assert_eq!(
        of_2018(promised(&example, &notts(), "2019-03-31").await),
        "2018-06-18 A further report on long term staffing\n  \
         open [Integrated Children's Disability Service; Commissioning and Placements Group]\n"
    );
    assert_eq!(
        of_2018(promised(&example, &notts(), "2019-05-19").await),
        "2018-06-18 A further report on long term staffing\n  \
         open [Integrated Children's Disability Service; Commissioning and Placements Group], overdue\n"
    );
    assert_eq!(
        of_2018(promised(&example, &notts(), "2019-05-20").await),
        "2018-06-18 A further report on long term staffing\n  \
         kept 2019-05-20 [Commissioning and Placements Group], late: \
         Reorganisation of staffing within the Commissioning and Placements Group\n  \
         open [Integrated Children's Disability Service], overdue\n"
    );
}

#[tokio::test]
async fn what_the_other_reports_promised_stays_open() {
    let example = Example::of_kept_cases().await;
    assert_eq!(
        promised(&example, &bolton(), "2026-04-01").await,
        "2010-03-31 Report to the Executive Member on options and proposals for savings in 2011/12 and 2012/13\n  \
         open [], overdue\n\
         2010-03-31 Review the resources for the posts that stay: home care manager and home care booking staff\n  \
         open []\n"
    );
    let at_notts = promised(&example, &notts(), "2026-04-01").await;
    for open in [
        "2014-11-17 Identify the further savings of Phase Two and deliver those of Year 2\n  open [], overdue\n",
        "2014-11-17 Assess what the reduction and rearrangement of business support did to Adults' and Children's \
         services\n  open []\n",
    ] {
        assert!(at_notts.contains(open), "{at_notts}");
    }
}

#[tokio::test]
async fn decisions_are_followed_forwards_and_backwards() {
    let example = Example::of_kept_cases().await;
    let moment = Moment::on(example.today());
    let (clerk, body) = (clerk(), notts());
    let (_, decisions) = example
        .muster
        .decisions(&clerk, &body, moment)
        .await
        .unwrap();
    let mut text = String::new();
    for one in decisions {
        let page = DecisionPage::Numbered(1);
        let answer = example
            .muster
            .decision(&clerk, &body, one.first, moment, page);
        let answer = answer.await.unwrap();
        text += &format!("{}\n", one.decision.date);
        for cited in answer.report.into_iter().flat_map(|report| report.cites) {
            let held = match cited.held {
                HeldPaper::Yes(decision) => format!("held, {}", decision.decision.date),
                HeldPaper::Nearly(decision) => format!("not held, near {}", decision.decision.date),
                HeldPaper::No => "not held".to_owned(),
            };
            text += &format!("  cites {}: {held}\n", cited.date.unwrap_or_default());
        }
        for later in answer.cited_by {
            text += &format!("  cited by {}\n", later.decision.date);
        }
    }
    assert_eq!(
        text,
        "2020-06-15\n\
         \u{20} cites 20 May 2019: held, 2019-05-20\n\
         \u{20} cites 15 October 2018: not held\n\
         2019-05-20\n\
         \u{20} cites 16 July 2018: not held, near 2018-06-18\n\
         \u{20} cites 18 March 2019: not held\n\
         \u{20} cited by 2020-06-15\n\
         2018-06-18\n\
         \u{20} cites 19 March 2018: not held\n\
         \u{20} cites : not held\n\
         2014-11-17\n\
         \u{20} cites : not held\n\
         \u{20} cites : not held\n"
    );
}

#[tokio::test]
async fn an_overdue_promise_waits_for_those_who_see_to_it() {
    let example = Example::of_kept_cases().await;
    let body = notts();
    let waiting = async |actor: &Actor| -> Vec<WaitsFor> {
        let all = example.muster.waiting(actor, &body).await.unwrap();
        all.into_iter().map(|one| one.what).collect()
    };
    let overdue = |number| WaitsFor::Promise {
        number,
        what: match number {
            1 => "A further report on long term staffing".to_owned(),
            _ => "Identify the further savings of Phase Two and deliver those of Year 2".to_owned(),
        },
    };
    assert_eq!(
        waiting(&democratic_services()).await,
        [overdue(2), overdue(1)]
    );
    assert_eq!(waiting(&clerk()).await, []);
}

#[tokio::test]
async fn a_promise_is_closed_by_hand_with_a_reason_once() {
    let example = Example::of_kept_cases().await;
    let of = reference(&example, "long term staffing").await;
    let (muster, body, officer) = (&example.muster, notts(), democratic_services());
    let close = async |actor: &Actor, number, units: &[&str], reason: &str| {
        let units: Vec<String> = units.iter().map(|unit| (*unit).to_owned()).collect();
        let closed = muster.close_obligation(actor, &body, &of, (number, &units), reason);
        closed.await.map_err(|error| error.to_string())
    };
    let of_2018 = async || {
        let all = promised(&example, &body, "2026-04-01").await;
        let from = all.find("2018-06-18").unwrap();
        let end = all[from..]
            .find("\n20")
            .map_or(all.len(), |end| from + end + 1);
        all[from..end].to_owned()
    };
    let refused = close(&clerk(), 1, &[], "It was reported orally").await;
    assert_eq!(refused, Err("there is no such proposal".to_owned()));
    let refused = close(&officer, 1, &[], " ").await;
    assert_eq!(refused, Err(AppError::NoWords.to_string()));
    let refused = close(&officer, 2, &[], "There is no second one").await;
    assert_eq!(refused, Err("there is no such promise".to_owned()));
    // It is kept for that one already.
    let kept = ["Commissioning and Placements Group"];
    let refused = close(&officer, 1, &kept, "Again").await;
    assert_eq!(refused, Err(AppError::AlreadyKept.to_string()));
    let before = of_2018().await;

    let open = ["Integrated Children's Disability Service"];
    close(&officer, 1, &open, "The service was reported on in July")
        .await
        .unwrap();
    assert_eq!(
        of_2018().await,
        before.replace(
            "  open [Integrated Children's Disability Service], overdue\n",
            "  kept 2026-04-01 [Integrated Children's Disability Service], late: \
             The service was reported on in July\n"
        )
    );
    let refused = close(&officer, 1, &[], "Once more").await;
    assert_eq!(refused, Err(AppError::AlreadyKept.to_string()));
    // What was known before is as it was.
    assert!(
        promised(&example, &body, "2026-03-31")
            .await
            .contains("open [Integrated")
    );
    // The step is the officer's, and stands for good.
    let life = muster.life(&officer, &body, &of).await.unwrap().life;
    assert_eq!(life.promises_kept().len(), 1);
}

#[tokio::test]
async fn a_case_is_closed_when_nothing_of_it_is_open() {
    let example = Example::of_kept_cases().await;
    let of = reference(&example, "long term staffing").await;
    let (muster, body, officer) = (&example.muster, notts(), democratic_services());
    let open = async || muster.proposal(&officer, &body, &of).await.unwrap();
    let close = async || {
        let closed = muster.close_case(&officer, &body, &open().await).await;
        closed.map_err(|error| error.to_string())
    };
    let lacking = close().await.unwrap_err();
    assert!(lacking.contains("1 promise must be kept"), "{lacking}");
    let tomorrow = example.today().tomorrow().unwrap();
    let early = muster
        .put_in_force(&officer, &body, &open().await, tomorrow)
        .await;
    let early = early.unwrap_err().to_string();
    assert!(early.contains("2 April 2026 is still to come"), "{early}");
    let units = ["Integrated Children's Disability Service".to_owned()];
    let kept = muster.close_obligation(&officer, &body, &of, (1, &units), "Reported on in July");
    kept.await.unwrap();
    let today = example.today();
    muster
        .put_in_force(&officer, &body, &open().await, today)
        .await
        .unwrap();
    close().await.unwrap();
    assert_eq!(open().await.state.words(), "Closed");
    assert!(close().await.is_err(), "it is closed once");
}

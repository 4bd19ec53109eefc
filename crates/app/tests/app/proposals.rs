//! Proposals as people begin, open and save them.

use std::fmt::Write as _;

use access::{AccountId, Actor, Role, Roles};
use app::{AppError, BodyKey, EstablishmentQuestion, FormName, Moment, OpenProposal, Saved};
use base::When;
use drafting::{Beginning, Entry, Field, Grid, What, choose};

use crate::example::{Example, clerk};

fn notts() -> BodyKey {
    BodyKey::of("Nottinghamshire County Council")
}

fn somebody_else() -> Actor {
    Actor::Account {
        id: AccountId([8; 16]),
        roles: Roles::everywhere([Role::Staff]),
    }
}

fn administrator() -> Actor {
    Actor::Account {
        id: AccountId([9; 16]),
        roles: Roles::everywhere([Role::Administrator]),
    }
}

async fn begun(example: &Example) -> OpenProposal {
    let beginning = Beginning {
        title: "Reorganisation of Placements".into(),
        body: "Nottinghamshire County Council".into(),
        unit: "Commissioning and Placements Group".into(),
        from: Some(When::Day("2019-06-01".parse().unwrap())),
        pay: None,
    };
    let reference = example
        .muster
        .begin_proposal(&clerk(), &notts(), &beginning)
        .await
        .unwrap();
    example
        .muster
        .proposal(&clerk(), &notts(), &reference)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_proposal_exists_for_those_who_are_on_it() {
    let example = Example::of_cases().await;
    let open = begun(&example).await;
    assert_eq!(open.reference.to_string(), "P-26-01");
    assert_eq!(begun(&example).await.reference.in_address(), "p-26-02");
    let muster = &example.muster;
    for (actor, there) in [(clerk(), 2), (administrator(), 2), (somebody_else(), 0)] {
        let all = muster.proposals(&actor, &notts()).await.unwrap();
        assert_eq!(all.len(), there, "{actor:?}");
    }
    let all = muster.proposals(&clerk(), &notts()).await.unwrap();
    assert_eq!(
        all[0].title.as_deref(),
        Some("Reorganisation of Placements")
    );
    assert_eq!(
        all[0].unit.as_deref(),
        Some("Commissioning and Placements Group")
    );
    let elsewhere = BodyKey::of("Bolton Council");
    for (actor, body) in [(somebody_else(), notts()), (clerk(), elsewhere)] {
        let refused = muster.proposal(&actor, &body, &open.reference).await;
        assert!(matches!(refused, Err(AppError::NotFound("proposal"))));
    }
    let public = muster.proposals(&Actor::Public, &notts()).await;
    assert!(matches!(public, Err(AppError::Refused(_))));
}

#[tokio::test]
async fn posts_of_the_register_are_chosen_changed_costed_and_saved() {
    let example = Example::of_cases().await;
    let (muster, open) = (&example.muster, begun(&example).await);
    let question = EstablishmentQuestion {
        words: "commissioning officer".into(),
        ..EstablishmentQuestion::at(Moment::on("2026-04-01".parse().unwrap()))
    };
    let page = muster
        .establishment(&clerk(), &notts(), &question)
        .await
        .unwrap();
    let lines: Vec<_> = page.rows.iter().map(|row| row.line.id).collect();
    assert!(!lines.is_empty());
    let base = muster
        .base_of(&clerk(), &notts(), &open.draft)
        .await
        .unwrap();
    let draft = choose(&open.draft, &base.establishment, &lines[..1]);
    let grid = Grid::of(&draft.case);
    let typed = [Entry::to_posts(What::Replace)
        .with(Field::Title, "Service Organiser")
        .with(Field::Grade, "Grade 4")
        .with(Field::Fte, "1")];
    let draft = grid.save(&draft, &typed).unwrap();
    let analysis = muster
        .consequences(&clerk(), &notts(), &draft)
        .await
        .unwrap();
    let totals = &analysis.statement.totals;
    assert_eq!(totals.fte_after.to_string(), "1");
    assert_eq!(totals.posts.to_string(), "£27,614");
    assert_eq!(analysis.resolved.effects.len(), 2);
    let saved = muster
        .save_draft(&clerk(), &notts(), &open, &draft)
        .await
        .unwrap();
    assert!(matches!(saved, Saved::As(saved) if saved.number == 2));
    let again = muster
        .proposal(&clerk(), &notts(), &open.reference)
        .await
        .unwrap();
    assert_eq!(again.draft.text(), draft.text());
    assert_eq!(again.revisions.len(), 2);
    let first = muster
        .proposal_at(&clerk(), &notts(), &open.reference, Some(1))
        .await
        .unwrap();
    assert_eq!(first.draft.text(), open.draft.text());
}

#[tokio::test]
async fn the_second_to_save_is_told_and_a_form_sent_twice_is_saved_once() {
    let example = Example::of_cases().await;
    let (muster, open) = (&example.muster, begun(&example).await);
    let new = |title: &str| {
        let typed = [Entry::to_posts(What::Establish)
            .with(Field::Title, title)
            .with(Field::Fte, "1")];
        Grid::of(&open.draft.case)
            .save(&open.draft, &typed)
            .unwrap()
    };
    let (mine, other) = (new("Ranger"), new("Driver"));
    let admin = administrator();
    muster
        .save_draft(&admin, &notts(), &open, &other)
        .await
        .unwrap();
    let behind = muster
        .save_draft(&clerk(), &notts(), &open, &mine)
        .await
        .unwrap();
    let Saved::Behind(now) = behind else {
        panic!("it is not the last")
    };
    assert_eq!((now.saved.number, now.saved.by), (2, admin.account()));
    let twice = muster
        .save_draft(&admin, &notts(), &open, &other)
        .await
        .unwrap();
    assert!(matches!(twice, Saved::Already(saved) if saved.number == 2));
    let all = muster
        .proposal(&clerk(), &notts(), &open.reference)
        .await
        .unwrap();
    assert_eq!(all.revisions.len(), 2);
}

#[tokio::test]
async fn what_is_typed_is_there_for_whoever_typed_it_and_not_for_others() {
    let example = Example::of_cases().await;
    let (muster, open) = (&example.muster, begun(&example).await);
    let form = FormName::of("changes").unwrap();
    muster
        .keep_form(&clerk(), &open, &form, "r0-note=typed".into())
        .await
        .unwrap();
    let kept = |actor| {
        let (open, form) = (open.clone(), form.clone());
        async move { muster.kept_form(&actor, &open, &form).await.unwrap() }
    };
    let own = kept(clerk()).await.unwrap();
    assert_eq!((own.revision, own.content.as_str()), (1, "r0-note=typed"));
    for other in [administrator(), somebody_else(), Actor::Operator] {
        assert_eq!(kept(other).await, None);
    }
    let forms = muster.kept_forms(&clerk(), &open).await.unwrap();
    assert_eq!(forms, std::slice::from_ref(&form));
    let public = muster.kept_form(&Actor::Public, &open, &form).await;
    assert!(matches!(public, Err(AppError::Refused(_))));
    assert_eq!(muster.erase_old_forms().await.unwrap(), 0);
    muster.let_go_of_form(&clerk(), &open, &form).await.unwrap();
    assert_eq!(kept(clerk()).await, None);
}

#[test]
fn a_form_is_named_by_its_address() {
    for name in ["changes", "report/background", "a-1_b"] {
        assert_eq!(FormName::of(name).unwrap().as_str(), name);
    }
    let long = "a".repeat(81);
    for name in ["", "/", "a/", "../x", "a b", "A", "a?b", "//x", &long] {
        assert_eq!(FormName::of(name), None, "{name}");
    }
}

#[tokio::test]
async fn an_option_is_worked_on_by_its_own_reference_and_what_is_proposed_stays() {
    let example = Example::of_cases().await;
    let muster = &example.muster;
    let open = begun(&example).await;
    let base = muster
        .base_of(&clerk(), &notts(), &open.draft)
        .await
        .unwrap();
    let lines: Vec<_> = base.establishment.lines().map(|line| line.id).collect();
    let draft = choose(&open.draft, &base.establishment, &lines[..1]);
    let typed = [Entry::to_posts(What::Disestablish)];
    let draft = Grid::of(&draft.case).save(&draft, &typed).unwrap();
    let saved = muster
        .save_draft(&clerk(), &notts(), &open, &draft.with_option())
        .await
        .unwrap();
    assert!(matches!(saved, Saved::As(_)));
    // While somebody types, the options are not worked out again, and the panel says the same.
    let over = draft.with_option();
    let typed = [Entry::to_posts(What::Change).with(Field::Grade, "Grade 4")];
    let typed = Grid::of(&over.case).save(&over, &typed).unwrap();
    let (clerk, notts) = (clerk(), notts());
    let panel = muster.consequences_of_typing(&clerk, &notts, &over, &typed);
    let (panel, page) = (
        panel.await,
        muster.consequences(&clerk, &notts, &typed).await,
    );
    let (panel, page) = (panel.unwrap(), page.unwrap());
    let said = |one: &checks::Analysis| {
        let found = one.findings.iter();
        let found: Vec<_> = found.map(|one| one.message.clone()).collect();
        (one.statement.totals.change().known_part(), found)
    };
    assert_eq!(said(&panel), said(&page));
    assert!(panel.statement.options.is_empty() && !page.statement.options.is_empty());
    let other = open.reference.with_option(Some(1));
    assert_eq!(other.in_address(), "p-26-01.b");
    assert_eq!(app::Reference::of("p-26-01.b"), other);
    let option = muster.proposal(&clerk, &notts, &other).await.unwrap();
    assert_eq!(option.reference, other);
    assert!(option.draft.case.options[1].adopted);
    // A form of the option is not one of what is proposed.
    let name = FormName::of("changes").unwrap();
    muster
        .keep_form(&clerk, &option, &name, "r0-what=".to_owned())
        .await
        .unwrap();
    let plain = muster
        .proposal(&clerk, &notts, &open.reference)
        .await
        .unwrap();
    assert!(
        muster
            .kept_form(&clerk, &plain, &name)
            .await
            .unwrap()
            .is_none()
    );
    assert!(muster.kept_forms(&clerk, &plain).await.unwrap().is_empty());
    assert_eq!(muster.kept_forms(&clerk, &option).await.unwrap(), [name]);
    // Nothing happens in option B; in what is proposed the posts end.
    let typed = [Entry::default()];
    let grid = Grid::of(&option.draft.case);
    let emptied = grid.save(&option.draft, &typed).unwrap();
    let saved = muster
        .save_draft(&clerk, &notts, &option, &emptied)
        .await
        .unwrap();
    assert!(matches!(saved, Saved::As(_)));
    let now = muster
        .proposal(&clerk, &notts, &open.reference)
        .await
        .unwrap();
    assert!(now.draft.case.options[0].adopted);
    assert_eq!(now.draft.case.changes.len(), 1);
    assert!(now.draft.case.options[1].changes.is_empty());
    // The option that is proposed has no reference of its own, and one that is not there none at all.
    let proposed = open.reference.with_option(Some(0));
    let proposed = muster.proposal(&clerk, &notts, &proposed).await.unwrap();
    assert_eq!(proposed.reference, open.reference);
    let none = open.reference.with_option(Some(2));
    let none = muster.proposal(&clerk, &notts, &none).await;
    assert!(matches!(none, Err(AppError::NotFound("option"))));
}

#[tokio::test]
async fn a_case_that_is_decided_is_worked_out_on_what_was_recorded_before_it() {
    let example = Example::of_kept_cases().await;
    let (muster, operator, notts) = (&example.muster, Actor::Operator, notts());
    let mut told = String::new();
    for summary in muster.proposals(&operator, &notts).await.unwrap() {
        let open = muster.proposal(&operator, &notts, &summary.reference);
        let open = open.await.unwrap();
        assert_eq!(open.is_decided, summary.is_decided);
        let analysis = muster.consequences(&operator, &notts, &open.draft);
        let analysis = analysis.await.unwrap();
        let alone = proposal::resolve(&open.draft.case);
        assert_eq!(analysis.resolved.effects.len(), alone.effects.len());
        let totals = &analysis.statement.totals;
        writeln!(
            told,
            "{} {}: {} to {} FTE",
            summary.reference,
            if summary.is_decided {
                "decided"
            } else {
                "draft"
            },
            totals.fte_before,
            totals.fte_after,
        )
        .unwrap();
    }
    // The register of today holds what each asked for, so on it none of them would change anything.
    assert_eq!(
        told,
        "P-26-01 decided: not known to not known FTE\n\
         P-26-02 decided: 0 to 8.5 FTE\n\
         P-26-03 decided: 6 to 5 FTE\n\
         P-26-04 decided: 1 to 3 FTE\n\
         P-26-05 draft: 0 to 0 FTE\n"
    );
}

//! What an administrator sets for a council.

use std::sync::Arc;

use access::Actor;
use app::{AppError, BodyKey, CouncilSettings, Muster};
use base::exact;
use diagnostics::Sources;
use proposal::{Bodies, Look, read_body};

use crate::example::{Example, administrator, clerk};

fn anytown() -> CouncilSettings {
    CouncilSettings {
        key: BodyKey::of("Anytown Council"),
        name: "Anytown Council".to_owned(),
        profile: "plain".to_owned(),
        look: Look {
            accent: "#6b2c6b".to_owned(),
            font: "Georgia, serif".to_owned(),
            heading_font: "Verdana".to_owned(),
        },
        pay: Vec::new(),
    }
    .with_pension_rate("2023-04-01".parse().unwrap(), exact(216, 1000))
}

#[tokio::test]
async fn what_is_set_counts_at_once_and_after_muster_starts_again() {
    let example = Example::empty().await;
    example
        .muster
        .set_council(&administrator(), &anytown())
        .await
        .unwrap();
    let shown = |muster: &Muster| {
        let profiles = muster.profiles();
        let own = profiles.listing("Anytown Council").unwrap();
        let rule = own.pay_on("2024-01-01".parse().unwrap()).unwrap();
        format!(
            "{}; {}; {} {:?}; header: {:?}",
            own.name,
            muster
                .look_of(&BodyKey::of("anytown council"))
                .unwrap()
                .accent,
            rule.profile,
            rule.pension_rate.unwrap().to_string(),
            muster.only_council(),
        )
    };
    let expected = "Plain decision report, as Anytown Council writes it; #6b2c6b; statutory \"27/125\"; \
                    header: Some(\"Anytown Council\")";
    assert_eq!(shown(&example.muster), expected);
    let again = example.started_again().await;
    assert_eq!(shown(&again.muster), expected);
    let held = again
        .muster
        .council_settings(&administrator())
        .await
        .unwrap();
    assert_eq!(held, [anytown()]);
}

#[tokio::test]
async fn the_last_of_several_settings_counts_under_its_new_name() {
    let example = Example::empty().await;
    let actor = administrator();
    example
        .muster
        .set_council(&actor, &anytown())
        .await
        .unwrap();
    let renamed = CouncilSettings {
        name: "Anytown Borough Council".to_owned(),
        ..anytown()
    };
    example.muster.set_council(&actor, &renamed).await.unwrap();
    let held = example.muster.council_settings(&actor).await.unwrap();
    assert_eq!(held, [renamed]);
    assert!(
        example
            .muster
            .profiles()
            .listing("Anytown Council")
            .is_none()
    );
}

#[tokio::test]
async fn all_that_is_wrong_is_said_and_nothing_is_set() {
    let example = Example::of_cases().await;
    let (muster, actor) = (&example.muster, administrator());
    let before = muster.council_settings(&actor).await.unwrap();
    assert_eq!(before.len(), 2, "the councils of the cases, as they are");
    let wrong = CouncilSettings {
        name: String::new(),
        profile: "nothing".to_owned(),
        look: Look {
            accent: "#ffdd00".to_owned(),
            font: "Georgia; } body { display: none".to_owned(),
            heading_font: String::new(),
        },
        ..anytown()
    };
    let wrong = muster.set_council(&actor, &wrong).await.unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "enter the name of the council; select how the council decides; the colour on white has a contrast \
         of 1.31 to 1; it must be at least 4.5 to 1, so choose a darker one; the font must be names of fonts \
         parted by commas, such as Arial, sans-serif"
    );
    let renamed = CouncilSettings {
        name: "Bolton Borough".to_owned(),
        ..before[0].clone()
    };
    let renamed = muster.set_council(&actor, &renamed).await.unwrap_err();
    assert_eq!(
        renamed.to_string(),
        "the register holds posts of Bolton Council; its name can be spelt otherwise, and not be another"
    );
    let refused = muster.set_council(&clerk(), &anytown()).await;
    assert!(matches!(refused, Err(AppError::Refused(_))));
    let refused = muster.council_settings(&Actor::Public).await;
    assert!(matches!(refused, Err(AppError::Refused(_))));
    assert_eq!(muster.council_settings(&actor).await.unwrap(), before);
}

#[tokio::test]
async fn a_file_with_which_muster_was_started_goes_before_what_is_set() {
    let example = Example::empty().await;
    let actor = administrator();
    example
        .muster
        .set_council(&actor, &anytown())
        .await
        .unwrap();
    let file = "key = \"own\"\nname = \"Own\"\nbodies = [\"Anytown Council\"]\n\
                [look]\naccent = \"#00513b\"\n[[section]]\nkey = \"purpose\"\nheading = \"Purpose\"\n";
    let (own, found) = read_body(&mut Sources::new(), "own.toml", file.as_bytes());
    assert!(own.is_some(), "{found:?}");
    let given = Bodies::shipped().clone().with(own.unwrap());
    let example = example.over(given).await;
    let muster = &example.muster;
    assert!(muster.is_set_by_file("Anytown Council"));
    assert_eq!(muster.look_of(&BodyKey::of("Anytown Council")), None);
    let profiles: Arc<Bodies> = muster.profiles();
    assert_eq!(profiles.listing("Anytown Council").unwrap().key, "own");
}

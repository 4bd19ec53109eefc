//! The body profiles that come with Muster.

use diagnostics::Sources;
use proposal::{Bodies, read_body};

#[test]
fn the_shipped_profiles_are_well_formed() {
    for name in [
        "plain",
        "nottinghamshire-committee",
        "bolton-executive-member",
    ] {
        let path = format!("{}/bodies/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).expect("the profile is there");
        let (profile, found) = read_body(&mut Sources::new(), name, &bytes);
        assert!(found.is_empty(), "{name}: {found:?}");
        assert_eq!(
            profile.as_ref(),
            Bodies::shipped().named(name).map(AsRef::as_ref)
        );
    }
    assert_eq!(Bodies::shipped().iter().count(), 3);
}

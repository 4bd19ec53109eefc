//! The pages of `docs/diagnostics` are those that the rules and their fixtures give.

use std::fs;

use xtask::{gallery, root};

#[test]
fn the_gallery_is_up_to_date() {
    let folder = root().join("docs/diagnostics");
    let made = gallery().expect("every rule has its fixtures");
    let stale: Vec<&String> = made
        .iter()
        .filter(|(name, page)| fs::read_to_string(folder.join(name)).ok().as_ref() != Some(page))
        .map(|(name, _)| name)
        .collect();
    assert!(
        stale.is_empty(),
        "run `make docs`; these pages differ: {stale:?}"
    );
    for file in fs::read_dir(&folder).expect("the gallery is there") {
        let name = file
            .expect("it can be listed")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(
            made.contains_key(&name),
            "docs/diagnostics/{name} belongs to no rule"
        );
    }
}

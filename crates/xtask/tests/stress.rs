//! The made-up cases: always the same, and cases as people could write them.

use std::collections::BTreeSet;

use diagnostics::{Severity, Sources};
use testkit::{SHAPES, case_file};

#[test]
fn a_shape_gives_the_same_file_every_time() {
    for shape in SHAPES {
        assert_eq!(case_file(&shape), case_file(&shape), "{}", shape.name);
    }
    let names: BTreeSet<&str> = SHAPES.iter().map(|shape| shape.name).collect();
    assert_eq!(names.len(), SHAPES.len(), "a name stands for one file");
}

#[test]
fn every_made_up_case_is_read_and_carried_out_whole() {
    for shape in SHAPES {
        let mut sources = Sources::new();
        let text = case_file(&shape);
        let (case, found) = proposal::read(&mut sources, shape.name, text.as_bytes());
        let resolved = proposal::resolve(&case);
        let errors: Vec<&str> = found
            .iter()
            .chain(&resolved.diagnostics)
            .filter(|found| found.severity() == Severity::Error)
            // Hostile words hold what nobody sees.
            .filter(|found| found.code() != "hidden-character")
            .map(|found| found.message.as_str())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", shape.name);
        assert_eq!(case.posts.len(), shape.posts, "{}", shape.name);
        let carried_out: BTreeSet<usize> = resolved.effects.iter().map(|one| one.change).collect();
        assert_eq!(carried_out.len(), shape.changes, "{}", shape.name);
    }
}

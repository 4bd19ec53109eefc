//! The third-party notices name what is built in.

use xtask::{notices, root};

#[test]
fn notices_are_up_to_date() {
    let kept = std::fs::read_to_string(root().join("NOTICES.md")).expect("there are notices");
    let made = notices().expect("cargo lists the dependencies");
    assert!(
        kept == made,
        "NOTICES.md is out of date; make it again with `cargo run -p xtask -- notices`"
    );
}

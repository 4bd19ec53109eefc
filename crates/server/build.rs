//! Looks whether the styles and scripts are there, which `npm` makes and not `cargo`.
//!
//! A program for use is not built without them. While developing they may be missing, so that whoever
//! works on another crate needs no `npm`; Muster then says so when it is asked to serve.

use std::path::Path;

fn main() {
    let complete = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/out/complete");
    println!("cargo::rerun-if-changed={}", complete.display());
    let for_use = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if for_use && !complete.exists() {
        println!(
            "cargo::error=the styles and scripts of the pages are not there; make them with: make web"
        );
    }
}

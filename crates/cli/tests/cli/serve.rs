//! `muster serve`.

use std::fs;
use std::net::TcpListener;

use super::muster_in;

#[test]
fn a_port_that_is_taken_is_said_in_plain_words_with_a_way_out() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let other = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let taken = other.local_addr().expect("it has an address").to_string();
    let ran = muster_in(
        folder.path(),
        &["serve", "--data", "data", "--listen", &taken],
    );
    assert_eq!(ran.code(), 2, "{}", ran.err);
    assert!(
        ran.err.contains(&format!(
            "error: cannot listen on {taken}: another program answers there already\n"
        )),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("help: stop that program"), "{}", ran.err);
    assert!(!ran.err.contains("os error"), "{}", ran.err);
}

#[test]
fn data_where_there_can_be_none_are_said_in_plain_words() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("file"), "words").expect("it can be written");
    let ran = muster_in(
        folder.path(),
        &["serve", "--data", "file", "--listen", "127.0.0.1:0"],
    );
    assert_eq!(ran.code(), 2, "{}", ran.err);
    assert!(!ran.err.contains("os error"), "{}", ran.err);
    assert!(ran.err.contains("help: give a folder"), "{}", ran.err);
}

#[test]
fn a_body_profile_that_is_none_is_refused() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("body.toml"), "name = \"Body\"\n").expect("it can be written");
    let ran = muster_in(
        folder.path(),
        &["serve", "--data", "data", "--body", "body.toml"],
    );
    assert_eq!(ran.code(), 2, "{}", ran.err);
    assert!(
        ran.err.contains("body.toml holds no body profile"),
        "{}",
        ran.err
    );
}

#[test]
fn an_address_that_is_not_this_machines_is_refused_with_a_way_out() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    // An address for documentation (RFC 5737), which no machine has.
    let ran = muster_in(
        folder.path(),
        &["serve", "--data", "data", "--listen", "192.0.2.1:80"],
    );
    assert_eq!(ran.code(), 2, "{}", ran.err);
    assert_eq!(ran.out, "");
    assert!(
        ran.err.contains("cannot listen on 192.0.2.1:80"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("--listen 127.0.0.1:0"), "{}", ran.err);
}

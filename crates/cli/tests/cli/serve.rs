//! `muster serve`.

use super::muster_in;

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

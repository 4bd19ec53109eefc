//! The policy as a person reads it.

#[test]
fn the_table_says_who_may_do_what() {
    assert_eq!(access::table(), include_str!("table.txt"));
}

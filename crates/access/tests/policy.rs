//! The policy as a person reads it.

#[test]
fn the_table_says_who_may_do_what() {
    assert_eq!(access::table(), include_str!("table.txt"));
}

#[test]
fn a_second_table_is_for_those_on_a_proposal() {
    assert_eq!(access::case_table(), include_str!("case_table.txt"));
}

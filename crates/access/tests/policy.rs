//! The policy as a person reads it.

use access::{
    AccountId, Actor, Barred, Capacity, Deed, Held, Place, Role, Roles, Scope, capacity, may,
    may_there, role_may,
};

fn with(held: impl IntoIterator<Item = (Role, Scope)>) -> Actor {
    let held = held.into_iter().map(|(role, scope)| Held { role, scope });
    Actor::Account {
        id: AccountId([1; 16]),
        roles: Roles::of(held),
    }
}

fn everywhere(role: Role) -> Actor {
    with([(role, Scope::Everywhere)])
}

/// A proposal about unit 3, which is in unit 2, which is in unit 1.
fn case() -> Place {
    Place {
        council: "exampleshire".to_owned(),
        units: vec![vec![3, 2, 1]],
        case: Some([9; 16]),
    }
}

#[test]
fn the_table_says_who_may_do_what() {
    assert_eq!(access::table(), include_str!("table.txt"));
}

#[test]
fn a_second_table_is_for_those_on_a_proposal() {
    assert_eq!(access::case_table(), include_str!("case_table.txt"));
}

#[test]
fn the_public_reads_what_is_published_and_nothing_else() {
    assert!(may(&Actor::Public, Deed::ReadPublished));
    let others = Deed::ALL.into_iter();
    for deed in others.filter(|deed| *deed != Deed::ReadPublished) {
        assert!(!may(&Actor::Public, deed), "{deed:?}");
        assert!(may_there(&Actor::Public, deed, &case(), false).is_err());
    }
}

#[test]
fn a_role_holds_in_its_scope_and_nowhere_else() {
    let sees = |scope| may_there(&with([(Role::Hr, scope)]), Deed::SignHr, &case(), false);
    for scope in [
        Scope::Everywhere,
        Scope::Council("exampleshire".to_owned()),
        Scope::Unit(3),
        Scope::Unit(1),
        Scope::Case([9; 16]),
    ] {
        assert_eq!(sees(scope.clone()), Ok(()), "{scope}");
    }
    for scope in [
        Scope::Council("anytown".to_owned()),
        Scope::Unit(4),
        Scope::Case([8; 16]),
    ] {
        assert_eq!(sees(scope.clone()), Err(Barred::NoRole), "{scope}");
    }
}

#[test]
fn a_unit_does_not_speak_for_a_case_that_is_partly_elsewhere() {
    let both = Place {
        units: vec![vec![3, 2, 1], vec![7, 1]],
        ..case()
    };
    let of = |unit| with([(Role::Finance, Scope::Unit(unit))]);
    let deed = Deed::SignFinancial;
    assert_eq!(may_there(&of(2), deed, &both, false), Err(Barred::NoRole));
    assert_eq!(may_there(&of(1), deed, &both, false), Ok(()));
    let unknown = Place {
        units: vec![vec![]],
        ..case()
    };
    assert_eq!(
        may_there(&of(1), deed, &unknown, false),
        Err(Barred::NoRole)
    );
    let none = Place::council("exampleshire");
    assert_eq!(may_there(&of(1), deed, &none, false), Err(Barred::NoRole));
}

#[test]
fn a_role_for_a_part_does_nothing_that_reaches_all() {
    let part = Scope::Council("exampleshire".to_owned());
    for role in Role::ALL {
        let actor = with([(role, part.clone())]);
        for deed in Deed::ALL {
            let expected = role_may(role, deed) && !deed.reaches_all();
            assert_eq!(may(&actor, deed), expected, "{role:?} {deed:?}");
        }
    }
    let administers_a_part = with([(Role::Administrator, Scope::Unit(1))]);
    assert!(!may(&administers_a_part, Deed::ManageAccounts));
}

#[test]
fn nobody_signs_their_own_proposal() {
    for deed in Deed::ALL.into_iter().filter(|deed| deed.needs_another()) {
        for role in deed.roles() {
            let actor = everywhere(role);
            assert_eq!(may_there(&actor, deed, &case(), false), Ok(()));
            let own = may_there(&actor, deed, &case(), true);
            assert_eq!(own, Err(Barred::OwnProposal), "{role:?} {deed:?}");
        }
    }
}

#[test]
fn nobody_signs_at_the_machine_or_for_another() {
    for deed in Deed::ALL.into_iter().filter(|deed| deed.is_personal()) {
        assert!(!may(&Actor::Operator, deed), "{deed:?}");
        let there = may_there(&Actor::Operator, deed, &case(), false);
        assert_eq!(there, Err(Barred::NobodySignedIn), "{deed:?}");
    }
}

#[test]
fn what_one_officer_signs_no_other_role_signs() {
    for (deed, role) in [
        (Deed::SignHr, Role::Hr),
        (Deed::SignFinancial, Role::Finance),
        (Deed::SignConstitutional, Role::Legal),
        (Deed::Decide, Role::DecisionMaker),
    ] {
        assert_eq!(deed.roles().collect::<Vec<_>>(), [role]);
    }
    // Whoever gives others their roles decides and signs nothing by that.
    for deed in Deed::ALL.into_iter().filter(|deed| deed.needs_another()) {
        assert!(!role_may(Role::Administrator, deed), "{deed:?}");
    }
}

#[test]
fn a_proposal_is_there_for_those_on_it_until_it_is_sent_for_comments() {
    for role in Role::ALL {
        let actor = everywhere(role);
        let draft = capacity(&actor, None, &case(), false);
        let is_administrator = role == Role::Administrator;
        assert_eq!(draft.is_some(), is_administrator, "{role:?}");
        let sent = capacity(&actor, None, &case(), true).is_some();
        let reads = !matches!(role, Role::Staff | Role::Consultee | Role::Auditor);
        assert_eq!(sent, reads, "{role:?}");
        let on = capacity(&actor, Some(Capacity::Author), &case(), false);
        assert_eq!(on, Some(Capacity::Author), "{role:?}");
    }
    let named = with([(Role::Finance, Scope::Case([9; 16]))]);
    let officer = Some(Capacity::Officer);
    assert_eq!(capacity(&named, None, &case(), false), officer);
    let elsewhere = with([(Role::Finance, Scope::Unit(4))]);
    assert_eq!(capacity(&elsewhere, None, &case(), true), None);
    assert_eq!(capacity(&Actor::Public, None, &case(), true), None);
}

#[test]
fn roles_are_read_as_they_are_written() {
    for scope in [
        Scope::Everywhere,
        Scope::Council("exampleshire".to_owned()),
        Scope::Unit(12),
        Scope::Case([0xab; 16]),
    ] {
        for role in Role::ALL {
            let held = Held {
                role,
                scope: scope.clone(),
            };
            assert_eq!(held.to_string().parse(), Ok(held));
        }
    }
    for text in [
        "",
        "hr",
        "hr ",
        "chief everywhere",
        "hr somewhere",
        "hr unit:-1",
        "hr council:",
        "hr case:12",
        "hr case:\u{20ac}\u{20ac}aaaaaaaaaaaaaaaaaaaaaaaaaa",
    ] {
        assert!(text.parse::<Held>().is_err(), "{text}");
    }
}

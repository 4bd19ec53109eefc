//! What an account may be used for, and where: the questions, and the words for what is held.

use access::{Held, Role, Roles, Scope};
use app::CouncilScopes;

use super::super::form::Faults;
use crate::components::{
    Choice, Choices, ChoicesKind, Field, Legend, Select, SelectGroup, SelectItem,
};

/// What the form sends under these names.
pub(super) struct Chosen {
    roles: Vec<String>,
    scope: String,
    /// What was held already, and stays.
    stays: Vec<String>,
}

impl Chosen {
    pub(super) fn of(pairs: &[(String, String)]) -> Self {
        let all = |name: &str| {
            let of_name = pairs.iter().filter(|(key, _)| key == name);
            of_name.map(|(_, value)| value.clone()).collect()
        };
        let scope = pairs.iter().find(|(key, _)| key == "scope");
        Self {
            roles: all("access"),
            scope: scope.map_or_else(String::new, |(_, value)| value.clone()),
            stays: all("held"),
        }
    }

    /// The roles, if they are some, and in places that there are.
    pub(super) fn read(&self, places: &[CouncilScopes], faults: &mut Faults) -> Option<Roles> {
        let scope = match self.scope.as_str() {
            "" => Some(Scope::Everywhere),
            text => text
                .parse()
                .ok()
                .filter(|scope| *scope == Scope::Everywhere || named(places, scope).is_some()),
        };
        let roles = self.roles.iter().filter(|name| !name.is_empty());
        let roles: Option<Vec<Role>> = roles.map(|name| Role::named(name)).collect();
        let stays: Option<Vec<Held>> = self.stays.iter().map(|held| held.parse().ok()).collect();
        let (Some(scope), Some(roles), Some(mut held)) = (scope, roles, stays) else {
            faults.add("access", "Select what the person may do, and where");
            return None;
        };
        held.extend(roles.into_iter().map(|role| Held {
            role,
            scope: scope.clone(),
        }));
        if held.is_empty() {
            faults.add("access", "Select what the person may do");
            return None;
        }
        Some(Roles::of(held))
    }

    /// The question for a new account.
    pub(super) fn asked(&self, faults: &Faults) -> Choices {
        let items = Role::ALL.map(|role| Choice {
            value: role.name().to_owned(),
            text: role.words().into(),
            hint: Some(what_for(role).into()),
            checked: self.roles.iter().any(|name| name == role.name()),
            ..Choice::default()
        });
        Choices {
            kind: ChoicesKind::Several,
            name: "access".to_owned(),
            legend: Some(legend("What may the person do?")),
            error: faults.at("access"),
            items: items.into(),
            ..Choices::default()
        }
    }

    /// Where that is so.
    pub(super) fn where_asked(&self, places: &[CouncilScopes]) -> Select {
        let item = |scope: &Scope, text: &str| SelectItem {
            value: Some(scope.to_string()),
            text: text.to_owned(),
            selected: scope.to_string() == self.scope,
            ..SelectItem::default()
        };
        let everywhere = match places {
            [_] | [] => "The whole council",
            _ => "Every council",
        };
        let groups = places.iter().map(|place| SelectGroup {
            label: place.council.name.clone(),
            items: { place.scopes.iter() }
                .map(|(scope, text)| item(scope, text))
                .collect(),
        });
        Select {
            field: Field::new("scope", "Where?").hint(
                "A unit counts with all that is below it. A proposal counts from its first draft",
            ),
            items: vec![item(&Scope::Everywhere, everywhere)],
            groups: groups.collect(),
            classes: "govuk-!-width-full".to_owned(),
            ..Select::default()
        }
    }
}

/// What an account has, as boxes to leave ticked.
pub(super) fn held_boxes(roles: &Roles, places: &[CouncilScopes]) -> Choices {
    let items = roles.iter().map(|held| Choice {
        value: held.to_string(),
        text: said(held, places).into(),
        checked: true,
        ..Choice::default()
    });
    Choices {
        kind: ChoicesKind::Several,
        name: "held".to_owned(),
        legend: Some(legend("What the person may do now")),
        hint: Some("Untick what ends".into()),
        items: items.collect(),
        ..Choices::default()
    }
}

/// One more, or none.
pub(super) fn one_more(faults: &Faults) -> Select {
    let items = Role::ALL.map(|role| SelectItem {
        value: Some(role.name().to_owned()),
        text: role.words().to_owned(),
        ..SelectItem::default()
    });
    let none = SelectItem {
        value: Some(String::new()),
        text: "Nothing more".to_owned(),
        ..SelectItem::default()
    };
    Select {
        field: Field::new("access", "What else may the person do?").error(faults.at("access")),
        items: [none].into_iter().chain(items).collect(),
        ..Select::default()
    }
}

/// All that an account may be used for, in words.
pub(super) fn all_said(roles: &Roles, places: &[CouncilScopes]) -> String {
    let said: Vec<String> = roles.iter().map(|held| said(held, places)).collect();
    match said.is_empty() {
        true => "Nothing".to_owned(),
        false => said.join("; "),
    }
}

fn said(held: &Held, places: &[CouncilScopes]) -> String {
    let role = held.role.words();
    match (&held.scope, named(places, &held.scope)) {
        (Scope::Everywhere, _) => role.to_owned(),
        (_, Some(place)) => format!("{role}, for {place}"),
        (_, None) => format!("{role}, for a part of the council that is no longer there"),
    }
}

fn named<'p>(places: &'p [CouncilScopes], scope: &Scope) -> Option<&'p str> {
    let mut all = places.iter().flat_map(|place| &place.scopes);
    let found = all.find(|(one, _)| one == scope);
    found.map(|(_, name)| name.as_str())
}

fn legend(text: &str) -> Legend {
    Legend {
        text: text.into(),
        classes: "govuk-fieldset__legend--s".to_owned(),
        ..Legend::default()
    }
}

fn what_for(role: Role) -> &'static str {
    match role {
        Role::Administrator => "Sets Muster up, imports lists, manages accounts",
        Role::Staff => {
            "Sees the establishment, writes proposals, comments on those that they are asked to review"
        }
        Role::Hr => {
            "As staff; sees who holds which post, imports lists, signs HR comments, responds to answers of consultees"
        }
        Role::Finance => "As staff; signs financial comments",
        Role::Legal => {
            "As staff; for the monitoring officer: signs constitutional comments, overrides errors"
        }
        Role::DemocraticServices => "As staff; clears and publishes reports, records decisions",
        Role::DecisionMaker => "Reads proposals that were sent for comments, and decides",
        Role::Consultee => "Reads what is consulted on, as the public may, and answers",
        Role::Auditor => "Sees and exports who did what, and changes nothing",
    }
}

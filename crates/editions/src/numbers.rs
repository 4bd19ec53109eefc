//! Small numbers of people, which may tell who they are.

use base::Known;
use diagnostics::{At, Place};
use proposal::BodyProfile;
use proposal::case::{BasePost, Case, Change, Route, Selector, Verb, Withheld};
use register::{Occupancy, PostLine};

/// Is a number of people too small to be told?
fn is_small(number: u32, body: &BodyProfile) -> bool {
    number > 0 && number < body.small_number
}

/// Would any number of people be suppressed?
pub(crate) fn suppresses(case: &Case, body: &BodyProfile) -> bool {
    let mut without = case.clone();
    !suppress(&mut without, body).is_empty()
}

/// Takes small numbers of people out of a case, and says which.
pub(crate) fn suppress(case: &mut Case, body: &BodyProfile) -> Vec<Withheld> {
    if body.small_number == 0 {
        return Vec::new();
    }
    let mut said = Vec::new();
    let place = case.header.place.clone();
    let mut tell = |what: String| {
        let what = format!("{what}: fewer than {}", body.small_number);
        said.push(of_number(&place, what));
    };
    pools(case, body, &mut tell);
    protection(case, body, &mut tell);
    if let Some(redundancies) = &mut case.redundancies
        && hide(&mut redundancies.number, body)
    {
        tell("The number of redundancies".to_owned());
    }
    for post in &mut case.posts {
        if held(&mut post.occupancy, body) {
            tell(format!("How many hold posts of {}", title(post)));
        }
    }
    let own = case.options.iter_mut().flat_map(|one| &mut one.changes);
    for change in case.changes.iter_mut().chain(own) {
        changed(change, body, &mut tell);
    }
    said
}

fn title(post: &BasePost) -> &str {
    &post.title.value
}

fn of_number(place: &Place, what: String) -> Withheld {
    Withheld {
        place: place.clone(),
        what: At::new(what, place.clone()),
        ground: None,
        reason: None,
        pay_of: Vec::new(),
        shows: None,
        totals: false,
    }
}

fn pools(case: &mut Case, body: &BodyProfile, tell: &mut impl FnMut(String)) {
    let number = |at: &Option<At<Known<u32>>>| at.as_ref().and_then(|at| at.value.known());
    let numbers: Option<Vec<u32>> = case.pools.iter().map(|pool| number(&pool.people)).collect();
    let mut small = 0;
    for pool in &mut case.pools {
        if hide_any(&mut pool.people, body) {
            small += 1;
            tell(format!("The number of people of {}", pool.name.value));
        }
    }
    // One number that is not told follows from the sum and the others.
    let sum: Option<u32> = numbers.map(|all| all.iter().sum());
    if let Some(protection) = &mut case.protection
        && small == 1
        && case.pools.len() > 1
        && sum.is_some()
        && number(&protection.people) == sum
    {
        protection.people = None;
        tell(
            "The number of people whom pay protection touches, from which another would follow"
                .to_owned(),
        );
    }
}

fn protection(case: &mut Case, body: &BodyProfile, tell: &mut impl FnMut(String)) {
    let Some(protection) = &mut case.protection else {
        return;
    };
    let number = |at: &Option<At<Known<u32>>>| at.as_ref().and_then(|at| at.value.known());
    let others = match (number(&protection.people), number(&protection.protected)) {
        (Some(all), Some(some)) => all.saturating_sub(some),
        _ => 0,
    };
    let is_touched = hide_any(&mut protection.people, body);
    let is_protected = hide_any(&mut protection.protected, body);
    if is_touched {
        tell("The number of people whom pay protection touches".to_owned());
    }
    if is_protected || is_small(others, body) {
        protection.protected = Some(At::new(Known::Withheld, protection.place.clone()));
        tell("The number of people whom pay protection protects, or does not".to_owned());
    }
}

fn changed(change: &mut Change, body: &BodyProfile, tell: &mut impl FnMut(String)) {
    let of = change.verb.subject().value.clone();
    let mut is_hidden = false;
    let mut routes = |routes: &mut Vec<Route>| {
        for route in routes {
            is_hidden |= hide_any(&mut route.people, body);
        }
    };
    match &mut change.verb {
        Verb::Establish(post) => routes(&mut post.routes),
        Verb::Disestablish(posts)
        | Verb::Change(posts, _)
        | Verb::MakePermanent(posts, _)
        | Verb::Extend(posts, _) => {
            routes(&mut posts.routes);
            is_hidden |= selected(posts, body);
        }
        Verb::Pay(payment) => is_hidden |= selected(&mut payment.to, body),
        _ => {}
    }
    if is_hidden {
        tell(format!("How many people of {of} go where"));
    }
}

fn selected(posts: &mut Selector, body: &BodyProfile) -> bool {
    held(&mut posts.occupancy, body)
}

fn held(occupancy: &mut Option<At<Known<Occupancy>>>, body: &BodyProfile) -> bool {
    match occupancy {
        Some(At {
            value: Known::Known(Occupancy::PartFilled(people)),
            place,
        }) if is_small(*people, body) => {
            *occupancy = Some(At::new(Known::Withheld, place.clone()));
            true
        }
        _ => false,
    }
}

fn hide_any(number: &mut Option<At<Known<u32>>>, body: &BodyProfile) -> bool {
    number.as_mut().is_some_and(|number| hide(number, body))
}

fn hide(number: &mut At<Known<u32>>, body: &BodyProfile) -> bool {
    let is_hidden = number.value.known().is_some_and(|one| is_small(one, body));
    if is_hidden {
        number.value = Known::Withheld;
    }
    is_hidden
}

/// The same of a line of the register.
pub(crate) fn suppress_line(post: &mut PostLine, body: &BodyProfile) {
    if let Known::Known(Occupancy::PartFilled(people)) = post.occupancy
        && is_small(people, body)
    {
        post.occupancy = Known::Withheld;
    }
}

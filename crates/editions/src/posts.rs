//! Pay, holders and titles of posts, taken out of a case and of what it does.

use std::collections::BTreeMap;

use base::{Known, Pence};
use diagnostics::At;
use proposal::case::{
    BasePost, Case, Change, Changed, Established, ExemptField, ExemptPart, Exemption, Honorarium,
    Recommendation, Selector, Verb,
};
use proposal::{WITHHELD, same_title, title_key};
use register::{Payment, PostLine};

/// What is withheld of the posts of a title.
#[derive(Clone, Debug)]
pub(crate) struct OfPosts {
    /// As the case calls them.
    title: String,
    /// As the public reads them.
    pub(crate) public: String,
    pay: bool,
    holder: bool,
}

/// What is withheld of posts, title by title.
#[derive(Clone, Debug, Default)]
pub(crate) struct AllPosts(Vec<OfPosts>);

impl AllPosts {
    /// As the exemptions of a case say.
    pub(crate) fn of(exempt: &[Exemption]) -> Self {
        let mut all: Vec<OfPosts> = Vec::new();
        let mut hidden = 0;
        for one in exempt.iter().filter(|one| one.part == ExemptPart::Posts) {
            let title = one.of.value.as_str();
            let at = all.iter().position(|own| same_title(&own.title, title));
            let at = at.unwrap_or_else(|| {
                all.push(OfPosts {
                    title: title.to_owned(),
                    public: title.to_owned(),
                    pay: false,
                    holder: false,
                });
                all.len() - 1
            });
            let own = &mut all[at];
            own.pay |= one.withholds(ExemptField::Pay);
            own.holder |= one.withholds(ExemptField::Holder);
            if one.withholds(ExemptField::Title) && own.public == own.title {
                hidden += 1;
                own.public = format!("Post {hidden}, whose title is withheld");
            }
        }
        Self(all)
    }

    /// What is withheld of posts of that title.
    pub(crate) fn titled(&self, title: &str) -> Option<&OfPosts> {
        self.0.iter().find(|own| same_title(&own.title, title))
    }

    /// Is their pay?
    pub(crate) fn hides_pay(&self, title: &str) -> bool {
        self.titled(title).is_some_and(|own| own.pay)
    }

    /// A title as the public reads it.
    fn public<'t>(&'t self, title: &'t str) -> &'t str {
        self.titled(title).map_or(title, |own| &own.public)
    }

    /// The public title in the place of each other, where words tell it.
    pub(crate) fn reworded(&self, text: &str) -> String {
        let hidden = self.0.iter().filter(|own| own.public != own.title);
        hidden.fold(text.to_owned(), |text, own| {
            replaced(&text, &own.title, &own.public)
        })
    }

    fn rename(&self, title: &mut At<String>) {
        title.value = self.public(&title.value).to_owned();
    }

    fn rename_all(&self, titles: &mut [At<String>]) {
        for title in titles {
            self.rename(title);
        }
    }
}

/// A text with other words in the place of some, whatever their capitals.
fn replaced(text: &str, words: &str, other: &str) -> String {
    let (mut left, mut rest) = (String::new(), text);
    let lower = words.to_lowercase();
    while let Some(at) = found(rest, &lower) {
        left.push_str(&rest[..at]);
        left.push_str(other);
        rest = &rest[at + words.len()..];
    }
    left + rest
}

/// Where words stand in a text, whatever their capitals; only of as many bytes as they have.
fn found(text: &str, lower: &str) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).find(|at| {
        let piece = text.get(*at..*at + lower.len());
        piece.is_some_and(|piece| piece.to_lowercase() == lower)
    })
}

/// Takes what is withheld of posts out of a case.
pub(crate) fn out_of_case(case: &mut Case, of: &AllPosts) {
    for post in &mut case.posts {
        base_post(post, of);
    }
    let own = case.options.iter_mut().flat_map(|one| &mut one.changes);
    for change in case.changes.iter_mut().chain(own) {
        out_of_change(change, of);
    }
    for pool in &mut case.pools {
        of.rename_all(&mut pool.into);
    }
    for Recommendation { covers, .. } in &mut case.recommendations {
        of.rename_all(covers.as_deref_mut().unwrap_or_default());
    }
    for funding in &mut case.funding {
        of.rename_all(&mut funding.pays_for);
    }
}

fn base_post(post: &mut BasePost, of: &AllPosts) {
    if let Some(own) = of.titled(&post.title.value) {
        if own.pay {
            hide_grade(&mut post.grade, &post.title);
            (post.point, post.cost) = (None, None);
        }
        if own.holder {
            let place = post.title.place.clone();
            (post.occupancy, post.covered_by) = (Some(At::new(Known::Withheld, place)), None);
        }
        post.note = None;
    }
    of.rename(&mut post.title);
    post.line_manager.iter_mut().for_each(|at| of.rename(at));
    post.covered_by.iter_mut().for_each(|at| of.rename(at));
}

/// Something always stands where a grade is withheld: even that none was stated tells something.
fn hide_grade(grade: &mut Option<At<Known<String>>>, title: &At<String>) {
    let withheld = Known::Known(WITHHELD.to_owned());
    *grade = Some(At::new(withheld, title.place.clone()));
}

fn out_of_change(change: &mut Change, of: &AllPosts) {
    let subject = change.verb.subject().value.clone();
    let becomes = match &change.verb {
        Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => {
            to.title.as_ref().map(|at| at.value.clone())
        }
        _ => None,
    };
    let touched = [Some(subject.as_str()), becomes.as_deref()];
    if { touched.into_iter().flatten() }.any(|title| of.titled(title).is_some()) {
        change.note = None;
    }
    match &mut change.verb {
        Verb::Establish(post) => established(post, of),
        Verb::Disestablish(posts) => selector(posts, of),
        Verb::Change(posts, to) | Verb::MakePermanent(posts, to) | Verb::Extend(posts, to) => {
            changed(to, posts, of);
            selector(posts, of);
        }
        Verb::Pay(payment) => paid(payment, of),
        _ => {}
    }
}

fn established(post: &mut Established, of: &AllPosts) {
    if let Some(own) = of.titled(&post.title.value) {
        if own.pay {
            hide_grade(&mut post.grade, &post.title);
            (post.point, post.cost, post.evaluation) = (None, None, None);
        }
        if own.holder {
            post.routes.clear();
        }
    }
    of.rename(&mut post.title);
    of.rename_all(&mut post.in_place_of);
    post.line_manager.iter_mut().for_each(|at| of.rename(at));
    for route in &mut post.routes {
        route.from.iter_mut().for_each(|at| of.rename(at));
    }
}

fn changed(to: &mut Changed, posts: &Selector, of: &AllPosts) {
    let title = to.title.as_ref().unwrap_or(&posts.title).clone();
    let pays = to.grade.is_some() || to.point.is_some() || to.cost.is_some();
    if pays && of.hides_pay(&title.value) {
        hide_grade(&mut to.grade, &title);
        (to.point, to.cost) = (None, None);
    }
    to.title.iter_mut().for_each(|at| of.rename(at));
    to.line_manager.iter_mut().for_each(|at| of.rename(at));
}

fn selector(posts: &mut Selector, of: &AllPosts) {
    if let Some(own) = of.titled(&posts.title.value) {
        if own.pay {
            if posts.grade.is_some() {
                hide_grade(&mut posts.grade, &posts.title);
            }
            posts.evaluation = None;
        }
        if own.holder {
            posts.occupancy = None;
            posts.routes.clear();
        }
    }
    for route in &mut posts.routes {
        route.from.iter_mut().for_each(|at| of.rename(at));
    }
    of.rename(&mut posts.title);
}

fn paid(payment: &mut Honorarium, of: &AllPosts) {
    if of.hides_pay(&payment.to.title.value) {
        let place = payment.to.title.place.clone();
        payment.amount = Some(At::new(Known::Withheld, place));
        payment.a_year = None;
    }
    selector(&mut payment.to, of);
}

/// What tells two lines of one title apart that pay differently.
type Pay = (Known<String>, Option<u16>, Option<Pence>);

/// What stands in the place of the grades of lines, the same for the same pay.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels(BTreeMap<(String, String), String>);

impl Labels {
    /// Gives lines their labels, in the order in which they come.
    pub(crate) fn of<'l>(lines: impl Iterator<Item = &'l PostLine>, of: &AllPosts) -> Self {
        let mut labels = Self::default();
        let mut many: BTreeMap<String, usize> = BTreeMap::new();
        for post in lines.filter(|post| of.hides_pay(&post.title)) {
            let key = key(post);
            let number = many.entry(key.0.clone()).or_default();
            labels.0.entry(key).or_insert_with(|| {
                *number += 1;
                match *number {
                    1 => WITHHELD.to_owned(),
                    number => format!("{WITHHELD} ({number})"),
                }
            });
        }
        labels
    }

    fn label(&self, post: &PostLine) -> String {
        let own = self.0.get(&key(post)).cloned();
        own.unwrap_or_else(|| WITHHELD.to_owned())
    }
}

fn key(post: &PostLine) -> (String, String) {
    let pay: Pay = (post.grade.clone(), post.point, post.stated_cost);
    (title_key(&post.title), format!("{pay:?}"))
}

/// A line as the public reads it; none if it stays as it is.
pub(crate) fn public_line(post: &PostLine, of: &AllPosts, labels: &Labels) -> Option<PostLine> {
    let own = of.titled(&post.title);
    let manager = post.line_manager.as_deref();
    let covered = post.covered_by.as_deref();
    let names = [manager, covered].into_iter().flatten();
    if own.is_none() && !{ names }.any(|name| of.titled(name).is_some()) {
        return None;
    }
    let mut public = post.clone();
    public.line_manager = manager.map(|title| of.public(title).to_owned());
    public.covered_by = covered.map(|title| of.public(title).to_owned());
    if let Some(own) = own {
        if own.pay {
            public.grade = Known::Known(labels.label(post));
            (public.point, public.stated_cost) = (None, None);
        }
        if own.holder {
            (public.occupancy, public.covered_by) = (Known::Withheld, None);
        }
        if own.public != own.title {
            public.number = None;
        }
        public.title.clone_from(&own.public);
    }
    Some(public)
}

/// A payment as the public reads it.
pub(crate) fn public_payment(payment: &mut Payment, of: &AllPosts) {
    if of.hides_pay(&payment.to) {
        payment.amount = Known::Withheld;
    }
    payment.to = of.public(&payment.to).to_owned();
}

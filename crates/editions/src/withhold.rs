//! What is withheld, taken out of a case and of what it does.

use base::{Known, same_name};
use diagnostics::{At, Place};
use proposal::case::{Case, Cover, ExemptPart, Exemption, Header, Prose, Section, Withheld};
use proposal::{BodyProfile, Effect, Resolved, ResolvedOption, WITHHELD};
use register::{Establishment, Line};

use crate::posts::{AllPosts, Labels, out_of_case, public_line, public_payment};
use crate::{numbers, structure, words};

/// Is there anything in a case that the public may not read?
pub fn withholds(case: &Case, body: &BodyProfile) -> bool {
    !case.exempt.is_empty() || numbers::suppresses(case, body)
}

/// The case without what is withheld, and with a list of that.
#[must_use]
pub fn withhold(case: &Case, body: &BodyProfile) -> Case {
    let posts = AllPosts::of(&case.exempt);
    let mut public = case.clone();
    for exemption in &case.exempt {
        take_out(&mut public, exemption);
    }
    public.withheld = { case.exempt.iter() }
        .map(|one| told(one, case, &posts))
        .collect();
    if is_whole(case) {
        public = cover_only(&public);
    }
    if public.withheld.iter().any(|one| one.shows.is_some()) {
        structure::take_out(&mut public);
    }
    out_of_case(&mut public, &posts);
    let small = numbers::suppress(&mut public, body);
    public.withheld.extend(small);
    for prose in words::proses_mut(&mut public) {
        prose.text = posts.reworded(&prose.text);
    }
    for one in &mut public.withheld {
        one.what.value = posts.reworded(&one.what.value);
    }
    public.exempt = Vec::new();
    // Working papers of its author: they say what was there before.
    public.settled = Vec::new();
    public.header.completed = Vec::new();
    public
}

/// Is the whole report withheld?
fn is_whole(case: &Case) -> bool {
    let mut exempt = case.exempt.iter();
    exempt.any(|one| one.part == ExemptPart::Document)
}

/// Is all of a public edition withheld, but for its cover?
pub fn is_cover_alone(public: &Case) -> bool {
    let mut withheld = public.withheld.iter();
    withheld.any(|one| one.what.value == ExemptPart::Document.words())
}

/// What the list says of an exemption.
fn told(exemption: &Exemption, case: &Case, posts: &AllPosts) -> Withheld {
    let of = exemption.of.value.as_str();
    let mut told = Withheld {
        place: exemption.place.clone(),
        what: exemption.of.clone(),
        ground: exemption.ground.clone(),
        reason: exemption.reason.clone(),
        pay_of: Vec::new(),
        shows: None,
        totals: false,
    };
    told.what.value = match exemption.part {
        ExemptPart::Document => exemption.part.words().to_owned(),
        ExemptPart::Appendix => {
            let own = case.appendices.iter().find(|one| same_name(&one.name, of));
            told.shows = own.and_then(|own| own.shows.clone());
            told.totals = told.shows.is_some() && exemption.totals;
            of.to_owned()
        }
        ExemptPart::Section => format!("The section {}", heading(case, of)),
        ExemptPart::Comment => format!("The comment: {of}"),
        ExemptPart::Posts => {
            let own = posts.titled(of);
            let public = own.map_or_else(|| of.to_owned(), |own| own.public.clone());
            let place = exemption.of.place.clone();
            if posts.hides_pay(of) {
                told.pay_of.push(At::new(public.clone(), place));
            }
            let fields = [
                (proposal::case::ExemptField::Pay, "pay"),
                (proposal::case::ExemptField::Holder, "holders"),
                (proposal::case::ExemptField::Title, "title"),
            ];
            let fields = fields.into_iter();
            let fields = fields.filter(|(field, _)| exemption.withholds(*field));
            let fields: Vec<&str> = fields.map(|(_, word)| word).collect();
            format!("{public}: {}", fields.join(", "))
        }
        // A name may be the very thing that is withheld.
        part => part.words().to_owned(),
    };
    told
}

fn heading(case: &Case, key: &str) -> String {
    let own = { case.sections.iter() }.find(|one| one.key == key);
    let heading = own.and_then(|one| one.heading.as_ref());
    heading.map_or_else(|| key.replace('_', " "), |at| at.value.clone())
}

/// Takes the words and the figures of an exemption out; posts come later, all at once.
fn take_out(case: &mut Case, exemption: &Exemption) {
    let of = exemption.of.value.as_str();
    let is = |name: &At<String>| same_name(&name.value, of);
    let sentence = words::sentence(exemption.ground.as_ref().map(|at| at.value));
    match exemption.part {
        ExemptPart::Document | ExemptPart::Posts => {}
        ExemptPart::Appendix => {
            for one in case.appendices.iter_mut().filter(|one| is(&one.name)) {
                (one.title, one.shows, one.held) = (None, None, false);
            }
        }
        ExemptPart::Section => {
            for section in case.sections.iter_mut() {
                let own = section.heading.as_ref().filter(|_| section.key.is_empty());
                if same_name(&section.key, of) || own.is_some_and(is) {
                    section.prose.text.clone_from(&sentence);
                }
            }
        }
        ExemptPart::Paragraph => {
            for prose in words::proses_mut(case) {
                prose.text = words::without(&prose.text, of, &sentence);
            }
        }
        ExemptPart::Comment => {
            for one in case.comments.iter_mut().filter(|one| is(&one.kind)) {
                if let Some(text) = &mut one.text {
                    text.text.clone_from(&sentence);
                }
            }
        }
        ExemptPart::Stated => stated(case, of),
        ExemptPart::Funding => fund(case, of),
        ExemptPart::Saving => {
            (case.savings).retain(|one| !one.name.as_ref().is_some_and(is));
        }
        ExemptPart::Budget => {
            (case.budgets).retain(|one| !one.unit.as_ref().is_some_and(is));
        }
        ExemptPart::Option => {
            for (at, one) in case.options.iter_mut().enumerate() {
                if is(&one.name) {
                    one.name.value = format!("Option {}, {WITHHELD}", proposal::option_letter(at));
                    (one.text, one.rejected_because) = (None, None);
                    one.changes.clear();
                }
            }
        }
        ExemptPart::Pool => {
            for one in case.pools.iter_mut().filter(|one| is(&one.name)) {
                one.name.value = WITHHELD.to_owned();
                (one.people, one.paragraph) = (None, None);
                one.into.clear();
            }
        }
        ExemptPart::Paper => {
            for one in case.papers.iter_mut().filter(|one| is(&one.title)) {
                one.title.value = WITHHELD.to_owned();
                (one.decision_maker, one.date, one.paragraph) = (None, None, None);
            }
        }
    }
}

/// A stated figure goes, and words that call it say so.
fn stated(case: &mut Case, of: &str) {
    (case.stated).retain(|one| !one.name.as_ref().is_some_and(|at| same_name(&at.value, of)));
    let called = format!("{{stated.{of}}}");
    for prose in words::proses_mut(case) {
        prose.text = prose
            .text
            .replace(&called, &format!("[{}]", WITHHELD.to_lowercase()));
    }
}

/// A source goes wherever it is named: what it pays with it.
fn fund(case: &mut Case, of: &str) {
    let hide = |name: &mut String| {
        if same_name(name, of) {
            WITHHELD.clone_into(name);
        }
    };
    for funding in { case.funding.iter_mut() }.filter(|one| same_name(&one.source.value, of)) {
        WITHHELD.clone_into(&mut funding.source.value);
        funding.amount = Some(At::new(Known::Withheld, funding.place.clone()));
        (funding.purpose, funding.released_by) = (None, None);
        (funding.kind, funding.paragraph) = (None, None);
        funding.told_again.clear();
    }
    (case.funds).retain(|one| !same_name(&one.name.value, of));
    for asked in &mut case.recommendations {
        asked.funding.iter_mut().for_each(|at| hide(&mut at.value));
    }
    for post in &mut case.posts {
        post.funding
            .iter_mut()
            .for_each(|(at, _)| hide(&mut at.value));
    }
    let own = case.options.iter_mut().flat_map(|one| &mut one.changes);
    for change in case.changes.iter_mut().chain(own) {
        match &mut change.verb {
            proposal::case::Verb::Establish(post) => {
                post.funding
                    .iter_mut()
                    .for_each(|(at, _)| hide(&mut at.value));
            }
            proposal::case::Verb::Change(_, to)
            | proposal::case::Verb::MakePermanent(_, to)
            | proposal::case::Verb::Extend(_, to) => {
                to.funding
                    .iter_mut()
                    .for_each(|(at, _)| hide(&mut at.value));
            }
            _ => {}
        }
    }
}

/// Of a report that is withheld as a whole: what the agenda says, and that it is withheld.
fn cover_only(case: &Case) -> Case {
    let nowhere = Place::new(case.source, 0..0);
    let ground = { case.withheld.iter() }.find_map(|one| one.ground.as_ref());
    let header = &case.header;
    let prose = Prose {
        text: words::sentence(ground.map(|at| at.value)),
        place: nowhere.clone(),
        offset: None,
    };
    let section = Section {
        place: nowhere.clone(),
        key: String::new(),
        heading: Some(At::new("The report".to_owned(), nowhere.clone())),
        after: None,
        prose,
    };
    Case {
        source: case.source,
        header: Header {
            no_other_option: None,
            contacts: Vec::new(),
            reconstructed_from: None,
            completed: Vec::new(),
            ..header.clone()
        },
        costing: proposal::case::Costing::default(),
        defaults: proposal::case::Defaults {
            units: case.defaults.units.clone(),
            ..proposal::case::Defaults::default()
        },
        units: Vec::new(),
        posts: Vec::new(),
        changes: Vec::new(),
        stated: Vec::new(),
        funds: Vec::new(),
        funding: Vec::new(),
        budgets: Vec::new(),
        savings: Vec::new(),
        scope: Vec::new(),
        options: Vec::new(),
        consultation: None,
        pools: Vec::new(),
        protection: None,
        redundancies: None,
        equality: None,
        recommendations: Vec::new(),
        comments: Vec::new(),
        appendices: Vec::new(),
        papers: Vec::new(),
        obligations: Vec::new(),
        discharges: Vec::new(),
        decision: case.decision.clone(),
        acknowledgements: Vec::new(),
        exempt: Vec::new(),
        withheld: case.withheld.clone(),
        settled: Vec::new(),
        cover: Cover::default(),
        sections: vec![section],
    }
}

/// What a case does, without what is withheld of it.
pub(crate) fn from_resolved(case: &Case, body: &BodyProfile, resolved: &Resolved) -> Resolved {
    if is_whole(case) {
        return nothing();
    }
    let posts = AllPosts::of(&case.exempt);
    let options = resolved.options.iter().map(|one| &one.resolved);
    let lines = std::iter::once(resolved).chain(options).flat_map(all_lines);
    let labels = Labels::of(lines.map(|line| &line.post), &posts);
    let from = From {
        case,
        body,
        posts,
        labels,
    };
    from.resolved(resolved)
}

fn nothing() -> Resolved {
    Resolved {
        before: Establishment::default(),
        after: Establishment::default(),
        effects: Vec::new(),
        diagnostics: Vec::new(),
        options: Vec::new(),
    }
}

/// Every line that a case touches or leaves, those before first.
fn all_lines(resolved: &Resolved) -> impl Iterator<Item = &Line> {
    let effects = resolved.effects.iter();
    let own = effects.flat_map(|effect| [&effect.before, &effect.after]);
    let own = own.flatten();
    own.chain(resolved.before.lines())
        .chain(resolved.after.lines())
}

/// What is taken out of what a case does.
struct From<'c> {
    case: &'c Case,
    body: &'c BodyProfile,
    posts: AllPosts,
    labels: Labels,
}

impl From<'_> {
    fn resolved(&self, of: &Resolved) -> Resolved {
        Resolved {
            before: self.establishment(&of.before),
            after: self.establishment(&of.after),
            effects: of.effects.iter().map(|one| self.effect(one)).collect(),
            // They quote the case as it was.
            diagnostics: Vec::new(),
            options: of
                .options
                .iter()
                .filter_map(|one| self.option(one))
                .collect(),
        }
    }

    fn establishment(&self, of: &Establishment) -> Establishment {
        let of = of.clone().with_posts(|post| {
            let public = public_line(post, &self.posts, &self.labels);
            let mut own = public.clone().unwrap_or_else(|| post.clone());
            self.fund(&mut own);
            numbers::suppress_line(&mut own, self.body);
            (public.is_some() || own != *post).then_some(own)
        });
        of.with_payments(|payment| public_payment(payment, &self.posts))
    }

    fn fund(&self, post: &mut register::PostLine) {
        let hidden = { self.case.exempt.iter() }.filter(|one| one.part == ExemptPart::Funding);
        for one in hidden {
            for share in post.funding.iter_mut() {
                if same_name(&share.fund, &one.of.value) {
                    WITHHELD.clone_into(&mut share.fund);
                }
            }
        }
    }

    fn effect(&self, of: &Effect) -> Effect {
        let line = |line: &Line| {
            let mut line = line.clone();
            if let Some(public) = public_line(&line.post, &self.posts, &self.labels) {
                line.post = public;
            }
            self.fund(&mut line.post);
            numbers::suppress_line(&mut line.post, self.body);
            line
        };
        let mut effect = of.clone();
        effect.before = of.before.as_ref().map(line);
        effect.after = of.after.as_ref().map(line);
        if let Some(payment) = &mut effect.payment {
            public_payment(payment, &self.posts);
        }
        effect
    }

    fn option(&self, of: &ResolvedOption) -> Option<ResolvedOption> {
        let own = of.option.and_then(|at| self.case.options.get(at));
        let is_hidden = own.is_some_and(|own| {
            let mut exempt = self.case.exempt.iter();
            exempt.any(|one| {
                one.part == ExemptPart::Option && same_name(&one.of.value, &own.name.value)
            })
        });
        (!is_hidden).then(|| ResolvedOption {
            option: of.option,
            case: withhold(&of.case, self.body),
            resolved: self.resolved(&of.resolved),
            own: Vec::new(),
        })
    }
}

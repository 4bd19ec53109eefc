//! Whether an exemption names something that the case has.

use base::same_name;
use proposal::case::{Case, ExemptPart, Exemption, Verb};
use proposal::{BodyProfile, same_title};

use crate::words;

/// Does an exemption name something that the case, or its kind of report, has? One that does not withholds
/// nothing.
pub fn is_met(case: &Case, body: &BodyProfile, exemption: &Exemption) -> bool {
    let of = exemption.of.value.as_str();
    match exemption.part {
        ExemptPart::Document => same_name(of, "report"),
        ExemptPart::Paragraph => words::proses(case).any(|prose| words::has(&prose.text, of)),
        ExemptPart::Posts => names(case, body, ExemptPart::Posts)
            .iter()
            .any(|title| same_title(title, of)),
        part => names(case, body, part)
            .iter()
            .any(|name| same_name(name, of)),
    }
}

/// What of a kind a case has, by the names that an exemption takes; the first words of its paragraphs.
pub fn names(case: &Case, body: &BodyProfile, part: ExemptPart) -> Vec<String> {
    let text = |at: &diagnostics::At<String>| at.value.clone();
    let mut names: Vec<String> = match part {
        ExemptPart::Document => vec!["report".to_owned()],
        ExemptPart::Appendix => case.appendices.iter().map(|one| text(&one.name)).collect(),
        ExemptPart::Section => { case.sections.iter() }
            .map(|one| match (one.key.as_str(), &one.heading) {
                ("", Some(heading)) => text(heading),
                (key, _) => key.to_owned(),
            })
            .collect(),
        ExemptPart::Paragraph => words::proses(case)
            .flat_map(|prose| words::beginnings(&prose.text))
            .collect(),
        ExemptPart::Comment => { body.comments.iter().map(|rule| rule.kind.clone()) }
            .chain(case.comments.iter().map(|one| text(&one.kind)))
            .collect(),
        ExemptPart::Posts => titles(case),
        ExemptPart::Stated => { case.stated.iter().filter_map(|one| one.name.as_ref()) }
            .map(text)
            .collect(),
        ExemptPart::Funding => case.funding.iter().map(|one| text(&one.source)).collect(),
        ExemptPart::Saving => { case.savings.iter().filter_map(|one| one.name.as_ref()) }
            .map(text)
            .collect(),
        ExemptPart::Budget => { case.budgets.iter().filter_map(|one| one.unit.as_ref()) }
            .map(text)
            .collect(),
        ExemptPart::Option => case.options.iter().map(|one| text(&one.name)).collect(),
        ExemptPart::Pool => case.pools.iter().map(|one| text(&one.name)).collect(),
        ExemptPart::Paper => case.papers.iter().map(|one| text(&one.title)).collect(),
    };
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(name.to_lowercase()));
    names
}

/// The titles of posts of which a case says something.
fn titles(case: &Case) -> Vec<String> {
    let mut titles: Vec<String> = { case.posts.iter() }
        .map(|post| post.title.value.clone())
        .collect();
    let own = case.options.iter().flat_map(|option| &option.changes);
    for change in case.changes.iter().chain(own) {
        match &change.verb {
            Verb::Establish(post) => titles.push(post.title.value.clone()),
            Verb::Disestablish(posts) => titles.push(posts.title.value.clone()),
            Verb::Change(posts, to) | Verb::MakePermanent(posts, to) | Verb::Extend(posts, to) => {
                titles.push(posts.title.value.clone());
                titles.extend(to.title.iter().map(|at| at.value.clone()));
            }
            Verb::Pay(payment) => titles.push(payment.to.title.value.clone()),
            Verb::CreateUnit { .. }
            | Verb::RenameUnit { .. }
            | Verb::MoveUnit { .. }
            | Verb::MergeUnits { .. }
            | Verb::CloseUnit { .. } => {}
        }
    }
    titles
}

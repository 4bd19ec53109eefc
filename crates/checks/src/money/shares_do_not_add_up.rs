//! The shares of those who pay for posts are not the whole.

use base::{Exact, Known, exact, percent};
use diagnostics::{At, Diagnostic, Rule, Severity};
use proposal::case::Verb;

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "shares-do-not-add-up",
    severity: Severity::Error,
    family: "cast",
    summary: "The shares of a `funding` table do not add up to 100%.",
    explanation: "A table of shares says who pays for the whole of a post. Shares that add up to more charge \
somebody twice; shares that add up to less leave a part that nobody pays. Shares that are not known are left \
alone, unless the others come to more than the whole.",
};

type Shares = [(At<String>, Known<Exact>)];

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let case = subject.case;
    let base = case
        .posts
        .iter()
        .map(|post| (post.title.value.as_str(), post.funding.as_slice()));
    let changed = case.changes.iter().filter_map(|change| {
        let shares: &Shares = match &change.verb {
            Verb::Establish(post) => &post.funding,
            Verb::Change(_, to) | Verb::MakePermanent(_, to) | Verb::Extend(_, to) => &to.funding,
            _ => return None,
        };
        Some((change.verb.subject().value.as_str(), shares))
    });
    for (title, shares) in base.chain(changed) {
        let whole = exact(1, 1);
        let known = shares.iter().filter_map(|(_, share)| share.known());
        let sum = known.fold(exact(0, 1), |sum, share| sum + share);
        let all_known = shares.iter().all(|(_, share)| share.is_known());
        // Thirds are written as 33.3%: a tenth of a per cent for each is not a fault.
        let slack = exact(i128::try_from(shares.len()).unwrap_or(1), 1_000);
        let short = all_known && sum < whole - slack;
        let Some((first, _)) = shares.first().filter(|_| short || sum > whole + slack) else {
            continue;
        };
        let names: Vec<String> = shares
            .iter()
            .map(|(fund, share)| match share {
                Known::Known(share) => format!("{} {}", fund.value, in_percent(*share)),
                Known::Unknown | Known::Withheld => format!("{} not known", fund.value),
            })
            .collect();
        let sum = in_percent(sum);
        let message = format!(
            "the shares of {title} add up to {sum}: {}",
            names.join(", ")
        );
        found.push(
            RULE.at(first.place.clone(), message)
                .figure("sum", &sum)
                .help(
                    "make them 100% together; a fund that the report does not name is still a fund",
                ),
        );
    }
}

fn in_percent(share: Exact) -> String {
    let printed = percent(share, exact(1, 1)).unwrap_or_default();
    printed.replace(".00%", "%")
}

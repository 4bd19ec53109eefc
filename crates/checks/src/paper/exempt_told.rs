//! Something is withheld in one place and told in another.

use base::Pence;
use diagnostics::{Diagnostic, Place, Rule, Severity};
use editions::{Secret, secrets, withhold};
use proposal::case::{Prose, StatedValue};
use proposal::{Mention, mentions};

use crate::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "exempt-told",
    severity: Severity::Error,
    family: "agreement",
    summary: "A sum of money that is withheld stands in words or figures that the public reads.",
    explanation: "Withholding the pay of a post takes it out of tables, charts and figures by name. A sum that \
somebody typed stays where it is. Where it is what is withheld, or a total from which that follows, the public \
edition would tell it.",
};

pub(crate) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if subject.case.exempt.is_empty() {
        return;
    }
    let secrets = secrets(subject.case, subject.resolved, subject.statement);
    if secrets.is_empty() {
        return;
    }
    let public = withhold(subject.case, subject.body);
    let of_public = Subject {
        case: &public,
        ..*subject
    };
    let own = subject.prose().map(|(_, prose)| prose);
    for (own, (_, left)) in own.zip(of_public.prose()) {
        for (text, amount, grain) in amounts(left) {
            if let Some(secret) = told(&secrets, amount, grain) {
                found.push(finding(place_of(own, &text), &text, secret));
            }
        }
        for secret in &secrets {
            if let Some(text) = bare(&left.text, secret.amount) {
                let at = own.text.find(&text);
                let place = at.map(|at| own.place_of(at..at + text.len()));
                let place = place.unwrap_or_else(|| own.place.clone());
                found.push(finding(place, &text, secret));
            }
        }
    }
    for stated in &public.stated {
        if let StatedValue::Amount(amount) = stated.value.value
            && let Some(secret) = told(&secrets, amount, Pence::new(1))
        {
            let place = stated.value.place.clone();
            found.push(finding(place, &amount.to_string(), secret));
        }
    }
    for funding in &public.funding {
        if let Some(at) = &funding.amount
            && let Some(amount) = at.value.known()
            && let Some(secret) = told(&secrets, amount, Pence::new(1))
        {
            found.push(finding(at.place.clone(), &amount.to_string(), secret));
        }
    }
}

/// The amounts that some prose tells: as typed, how much, and how coarse.
fn amounts(prose: &Prose) -> impl Iterator<Item = (String, Pence, Pence)> {
    mentions(prose)
        .into_iter()
        .filter_map(|mention| match mention {
            Mention::Amount {
                amount,
                text,
                grain,
                ..
            } => Some((text, amount, grain)),
            _ => None,
        })
}

/// A sum in a text without its sign, as it stands there: `40,702`; `40702` where it cannot be a year.
fn bare(text: &str, amount: Pence) -> Option<String> {
    let grouped = amount.to_string();
    let grouped = grouped.trim_start_matches('£').trim_end_matches(".00");
    let plain = grouped.replace(',', "");
    let is_long = |spelt: &&String| {
        spelt.contains(',') || spelt.split('.').next().is_some_and(|whole| whole.len() > 4)
    };
    let spellings = [grouped.to_owned(), grouped.replace(',', " "), plain];
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let stands = |spelt: &&String| {
        text.match_indices(spelt.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let mut after = text[at + spelt.len()..].chars();
            let (first, second) = (after.next(), after.next());
            let goes_on = digit(first) || (matches!(first, Some(',' | '.')) && digit(second));
            !digit(before) && !matches!(before, Some('£' | ',' | '.')) && !goes_on
        })
    };
    spellings.iter().filter(is_long).find(stands).cloned()
}

/// The secret that an amount tells, rounded as it may be to the pound.
fn told(secrets: &[Secret], amount: Pence, grain: Pence) -> Option<&Secret> {
    let pound = Pence::pounds(1);
    let near = if grain > pound { Pence::new(1) } else { pound };
    secrets.iter().find(|secret| {
        let apart = secret.amount - amount;
        apart < near && -apart < near
    })
}

/// Where the same amount stands in the words before anything was taken out of them.
fn place_of(prose: &Prose, text: &str) -> Place {
    let own = mentions(prose)
        .into_iter()
        .find_map(|mention| match mention {
            Mention::Amount {
                text: own, place, ..
            } if own == text => Some(place),
            _ => None,
        });
    own.unwrap_or_else(|| prose.place.clone())
}

fn finding(place: Place, told: &str, secret: &Secret) -> Diagnostic {
    let message = format!(
        "{told} is {}, which is withheld from the public",
        secret.what
    );
    RULE.at(place, message)
        .figure("withheld", secret.amount)
        .help("withhold the paragraph too, under [[exempt]], or say it without the figure")
}

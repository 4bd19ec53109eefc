//! Somebody answers a consultation, or writes at it.

use app::{AppError, LONGEST_BEHALF, Reference};
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::one::{Typed, page};
use super::{address, opened};
use crate::pages::form::Faults;
use crate::pages::{Asking, Failure};
use crate::words;

type Sent = Vec<(String, String)>;

/// `POST /{body}/consultations/{proposal}`
pub(super) async fn do_it(
    Path((_, reference)): Path<(String, String)>,
    asking: Asking,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let reference = Reference::of(&reference);
    let (muster, actor, body) = (asking.muster(), &asking.viewer.actor, &asking.body.key);
    let value = |name: &str| {
        let field = sent.iter().find(|(key, _)| key == name);
        field.map_or("", |(_, value)| value.as_str())
    };
    let typed = Typed::of(&sent);
    let answered = match value("do") {
        "erase" => {
            let number = value("number").parse();
            let number = number.map_err(|_| AppError::NotFound("answer of yours"))?;
            muster.erase_answer(actor, body, &reference, number).await?;
            return Ok(to(&asking, &reference, "erased", "answered"));
        }
        "discard" => {
            muster.let_go_of_answer(actor, body, &reference).await?;
            return Ok(to(&asking, &reference, "discarded", "answer"));
        }
        _ => {
            let read = value("revision").parse().unwrap_or_default();
            let (whom, words) = (typed.on_behalf_of.as_str(), typed.words.as_str());
            let answer = muster.answer_consultation(actor, body, &reference, read, whom, words);
            answer.await
        }
    };
    let (field, fault) = match answered {
        Ok(_) => {
            muster.let_go_of_answer(actor, body, &reference).await?;
            return Ok(to(&asking, &reference, "answered", "answered"));
        }
        Err(AppError::NoWords) => ("words", "Enter your answer".to_owned()),
        Err(AppError::TooManyWords(LONGEST_BEHALF)) => {
            let fault =
                format!("Whom you answer for must have {LONGEST_BEHALF} characters or fewer");
            ("on-behalf-of", fault)
        }
        Err(AppError::TooManyWords(most)) => {
            let most = words::thousands(most as u64);
            (
                "words",
                format!("Your answer must have {most} characters or fewer"),
            )
        }
        Err(AppError::NotAnswered(why)) => {
            let fault = format!("Your answer is not kept: {}", why.words());
            ("words", fault)
        }
        Err(error) => return Err(error.into()),
    };
    let mut faults = Faults::default();
    faults.add(field, fault);
    let open = opened(&asking, &reference).await?;
    let page = page(&asking, &open, &typed, &faults).await;
    Ok((StatusCode::BAD_REQUEST, page).into_response())
}

/// `POST /{body}/consultations/{proposal}/entries`: keeps an answer while somebody writes it.
pub(super) async fn keep(
    Path((_, reference)): Path<(String, String)>,
    asking: Asking,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (actor, body) = (&asking.viewer.actor, &asking.body.key);
    let reference = Reference::of(&reference);
    let content = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(sent.iter().filter(|(name, _)| name != "do"))
        .finish();
    let kept = asking
        .muster()
        .keep_answer(actor, body, &reference, content);
    kept.await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Back to the consultation, where it says what was done.
fn to(asking: &Asking, reference: &Reference, done: &str, place: &str) -> Response {
    let to = address(asking, reference, &format!("?done={done}#{place}"));
    Redirect::to(&to).into_response()
}

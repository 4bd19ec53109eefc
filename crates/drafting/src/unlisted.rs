//! A post that the register does not hold, though it exists: it is in a report, and nobody recorded it.

use base::{Fte, Known};
use proposal::case::{BasePost, HowManyPosts};
use register::Establishment;

use crate::choose::{Base, add_unit};
use crate::draft::Draft;

/// The most characters of a title, a grade or a unit.
const LONGEST: usize = 200;

/// What is said of posts that the register does not hold. What is left empty is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unlisted {
    /// Their title.
    pub title: String,
    /// Their grade.
    pub grade: String,
    /// Their unit.
    pub unit: String,
    /// How many there are.
    pub posts: String,
    /// The FTE of all of them together.
    pub fte: String,
}

/// What of [`Unlisted`] something is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnlistedField {
    /// The title.
    Title,
    /// The grade.
    Grade,
    /// The unit.
    Unit,
    /// How many there are.
    Posts,
    /// Their FTE.
    Fte,
}

/// The draft with such posts among those that exist before. Nothing happens to them yet.
///
/// # Errors
/// What is wrong, in words for whoever typed it.
pub fn add_unlisted(
    draft: &Draft,
    register: &Establishment,
    typed: &Unlisted,
) -> Result<Draft, Vec<(UnlistedField, String)>> {
    let mut wrong = Vec::new();
    let title = typed.title.trim();
    if title.is_empty() {
        wrong.push((UnlistedField::Title, "Enter the title of the post".into()));
    }
    let texts = [
        (UnlistedField::Title, "Title", title),
        (UnlistedField::Grade, "Grade", typed.grade.trim()),
        (UnlistedField::Unit, "Unit", typed.unit.trim()),
    ];
    for (field, name, text) in texts {
        if text.chars().count() > LONGEST {
            wrong.push((
                field,
                format!("{name} must be {LONGEST} characters or fewer"),
            ));
        }
    }
    let posts = match typed.posts.trim() {
        "" => Known::Unknown,
        text => match text.parse::<u32>() {
            Ok(posts) if posts > 0 => Known::Known(posts),
            _ => {
                let words = "How many posts must be a whole number, such as 2";
                wrong.push((UnlistedField::Posts, words.into()));
                Known::Unknown
            }
        },
    };
    let fte = match typed.fte.trim() {
        "" => Known::Unknown,
        text => match Fte::parse(text) {
            Ok(fte) if !fte.is_zero() && !fte.is_negative() => Known::Known(fte),
            _ => {
                let words = "FTE must be a number above 0, such as 0.5";
                wrong.push((UnlistedField::Fte, words.into()));
                Known::Unknown
            }
        },
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let post = BasePost {
        place: draft.nowhere(),
        title: draft.new_value(title.to_owned()),
        grade: said(&typed.grade).map(|grade| draft.new_value(Known::Known(grade))),
        point: None,
        how_many: HowManyPosts {
            posts: Some(draft.new_value(posts)),
            fte: Some(draft.new_value(fte)),
            ..HowManyPosts::default()
        },
        units: said(&typed.unit)
            .map(|unit| draft.new_value(unit))
            .into_iter()
            .collect(),
        line_manager: None,
        tenure: None,
        occupancy: None,
        covered_by: None,
        funding: Vec::new(),
        cost: None,
        paragraph: None,
        note: None,
    };
    let mut case = draft.case.clone();
    if Base::of(&case).find(&post).is_some() {
        let words = "The proposal has this post already".to_owned();
        return Err(vec![(UnlistedField::Title, words)]);
    }
    for unit in &post.units {
        add_unit(draft, &mut case, register, &unit.value);
    }
    case.posts.push(post);
    Ok(Draft::of(&case))
}

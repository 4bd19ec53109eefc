//! What one line of posts costs in a full year.

use base::{Date, Exact, Fte, Known, Pence, Rounding, exact};
use pay::{NotCosted, PostPay, Profile, Tables, TermTime, Working, WorkingYear};
use proposal::WITHHELD;
use register::{Line, PostLine};

use crate::amount::{Amount, withheld_term};
use crate::apart::Apart;

/// The full-year cost of a line: what the paper states, what the profile gives, and which is used.
#[derive(Clone, Debug)]
pub struct Price {
    /// The FTE that is priced.
    pub fte: Known<Fte>,
    /// The stated full-year cost of one full-time post.
    pub stated: Option<Pence>,
    /// What the profile gives for one full-time post, with its working, or why it gives nothing.
    pub computed: Result<Working, NotCosted>,
    /// Which of the two is used.
    pub used: Used,
    /// The full-year cost of one full-time post.
    pub unit: Known<Pence>,
    /// The full-year cost of the line.
    pub full_year: Amount,
}

/// Which unit cost a price uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Used {
    /// The paper's.
    Stated,
    /// The profile's.
    Computed,
    /// Neither is there.
    Neither,
}

impl Price {
    /// The profile's unit cost less the stated one, where there are both.
    pub fn residual(&self) -> Option<Pence> {
        let computed = self.computed.as_ref().ok()?;
        self.stated.map(|stated| computed.unit_cost - stated)
    }

    /// How the full-year cost came about, step by step: a label and its value.
    pub fn working(&self) -> Vec<(String, String)> {
        let mut steps: Vec<(String, String)> = Vec::new();
        let mut step = |label: &str, value: String| steps.push((label.to_owned(), value));
        match &self.computed {
            Ok(working) => {
                for pay::Step { label, value, .. } in working.steps() {
                    step(&label, value);
                }
            }
            Err(reason) => step("Computed cost", format!("none: {reason}")),
        }
        if let Some(stated) = self.stated {
            step("Stated cost of one full-time post", stated.to_string());
            if let Some(residual) = self.residual() {
                step("Computed less stated", residual.signed());
            }
        }
        let which = match self.used {
            Used::Stated => "stated",
            Used::Computed => "computed",
            Used::Neither => "not known",
        };
        step(
            "Cost used for one full-time post",
            format!("{} ({which})", self.unit),
        );
        step("FTE", self.fte.to_string());
        step(
            "Full-year cost, to the penny half up",
            self.full_year.to_string(),
        );
        steps
    }
}

/// How lines are priced: the tables, the council, the profile and the day.
pub(crate) struct Pricing<'p> {
    pub(crate) tables: &'p Tables,
    pub(crate) council: &'p str,
    pub(crate) profile: Option<&'p Profile>,
    pub(crate) on: Date,
    pub(crate) stated_first: bool,
    pub(crate) full_time_week: Exact,
    pub(crate) apart: Apart<'p>,
}

impl Pricing<'_> {
    /// Prices a line.
    pub(crate) fn price(&self, line: &Line) -> Price {
        let post = &line.post;
        let computed = self.compute(post);
        let used = match (post.stated_cost, &computed) {
            (Some(_), _) if self.stated_first => Used::Stated,
            (_, Ok(_)) => Used::Computed,
            (Some(_), Err(_)) => Used::Stated,
            (None, Err(_)) => Used::Neither,
        };
        let unit = match used {
            Used::Stated => Known::from(post.stated_cost),
            Used::Computed => Known::from(computed.as_ref().ok().map(|working| working.unit_cost)),
            Used::Neither if withheld_label(post).is_some() => Known::Withheld,
            Used::Neither => Known::Unknown,
        };
        let whole = match used {
            // Where the profile sets the threshold against each employment, its own cost of the line
            // is not a multiple of the unit cost. Without an FTE there is no line to cost.
            Used::Computed if post.fte.is_known() => computed
                .as_ref()
                .ok()
                .filter(|working| !working.employments.is_empty()),
            _ => None,
        };
        let full_year = match (whole, unit, post.fte) {
            (Some(working), ..) => Amount::known(working.cost),
            (None, Known::Known(unit), Known::Known(fte)) => {
                let pounds = unit.in_pounds() * fte.exact();
                Amount::known(Pence::from_pounds(pounds, Rounding::PennyHalfUp))
            }
            (None, unit, fte) => Amount::unknown_times(
                term(line, unit, fte, &self.apart),
                fte.known().map_or(exact(1, 1), Fte::exact),
            ),
        };
        Price {
            fte: post.fte,
            stated: post.stated_cost,
            computed,
            used,
            unit,
            full_year,
        }
    }

    fn compute(&self, post: &PostLine) -> Result<Working, NotCosted> {
        if withheld_label(post).is_some() {
            return Err(NotCosted::Withheld);
        }
        let Some(profile) = self.profile else {
            return Err(NotCosted::NoGradeOrPoint);
        };
        let fte = post.fte.known().unwrap_or_else(|| Fte::whole(1));
        let each = post.fte.zip(post.posts).known().and_then(|(fte, posts)| {
            (posts > 0).then(|| Fte::new(fte.exact() / i128::from(posts)))
        });
        let year = WorkingYear {
            hours: self.full_time_week,
            ..WorkingYear::default()
        };
        let pay = PostPay {
            council: self.council,
            grade: post.grade.as_ref().map(String::as_str).known(),
            point: post.point,
            fte,
            each: Known::from(each),
            on: self.on,
            term_time: post
                .paid_weeks
                .map(|paid_weeks| TermTime { paid_weeks, year }),
            hourly: post.hours.map(|_| year),
        };
        self.tables.cost(&pay, profile)
    }
}

/// What stands in the place of a grade, if the pay of the post is withheld.
fn withheld_label(post: &PostLine) -> Option<&str> {
    let label = post.grade.as_ref().known()?;
    label.starts_with(WITHHELD).then_some(label.as_str())
}

/// The name of a term that is not known: posts of one grade and point are worth the same.
fn term(line: &Line, unit: Known<Pence>, fte: Known<Fte>, apart: &Apart<'_>) -> String {
    let post = &line.post;
    if let Some(label) = withheld_label(post) {
        // Labels tell apart what posts of one title pay, and say nothing between two titles.
        return format!("{} {label}", withheld_term(&post.title));
    }
    let titled = || format!("{}{}", post.title, apart.words(line.id));
    if let (Known::Unknown, None, Known::Unknown, Known::Unknown) =
        (&post.grade, post.point, unit, fte)
    {
        return format!("{} (grade and FTE not known)", titled());
    }
    let mut name = match (&post.grade, post.point, unit) {
        (_, _, Known::Known(unit)) => format!("a post at {unit}"),
        (Known::Known(grade), None, _) => format!("a {grade} post"),
        (Known::Known(grade), Some(point), _) => format!("a {grade} post at point {point}"),
        (Known::Unknown | Known::Withheld, Some(point), _) => format!("a post at point {point}"),
        (Known::Unknown | Known::Withheld, None, _) => format!("{} (grade not known)", post.title),
    };
    if !fte.is_known() {
        name.push_str(&format!(", FTE of {} not known", titled()));
    }
    name
}

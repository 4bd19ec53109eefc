//! What a case says about itself.

use base::{Date, Exact, FinancialYear, When};
use diagnostics::{At, Place};

/// Title, body, date, decision-maker: the head of the paper.
#[derive(Clone, Debug)]
pub struct Header {
    /// The start of the file.
    pub place: Place,
    /// The title of the report, as on the agenda.
    pub title: Option<At<String>>,
    /// The council.
    pub body: Option<At<String>>,
    /// The key of the body profile; by default the one that names the body.
    pub template: Option<At<String>>,
    /// The day of the meeting or decision.
    pub date: Option<At<Date>>,
    /// The agenda item.
    pub item: Option<At<String>>,
    /// The council's reference, an opaque text.
    pub reference: Option<At<String>>,
    /// The committees, members or officers who decide.
    pub decision_makers: Vec<At<String>>,
    /// The post of the author.
    pub report_of: Option<At<String>>,
    /// Posts that answer enquiries.
    pub contacts: Vec<At<String>>,
    /// Electoral divisions or wards affected.
    pub divisions: Option<At<String>>,
    /// Whether the public may read it, as the paper words it.
    pub confidentiality: Option<At<String>>,
    /// The unit of which it is the part that somebody else writes, where it is no report of its own.
    pub part_of: Option<At<String>>,
    /// Of which published report this is a reconstruction.
    pub reconstructed_from: Option<At<String>>,
    /// The parts of the draft that its author calls complete, by key.
    pub completed: Vec<At<String>>,
    /// Why there is no other option, as the report prints it.
    pub no_other_option: Option<At<String>>,
}

/// Which cost a post takes where a paper states one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CostBasis {
    /// The stated one; the computed one stands beside it.
    #[default]
    Stated,
    /// The computed one.
    Profile,
}

/// How a case is costed.
#[derive(Clone, Debug, Default)]
pub struct Costing {
    /// The name of the on-cost profile.
    pub profile: Option<At<String>>,
    /// Whether stated unit costs are used.
    pub basis: CostBasis,
    /// The financial years to print; by default those that the changes touch.
    pub years: Vec<At<FinancialYear>>,
    /// The employer's pension rate, for a profile that needs one.
    pub pension_rate: Option<At<Exact>>,
    /// The hours of a full-time week; 37 unless said otherwise.
    pub full_time_week: Option<At<Exact>>,
    /// The day whose pay and on-costs are used; by default the date of the report.
    pub pay_date: Option<At<Date>>,
}

/// What every change has unless it says otherwise.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// The unit or units.
    pub units: Vec<At<String>>,
    /// The first day.
    pub from: Option<At<When>>,
    /// The last day.
    pub until: Option<At<base::End>>,
    /// Why the dates are assumed, if the paper does not give them.
    pub assumed: Option<At<String>>,
    /// The paragraph.
    pub paragraph: Option<At<String>>,
}

/// A conflict with a register that moved, and how it was settled.
#[derive(Clone, Debug)]
pub struct SettledConflict {
    /// Where it is written.
    pub place: Place,
    /// What it was about: `Change 2, Commissioning Assistant`.
    pub about: At<String>,
    /// What was so when the proposal was written.
    pub written: At<String>,
    /// What the register held when it was settled.
    pub now: At<String>,
    /// What the proposal asked for until then.
    pub proposed: At<String>,
    /// What was done, named after its effect.
    pub answer: At<String>,
    /// Why.
    pub reason: At<String>,
    /// On which day.
    pub date: At<Date>,
}

/// A finding that the author lets stand, with the reason that the report prints.
#[derive(Clone, Debug)]
pub struct Acknowledgement {
    /// Where it is acknowledged.
    pub place: Place,
    /// The code of the finding.
    pub code: At<String>,
    /// The reason.
    pub reason: At<String>,
    /// Only findings whose message or source line has these words.
    pub about: Option<At<String>>,
}

//! The order of fields and the numbers of variants. A number, once given, is never given again.

use base::{Date, End, Exact, Fte, Pence, When};
use register::{
    Act, Amendment, Decision, FundShare, LineId, Listed, Occupancy, Payment, Placement, Position,
    PostLine, Quantity, Standing, Tenure, UnitId,
};

use super::canonical::{Canonical, Input};
use super::shapes::{choice, record, wrapped};
use super::{EntryFacts, Malformed};

/// One act of writing into the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recorded {
    /// Microseconds since the start of 1970, in universal time.
    pub(crate) at: i64,
    /// The random number of the account that wrote it.
    pub(crate) by: Option<[u8; 16]>,
    /// On what decision.
    pub(crate) decision: Decision,
}

wrapped!(LineId: u32, LineId::number, LineId::numbered);
wrapped!(UnitId: u32, UnitId::number, UnitId::numbered);
wrapped!(Position: u32, Position::number, Position::numbered);
wrapped!(Fte: Exact, Fte::exact, Fte::new);
wrapped!(Pence: i128, Pence::pence, Pence::new);

record!(Recorded { at, by, decision });

record!(Decision {
    body,
    maker,
    date,
    title,
    reference,
    not_held
});

record!(EntryFacts {
    recorded,
    effective,
    standing,
    paragraph,
    change_line,
    assumption,
    listed,
    act
});

choice!(Standing {
    1 => Decided,
    2 => Conditional,
    3 => Assumed,
    4 => Attested,
});

choice!(Act {
    1 => OpenUnit { unit, name, part_of },
    2 => RenameUnit { unit, name },
    3 => MoveUnit { unit, part_of },
    4 => MergeUnits { units, into },
    5 => CloseUnit { unit },
    6 => Attest { line, post },
    7 => Establish { line, post, in_place_of },
    8 => Disestablish { line, quantity },
    9 => Amend { line, quantity, to, becomes, until },
    10 => Pay(payment),
    11 => Withdraw { entry },
});

choice!(Quantity {
    1 => All,
    2 => Fte(fte),
    3 => Posts(posts),
});

record!(PostLine {
    number,
    title,
    grade,
    point,
    posts,
    fte,
    hours,
    paid_weeks,
    placement,
    line_manager,
    tenure,
    funding,
    occupancy,
    covered_by,
    stated_cost
});

record!(Amendment {
    title,
    grade,
    point,
    fte,
    hours,
    placement,
    line_manager,
    tenure,
    funding,
    stated_cost
});

record!(Payment {
    name,
    line,
    to,
    amount,
    for_term,
    until
});

record!(FundShare { fund, share });

record!(Listed { row, names });

choice!(Placement {
    1 => In(unit),
    2 => OneOf(units),
    3 => NotStated,
});

choice!(Tenure {
    1 => Permanent,
    2 => Temporary(end),
});

choice!(Occupancy {
    1 => Vacant,
    2 => Filled,
    3 => PartFilled(people),
});

choice!(End {
    1 => On(when),
    2 => AfterFilling { months },
    3 => WithFunding { fund, on },
    4 => Event(event),
    5 => EarliestOf(ends),
});

/// A month is written as its first day; no day within it means anything.
impl Canonical for When {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(match self {
            Self::Day(_) => 1,
            Self::Month(_) => 2,
        });
        self.first().write(out);
    }

    fn read(input: &mut Input<'_>) -> Result<Self, Malformed> {
        match (input.byte()?, Date::read(input)?) {
            (1, day) => Ok(Self::Day(day)),
            (2, first) if first.day() == 1 => Ok(Self::Month(first)),
            _ => Err(input.refuse("neither a day nor a month")),
        }
    }
}

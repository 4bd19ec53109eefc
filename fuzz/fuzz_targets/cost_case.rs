//! Whatever case reads, costing it ends, and its parts sum to its totals.

#![no_main]

use costing::{Amount, Basis, Choices, CostLine, Statement};
use diagnostics::Sources;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut sources = Sources::new();
    let (case, _) = proposal::read(&mut sources, "case.toml", bytes);
    let resolved = proposal::resolve(&case);
    for basis in [Basis::Stated, Basis::Profile] {
        let choices = Choices {
            basis: Some(basis),
            ..Choices::default()
        };
        let statement = costing::cost(&case, &resolved, &choices);
        lines_sum_to_totals(&statement);
        years_sum_up(&statement);
        sources_sum_up(&statement);
    }
});

fn sum(statement: &Statement, of: impl Fn(&CostLine) -> Amount) -> Amount {
    statement.lines.iter().map(of).sum()
}

fn lines_sum_to_totals(statement: &Statement) {
    let totals = &statement.totals;
    assert_eq!(sum(statement, CostLine::full_year_before), totals.before);
    assert_eq!(sum(statement, CostLine::full_year_posts), totals.posts);
    assert_eq!(sum(statement, CostLine::full_payment), totals.payments);
    assert_eq!(sum(statement, CostLine::full_year_change), totals.change());
    let ends = totals.for_a_time.clone() + totals.tenure_not_stated.clone();
    let lasting = totals.recurring.clone() + ends;
    assert_eq!(lasting, totals.after());
}

fn years_sum_up(statement: &Statement) {
    for (place, year) in statement.years.iter().enumerate() {
        let (before, posts, payments) = statement.year(*year);
        let mut change = Amount::zero();
        for line in &statement.lines {
            assert_eq!(line.years.len(), statement.years.len());
            let of_line = &line.years[place];
            assert_eq!(of_line.year, *year);
            change += of_line.change();
        }
        assert_eq!(change, posts + payments - before);
    }
}

fn sources_sum_up(statement: &Statement) {
    let funding = &statement.funding;
    for (fund, amount) in &funding.by_post {
        let shares = funding.shares.iter().filter(|share| share.fund == *fund);
        let shares: Amount = shares.map(|share| share.amount.clone()).sum();
        assert_eq!(shares, *amount);
    }
}

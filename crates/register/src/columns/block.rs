//! The rows of some lines of posts, as columns of a fixed size.
//!
//! Rows of one line stand together, and no line stands in two blocks. Within a line the row with the
//! latest effect comes first, and of rows with one day of effect the one that was written last: so the
//! first row that counts, counts.

use super::codes::State;
use super::day::{Day, NEVER};

/// How many rows a block has room for.
pub(super) const ROOM: usize = 512;

const WORD: usize = 64;
const WORDS: usize = ROOM / WORD;

/// How many bytes a block takes when it is written: its length, and seven columns.
pub(super) const BYTES: usize = 4 + ROOM * (3 * size_of::<Day>() + 4 * size_of::<u32>());

/// What the numbers in rows must not reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) places: u32,
    pub(super) terms: u32,
    pub(super) paid: u32,
}

/// What a line of posts is from a day on, as known from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) effective: Day,
    pub(super) known: Day,
    /// Where it is: the number of a place.
    pub(super) place: u32,
    /// What it is: the number of its terms; 0 where there are no posts any longer.
    pub(super) terms: u32,
    /// The number of its terms together with who pays.
    pub(super) paid: u32,
    /// Which fields of the post the entry settles, whatever they were before.
    pub(super) settles: u16,
}

impl Row {
    pub(super) fn of(effective: Day, known: Day, state: State, settles: u16) -> Self {
        let State { place, terms, paid } = state;
        Self {
            effective,
            known,
            place,
            terms,
            paid,
            settles,
        }
    }

    pub(super) fn state(&self) -> State {
        State {
            place: self.place,
            terms: self.terms,
            paid: self.paid,
        }
    }
}

/// The rows of some lines.
#[derive(Clone, Debug)]
pub(super) struct Block {
    len: usize,
    /// One bit for the first row of each line.
    starts: [u64; WORDS],
    effective: [Day; ROOM],
    known: [Day; ROOM],
    place: [u32; ROOM],
    terms: [u32; ROOM],
    paid: [u32; ROOM],
    line: [u32; ROOM],
    settles: [u16; ROOM],
}

impl Block {
    pub(super) fn new() -> Self {
        Self {
            len: 0,
            starts: [0; WORDS],
            effective: [NEVER; ROOM],
            known: [NEVER; ROOM],
            place: [0; ROOM],
            terms: [0; ROOM],
            paid: [0; ROOM],
            line: [0; ROOM],
            settles: [0; ROOM],
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number of its first line; 0 of none.
    pub(super) fn first(&self) -> u32 {
        self.line[0]
    }

    /// The number of its last line; 0 of none.
    pub(super) fn last(&self) -> u32 {
        self.len.checked_sub(1).map_or(0, |at| self.line[at])
    }

    /// Where the rows of a line stand.
    fn range(&self, line: u32) -> std::ops::Range<usize> {
        let lines = &self.line[..self.len];
        let start = lines.partition_point(|held| *held < line);
        let end = start + lines[start..].partition_point(|held| *held == line);
        start..end
    }

    /// The rows of a line, in their order.
    pub(super) fn rows(&self, line: u32) -> impl Iterator<Item = Row> {
        self.range(line).map(|at| self.row(at))
    }

    pub(super) fn row(&self, at: usize) -> Row {
        Row {
            effective: self.effective[at],
            known: self.known[at],
            place: self.place[at],
            terms: self.terms[at],
            paid: self.paid[at],
            settles: self.settles[at],
        }
    }

    fn set(&mut self, at: usize, line: u32, row: Row) {
        self.effective[at] = row.effective;
        self.known[at] = row.known;
        self.place[at] = row.place;
        self.terms[at] = row.terms;
        self.paid[at] = row.paid;
        self.settles[at] = row.settles;
        self.line[at] = line;
    }

    /// Puts these rows in the place of those of a line, if there is room.
    pub(super) fn replace(&mut self, line: u32, rows: &[Row]) -> bool {
        let old = self.range(line);
        let (len, end) = (self.len, old.start + rows.len());
        let new_len = len - old.len() + rows.len();
        if new_len > ROOM {
            return false;
        }
        if old.end != end {
            let (from, to) = (old.end..len, end);
            self.effective.copy_within(from.clone(), to);
            self.known.copy_within(from.clone(), to);
            self.place.copy_within(from.clone(), to);
            self.terms.copy_within(from.clone(), to);
            self.paid.copy_within(from.clone(), to);
            self.settles.copy_within(from.clone(), to);
            self.line.copy_within(from, to);
        }
        for (at, row) in (old.start..).zip(rows) {
            self.set(at, line, *row);
        }
        // What is beyond the end is never known.
        for at in new_len..len {
            self.known[at] = NEVER;
        }
        self.len = new_len;
        match old.start == len && !rows.is_empty() {
            true => self.starts[len / WORD] |= 1 << (len % WORD),
            false => self.mark_starts(),
        }
        true
    }

    /// Adds the rows of a line whose number is higher than those that are there, if there is room.
    pub(super) fn push(&mut self, line: u32, rows: &[Row]) -> bool {
        let (start, len) = (self.len, rows.len());
        if start + len > ROOM {
            return false;
        }
        for (at, row) in (start..).zip(rows) {
            self.set(at, line, *row);
        }
        if len > 0 {
            self.starts[start / WORD] |= 1 << (start % WORD);
        }
        self.len += len;
        true
    }

    /// The number of each line, with where its rows stand.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u32, std::ops::Range<usize>)> {
        let all = self.line[..self.len].chunk_by(|a, b| a == b);
        all.scan(0, |start, run| {
            let range = *start..*start + run.len();
            *start = range.end;
            Some((run[0], range))
        })
    }

    fn mark_starts(&mut self) {
        let mut starts = [0_u8; ROOM];
        let pairs = self.line.iter().zip(&self.line[1..]);
        for (start, (before, line)) in starts[1..].iter_mut().zip(pairs) {
            *start = u8::from(before != line);
        }
        starts[0] = 1;
        starts[self.len..].fill(0);
        for (word, starts) in self.starts.iter_mut().zip(starts.as_chunks().0) {
            *word = bits(starts);
        }
    }

    /// Takes the second half of its lines off into a new block; there must be two.
    pub(super) fn halve(&mut self) -> Self {
        let middle = self.range(self.line[self.len / 2]);
        let at = match middle.start {
            0 => middle.end,
            start => start,
        };
        let mut second = Self::new();
        for from in at..self.len {
            second.set(from - at, self.line[from], self.row(from));
            self.known[from] = NEVER;
        }
        second.len = self.len - at;
        self.len = at;
        second.mark_starts();
        self.mark_starts();
        second
    }

    /// Gives the place and the terms of the row of each line that counts; terms 0 where the posts have
    /// ended.
    #[inline]
    pub(super) fn standing(&self, on: Day, known: Day, each: &mut impl FnMut(u32, u32)) {
        // Is the line that goes on from the word before answered already?
        let mut answered = true;
        for word in 0..self.len.div_ceil(WORD) {
            let starts = self.starts[word];
            let (effective, known_at) = (words(&self.effective), words(&self.known));
            let count = counting(&effective[word], &known_at[word], on, known);
            let next = self.starts.get(word + 1).map_or(1, |starts| starts & 1);
            let ends = starts >> 1 | next << (WORD - 1);
            let (mut first, open) = first_of_each(count, starts, ends, answered);
            answered = open;
            while first != 0 {
                let at = word * WORD + first.trailing_zeros() as usize;
                first &= first - 1;
                each(self.place[at], self.terms[at]);
            }
        }
    }

    /// Adds to `times`, for each number of terms with who pays, on how many lines it begins and ceases
    /// to count, by the first of the days on which it does: one after the last for none of them.
    pub(super) fn spans(&self, known: Day, first_day: &FirstDay, times: &mut [i32]) {
        let days = first_day.days;
        let mut until = days;
        for at in 0..self.len {
            if self.starts[at / WORD] >> (at % WORD) & 1 == 1 {
                until = days;
            }
            if self.known[at] > known {
                continue;
            }
            let from = first_day.of(self.effective[at]);
            if from < until {
                let of_paid = self.paid[at] as usize * days;
                times[of_paid + from] += 1;
                if until < days {
                    times[of_paid + until] -= 1;
                }
                until = from;
            }
        }
    }

    /// Gives what a line is at two moments: the numbers of its rows' place, terms and payment, where
    /// they are not the same.
    pub(super) fn differing(&self, a: (Day, Day), b: (Day, Day), each: &mut impl FnMut(u32)) {
        let mut at = 0;
        while at < self.len {
            let range = self.range(self.line[at]);
            let winner = |(on, known): (Day, Day)| {
                let counts = |at: &usize| self.effective[*at] <= on && self.known[*at] <= known;
                let row = range.clone().find(counts).map(|at| self.row(at));
                row.filter(|row| row.terms != 0)
                    .map(|row| (row.place, row.paid))
            };
            if winner(a) != winner(b) {
                each(self.line[at]);
            }
            at = range.end;
        }
    }
}

impl Block {
    /// Appends the length and the columns, each whole, lowest byte first.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend(u32::try_from(self.len).unwrap_or(0).to_le_bytes());
        for days in [&self.effective, &self.known] {
            out.extend(days.iter().flat_map(|day| day.to_le_bytes()));
        }
        out.extend(self.settles.iter().flat_map(|bits| bits.to_le_bytes()));
        for numbers in [&self.place, &self.terms, &self.paid, &self.line] {
            out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        }
    }

    /// Reads what was written so; none if it was not, or if a number reaches a limit.
    pub(super) fn read(bytes: &[u8], limits: &Limits) -> Option<Self> {
        let (len, columns) = bytes.split_first_chunk::<4>()?;
        if bytes.len() != BYTES {
            return None;
        }
        let mut block = Self::new();
        block.len = usize::try_from(u32::from_le_bytes(*len)).ok()?;
        let (days, numbers) = columns.split_at_checked(3 * ROOM * size_of::<Day>())?;
        let mut days = days.as_chunks::<2>().0.chunks_exact(ROOM);
        for held in [&mut block.effective, &mut block.known] {
            for (day, bytes) in held.iter_mut().zip(days.next()?) {
                *day = Day::from_le_bytes(*bytes);
            }
        }
        for (bits, bytes) in block.settles.iter_mut().zip(days.next()?) {
            *bits = u16::from_le_bytes(*bytes);
        }
        let mut numbers = numbers.as_chunks::<4>().0.chunks_exact(ROOM);
        for held in [
            &mut block.place,
            &mut block.terms,
            &mut block.paid,
            &mut block.line,
        ] {
            for (number, bytes) in held.iter_mut().zip(numbers.next()?) {
                *number = u32::from_le_bytes(*bytes);
            }
        }
        let below = |numbers: &[u32; ROOM], limit: u32| numbers.iter().all(|one| *one < limit);
        let is_known = |known: &Day| *known != NEVER;
        let fits = block.len <= ROOM
            && below(&block.place, limits.places)
            && below(&block.terms, limits.terms)
            && below(&block.paid, limits.paid)
            && block.line[..block.len].is_sorted()
            && !block.known.get(block.len..)?.iter().any(is_known);
        block.mark_starts();
        fits.then_some(block)
    }
}

/// For each day that a row may have, the first of the days that are asked for on which it counts.
pub(super) struct FirstDay {
    /// From the first of those days to the day after the last.
    table: Vec<u8>,
    first: i32,
    /// How many days are asked for.
    pub(super) days: usize,
}

impl FirstDay {
    /// Of days in their order, at most 255.
    pub(super) fn of_days(days: &[Day]) -> Self {
        let ends = days.first().zip(days.last());
        let (first, last) = ends.map_or((0, -1), |(a, b)| (i32::from(*a), i32::from(*b)));
        let at = |day: i32| days.partition_point(|asked| i32::from(*asked) < day);
        let table = (first..=last + 1).map(|day| u8::try_from(at(day)).unwrap_or(u8::MAX));
        Self {
            table: table.collect(),
            first,
            days: days.len(),
        }
    }

    #[inline]
    fn of(&self, day: Day) -> usize {
        let since = (i32::from(day) - self.first).max(0).unsigned_abs() as usize;
        let at = self.table.get(since).or(self.table.last());
        at.map_or(0, |at| usize::from(*at))
    }
}

/// A column, 64 rows at a time.
fn words(column: &[Day; ROOM]) -> &[[Day; WORD]] {
    column.as_chunks::<WORD>().0
}

/// One bit for each of 64 rows that has effect on a day and is known at one.
#[inline]
fn counting(effective: &[Day; WORD], known: &[Day; WORD], on: Day, by: Day) -> u64 {
    let mut counts = [0_u8; WORD];
    for ((counts, effective), known) in counts.iter_mut().zip(effective).zip(known) {
        *counts = u8::from((*effective <= on) & (*known <= by));
    }
    bits(&counts)
}

/// One bit for each of 64 bytes that are 0 or 1.
#[inline]
fn bits(bytes: &[u8; WORD]) -> u64 {
    let mut bits = 0;
    for (eight, bytes) in bytes.as_chunks().0.iter().enumerate() {
        // Multiplying moves the lowest bit of each byte to its place in the highest byte.
        let packed = u64::from_le_bytes(*bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= packed << (8 * eight);
    }
    bits
}

/// Of the rows that count, the first of each line, without a branch a line; and whether the line that
/// goes on into the next word is answered.
///
/// Taking one from a line's lowest place turns its lowest set bit, and those below, over. So that a
/// line without any borrows nothing from the next, its last place is set, and not counted.
#[inline]
fn first_of_each(count: u64, starts: u64, ends: u64, answered: bool) -> (u64, bool) {
    // The rows that belong to a line of the word before.
    let goes_on = (starts & starts.wrapping_neg()).wrapping_sub(1);
    let (count, starts) = match answered {
        true => (count & !goes_on, starts),
        false => (count, starts | 1),
    };
    let guarded = count | ends;
    let first = guarded & !guarded.wrapping_sub(starts) & count;
    let last_line = u64::MAX << (u64::BITS - 1 - starts.leading_zeros().min(u64::BITS - 1));
    let open = match starts {
        0 => answered,
        _ => count & last_line != 0,
    };
    (first, open)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_row_that_counts_is_found(
            lines in prop::collection::vec(prop::collection::vec((0..40_i16, 0..40_i16), 1..90), 1..9),
            (on, known) in (0..40_i16, 0..40_i16),
        ) {
            let mut block = Block::new();
            let mut expected = Vec::new();
            for (line, rows) in (1..).zip(&lines) {
                let rows: Vec<Row> = (0..).zip(rows).map(|(at, (effective, known))| Row {
                    effective: *effective,
                    known: *known,
                    place: line,
                    terms: at,
                    paid: 0,
                    settles: 0,
                }).collect();
                if !block.replace(line, &rows) {
                    continue;
                }
                let counts = |row: &&Row| row.effective <= on && row.known <= known;
                expected.extend(rows.iter().find(counts).map(|row| (row.place, row.terms)));
            }
            let mut found = Vec::new();
            block.standing(on, known, &mut |place, terms| found.push((place, terms)));
            prop_assert_eq!(found, expected);
        }
    }
}

//! Two people over one grid: what only one of them changed is taken from each, and where both changed the
//! same field both values stand beside each other. Nothing that was typed is dropped.

use std::fmt;

use base::{Fte, Known, Pence, When};
use proposal::title_key;

use super::entry::{Entry, Field, What};
use super::{Grid, NOT_KNOWN, Row};
use crate::draft::Draft;

/// What was typed over a revision, taken over to a later one.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The later draft; with posts again that were taken out of it and about which something was typed.
    pub draft: Draft,
    /// Those posts, by their place in the case of the earlier draft.
    pub put_back: Vec<usize>,
    /// What is to be typed over the grid of `draft`; after its rows come new posts. In a clash it is what
    /// was typed.
    pub entries: Vec<Entry>,
    /// What both changed, each in a way of their own.
    pub clashes: Vec<Clash>,
    /// What the later draft changed, and is taken; without what is in a clash.
    pub theirs: Vec<Edit>,
    /// What was typed, and stays; without what is in a clash, and what the later draft says too.
    pub yours: Vec<Edit>,
}

/// Where both changed the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// The same field of a row.
    Field {
        /// The row among the merged entries.
        row: usize,
        /// The field.
        field: Field,
        /// What was typed.
        yours: String,
        /// What the later draft says.
        theirs: String,
    },
    /// A row as a whole: one took it out, or said that something else happens, and the other went on
    /// with it.
    Row {
        /// The row among the merged entries.
        row: usize,
        /// What was typed; nothing if it was taken out.
        yours: Option<Box<Entry>>,
        /// What the later draft says, likewise.
        theirs: Option<Box<Entry>>,
    },
}

impl Clash {
    /// The row among the merged entries.
    pub fn row(&self) -> usize {
        match self {
            Self::Field { row, .. } | Self::Row { row, .. } => *row,
        }
    }
}

/// Something that one of them changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The posts of the row: `Commissioning Assistant, Grade 3`.
    pub name: String,
    /// What was done with it.
    pub done: Done,
}

/// What somebody did with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is new.
    Added,
    /// It was taken out.
    TakenOut,
    /// A field of it says something else.
    Changed {
        /// Which.
        field: Field,
        /// What it said; empty where it said nothing.
        was: String,
        /// What it says; empty where it says nothing.
        now: String,
    },
}

/// `Commissioning Assistant, Grade 3: how many 3, was 4`.
impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match &self.done {
            Done::Added => write!(f, "{name}: added"),
            Done::TakenOut => write!(f, "{name}: taken out"),
            Done::Changed { field, was, now } => {
                let nothing = |text: &str| match text {
                    "" => "nothing".to_owned(),
                    text => format!("\u{2018}{text}\u{2019}"),
                };
                let (was, now) = (nothing(was), nothing(now));
                write!(f, "{name}: {} {now}, was {was}", field.in_a_sentence())
            }
        }
    }
}

/// Takes what was typed over `base` over to `later`.
pub(super) fn merge(base: &Draft, typed: &[Entry], later: &Draft) -> Merged {
    let old = Grid::of(&base.case);
    let pairs = pair(&old, base, &Grid::of(&later.case), later);
    // A post that is gone is there again where something was typed about it.
    let put_back: Vec<usize> = old
        .rows
        .iter()
        .enumerate()
        .filter(|(at, row)| {
            pairs[*at].is_none()
                && typed
                    .get(*at)
                    .is_some_and(|typed| differs(&row.entry, typed))
        })
        .filter(|(at, _)| typed.get(*at).is_some_and(|typed| !typed.taken_out))
        .filter_map(|(_, row)| row.post)
        .collect();
    let draft = later.with_posts_of(base, &put_back);
    let new = Grid::of(&draft.case);
    let pairs = pair(&old, base, &new, &draft);
    let mut work = Work {
        base,
        new: &new,
        put_back: &put_back,
        entries: new.rows.iter().map(|row| row.entry.clone()).collect(),
        clashes: Vec::new(),
        theirs: Vec::new(),
        yours: Vec::new(),
    };
    for (at, row) in old.rows.iter().enumerate() {
        let typed = typed.get(at).unwrap_or(&row.entry);
        work.row(row, typed, pairs[at]);
    }
    let is_new = |at: &usize| !pairs.contains(&Some(*at));
    let added: Vec<usize> = (0..new.rows.len()).filter(is_new).collect();
    for at in &added {
        let name = name(&new.rows[*at], &draft);
        work.theirs.push(Edit {
            name,
            done: Done::Added,
        });
    }
    for entry in typed.iter().skip(old.rows.len()) {
        work.new_posts(entry, &added);
    }
    let Work {
        entries,
        clashes,
        theirs,
        yours,
        ..
    } = work;
    Merged {
        put_back,
        entries,
        clashes,
        theirs,
        yours,
        draft,
    }
}

struct Work<'w> {
    base: &'w Draft,
    new: &'w Grid,
    put_back: &'w [usize],
    entries: Vec<Entry>,
    clashes: Vec<Clash>,
    theirs: Vec<Edit>,
    yours: Vec<Edit>,
}

impl Work<'_> {
    /// One row of the base: what was typed over it, and the row of the later grid that shows the same.
    fn row(&mut self, row: &Row, typed: &Entry, at: Option<usize>) {
        let (was, name) = (&row.entry, name(row, self.base));
        let came_back = row.post.is_some_and(|post| self.put_back.contains(&post));
        let Some(at) = at else {
            if differs(was, typed) && !typed.taken_out {
                self.clash_over_row(self.entries.len(), Some(typed), None);
                self.entries.push(typed.clone());
            } else {
                let done = Done::TakenOut;
                self.theirs.push(Edit { name, done });
            }
            return;
        };
        if came_back {
            self.entries[at] = typed.clone();
            self.clash_over_row(at, Some(typed), None);
            return;
        }
        let now = &self.new.rows[at].entry;
        if !differs(was, typed) {
            note(&mut self.theirs, &name, was, now);
        } else if typed.taken_out {
            if differs(was, now) {
                self.clash_over_row(at, None, Some(now));
            } else {
                let done = Done::TakenOut;
                self.yours.push(Edit { name, done });
            }
            self.entries[at].taken_out = true;
        } else if !differs(was, now) {
            note(&mut self.yours, &name, was, typed);
            self.entries[at] = typed.clone();
        } else if cannot_be_joined(was, typed, now) {
            self.clash_over_row(at, Some(typed), Some(now));
            self.entries[at] = typed.clone();
        } else {
            self.join(at, &name, was, typed, now);
        }
    }

    /// Field by field.
    fn join(&mut self, at: usize, name: &str, was: &Entry, typed: &Entry, now: &Entry) {
        let mut joined = now.clone();
        if typed.what != was.what {
            joined.what = typed.what;
        }
        let mut both = Vec::new();
        for field in fields() {
            let (was, typed, now) = (was.get(field), typed.get(field), now.get(field));
            if field.says_same(typed, was) || field.says_same(typed, now) {
                continue;
            }
            joined.set(field, typed);
            if !field.says_same(now, was) {
                both.push(field);
                self.clashes.push(Clash::Field {
                    row: at,
                    field,
                    yours: typed.to_owned(),
                    theirs: now.to_owned(),
                });
            }
        }
        let is_single = |edit: &Edit| match &edit.done {
            Done::Changed { field, .. } => !both.contains(field),
            _ => true,
        };
        let (mut theirs, mut yours) = (Vec::new(), Vec::new());
        note(&mut theirs, name, was, now);
        note(&mut yours, name, was, typed);
        // What both say alike is not told twice.
        yours.retain(|edit| !theirs.contains(edit));
        self.theirs.extend(theirs.into_iter().filter(is_single));
        self.yours.extend(yours.into_iter().filter(is_single));
        self.entries[at] = joined;
    }

    /// Posts that were typed as new; the same posts may be there already.
    fn new_posts(&mut self, entry: &Entry, added: &[usize]) {
        let is_there = |at: &usize| !differs(&self.new.rows[*at].entry, entry);
        if entry.taken_out || entry.is_empty() || added.iter().any(is_there) {
            return;
        }
        self.yours.push(Edit {
            name: new_posts(entry),
            done: Done::Added,
        });
        self.entries.push(entry.clone());
    }

    fn clash_over_row(&mut self, row: usize, yours: Option<&Entry>, theirs: Option<&Entry>) {
        let boxed = |entry: &Entry| Box::new(entry.clone());
        self.clashes.push(Clash::Row {
            row,
            yours: yours.map(boxed),
            theirs: theirs.map(boxed),
        });
    }
}

/// Would a row that takes from both say what neither meant? So it does where each says that something else
/// happens, or where one says something that does not apply to what the other says happens.
fn cannot_be_joined(was: &Entry, typed: &Entry, now: &Entry) -> bool {
    let apply = |what: Option<What>, other: &Entry| {
        fields().all(|field| {
            field.says_same(other.get(field), was.get(field))
                || other.get(field).trim().is_empty()
                || field.is_always_there()
                || what.is_some_and(|what| what.fields().contains(&field))
        })
    };
    match (typed.what == was.what, now.what == was.what) {
        (true, true) => false,
        (false, true) => !apply(typed.what, now),
        (true, false) => !apply(now.what, typed),
        (false, false) => typed.what != now.what,
    }
}

/// For each row of the earlier grid, the row of the later one that shows the same posts.
fn pair(old: &Grid, base: &Draft, new: &Grid, later: &Draft) -> Vec<Option<usize>> {
    let own = |row: &Row, draft: &Draft| posts_of(row, draft);
    let keys: Vec<_> = new.rows.iter().map(|row| own(row, later)).collect();
    let mut pairs = vec![None; old.rows.len()];
    let mut is_taken = vec![false; new.rows.len()];
    for likeness in Likeness::ALL {
        for (at, row) in old.rows.iter().enumerate() {
            if pairs[at].is_some() {
                continue;
            }
            let key = own(row, base);
            let found = (0..new.rows.len()).find(|one| {
                !is_taken[*one] && keys[*one] == key && likeness.is_of(row, &new.rows[*one])
            });
            if let Some(found) = found {
                is_taken[found] = true;
                pairs[at] = Some(found);
            }
        }
    }
    pairs
}

/// How two rows are found to show the same, the surest first.
#[derive(Clone, Copy)]
enum Likeness {
    Same,
    Title,
    SomeFields,
    Posts,
}

impl Likeness {
    const ALL: [Self; 4] = [Self::Same, Self::Title, Self::SomeFields, Self::Posts];

    fn is_of(self, a: &Row, b: &Row) -> bool {
        let are_of_posts = a.post.is_some();
        match self {
            Self::Same => !differs(&a.entry, &b.entry),
            Self::Title => are_of_posts || same_title(&a.entry, &b.entry),
            Self::SomeFields => are_of_posts || in_common(&a.entry, &b.entry) >= 2,
            Self::Posts => are_of_posts,
        }
    }
}

/// By what a row of posts that exist is known: title, grade and units. Nothing for new posts.
fn posts_of(row: &Row, draft: &Draft) -> Option<(String, Option<Known<String>>, Vec<String>)> {
    let post = draft.case.posts.get(row.post?)?;
    let units = post.units.iter().map(|unit| unit.value.clone()).collect();
    let grade = post.grade.as_ref().map(|grade| grade.value.clone());
    Some((title_key(&post.title), grade, units))
}

/// `Commissioning Assistant, Grade 3`; `New: Service Organiser`.
fn name(row: &Row, draft: &Draft) -> String {
    let Some(post) = row.post.and_then(|post| draft.case.posts.get(post)) else {
        return new_posts(&row.entry);
    };
    let grade = post.grade.as_ref();
    match grade.and_then(|grade| grade.value.as_ref().known().cloned()) {
        Some(grade) => format!("{}, {grade}", post.title.value),
        None => post.title.value.clone(),
    }
}

fn new_posts(entry: &Entry) -> String {
    match entry.get(Field::Title).trim() {
        "" => "New posts".to_owned(),
        title => format!("New: {title}"),
    }
}

/// Notes each field of which an entry says something else than before.
fn note(edits: &mut Vec<Edit>, name: &str, was: &Entry, now: &Entry) {
    let words = |what: Option<What>| what.map_or("", What::words).to_owned();
    let mut changed = |field, was, now| {
        edits.push(Edit {
            name: name.to_owned(),
            done: Done::Changed { field, was, now },
        });
    };
    if was.what != now.what {
        changed(Field::What, words(was.what), words(now.what));
    }
    for field in fields() {
        let (was, now) = (was.get(field).trim(), now.get(field).trim());
        if !field.says_same(was, now) {
            changed(field, was.to_owned(), now.to_owned());
        }
    }
}

fn differs(a: &Entry, b: &Entry) -> bool {
    let differs = |field: Field| !field.says_same(a.get(field), b.get(field));
    a.what != b.what || a.taken_out != b.taken_out || fields().any(differs)
}

fn same_title(a: &Entry, b: &Entry) -> bool {
    let (a, b) = (a.get(Field::Title), b.get(Field::Title));
    !a.trim().is_empty() && title_key(a) == title_key(b)
}

/// How many fields say the same, and something.
fn in_common(a: &Entry, b: &Entry) -> usize {
    let says = |field: &Field| !a.get(*field).trim().is_empty();
    let same = |field: &Field| field.says_same(a.get(*field), b.get(*field));
    fields().filter(says).filter(same).count()
}

/// The fields that hold a text.
fn fields() -> impl Iterator<Item = Field> {
    let all = Field::ALL.into_iter();
    all.filter(|field| *field != Field::What)
}

impl Field {
    /// Do two texts say the same in this field, though one may be typed and the other written by Muster?
    fn says_same(self, a: &str, b: &str) -> bool {
        let (a, b) = (a.trim(), b.trim());
        if a == b {
            return true;
        }
        if a.is_empty() || b.is_empty() {
            return false;
        }
        let not_known = |text: &str| text.eq_ignore_ascii_case(NOT_KNOWN);
        if not_known(a) || not_known(b) {
            return not_known(a) && not_known(b);
        }
        match self {
            Self::Many | Self::Fte => {
                matches!((Fte::parse(a), Fte::parse(b)), (Ok(a), Ok(b)) if a == b)
            }
            Self::From | Self::Until => {
                matches!((When::parse(a), When::parse(b)), (Ok(a), Ok(b)) if a == b)
            }
            Self::Amount | Self::Cost | Self::PostCost => {
                matches!((Pence::parse(a), Pence::parse(b)), (Ok(a), Ok(b)) if a == b)
            }
            Self::Unit | Self::Funding | Self::InPlaceOf => {
                let parts = |text: &str| -> Vec<String> {
                    let parts = text.split(';').map(|part| part.trim().to_owned());
                    parts.filter(|part| !part.is_empty()).collect()
                };
                parts(a) == parts(b)
            }
            _ => false,
        }
    }

    /// Does it apply whatever happens?
    fn is_always_there(self) -> bool {
        matches!(self, Self::From | Self::Paragraph | Self::Note)
    }

    /// Its label within a sentence.
    fn in_a_sentence(self) -> String {
        match self {
            Self::Fte => self.words().to_owned(),
            _ => self.words().to_lowercase(),
        }
    }
}

//! The rules that reading a list enforces.

use diagnostics::{Rule, Severity};

macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $summary:literal, $explanation:literal;)*) => {
        $(
            #[doc = $summary]
            pub(crate) static $name: Rule = Rule {
                code: $code,
                severity: Severity::$severity,
                family: "list",
                summary: $summary,
                explanation: $explanation,
            };
        )*
        /// Every rule of this crate, in the order in which a report of the rows shows them.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    TITLE_MISSING = "list-title-missing", Error, "A row of a list has no title of a post.",
        "A post has a title. A row without one is a remark, a total that does not say so, or a slip. It is left out, or the list is mended.";
    NOT_A_NUMBER = "list-not-a-number", Error, "A cell of a list should hold a number and does not.",
        "Nothing is guessed. Where it can be told what was probably meant (`0,5`, `1.0 FTE`, `30:30` hours), that reading is offered for all such rows at once; otherwise the value is recorded as not known, or the row left out. A dash may stand for nothing, for nought or for not known, so it is asked about too.";
    OUT_OF_RANGE = "list-out-of-range", Error, "A number of a list is negative, or larger than there can be.",
        "One row holds at most 20,000 posts or FTE, a week has 168 hours, a year 53 weeks, and a fund pays at most the whole.";
    NOT_A_DATE = "list-not-a-date", Error, "A cell of a list should hold a day and does not.",
        "Days are read day first: `31/03/2019`, `31 March 2019`, `31-Mar-19`, `2019-03-31`; `March 2019` is a month. Where only the month can stand first, as in `03/31/2019`, that reading is offered.";
    DATE_AS_NUMBER = "list-date-as-number", Warning, "A day of a list is written as a bare number.",
        "Spreadsheet programs count days from the end of 1899; a cell that lost its format shows 43555 in place of 31 March 2019. It is read as that day unless the officer says otherwise.";
    NOT_TEXT = "list-not-text", Error, "A cell of a list should hold words and holds a day.",
        "Spreadsheet programs turn `1-2` or `MAR1` into a day as it is typed. What was typed is lost, so it is recorded as not known, the row left out, or the list mended.";
    CELL_ERROR = "list-cell-error", Error, "A cell of a list holds a formula that gives no value.",
        "The cell shows an error such as `#REF!`, or the file was written by a program that did not work the formula out. Open it in a spreadsheet program, mend or recalculate it, and save.";
    WORD_NOT_KNOWN = "list-word-not-known", Error, "A cell of a list holds a word that Muster does not know in that column.",
        "Tenure is permanent or temporary; a post is vacant or filled. Another word is recorded as not known, or the row left out.";
    HIDDEN_CHARACTER = "list-hidden-character", Warning, "A cell of a list holds a character that nobody sees.",
        "Some characters turn the direction of writing, so that what stands behind them is printed backwards; others leave no mark, so that two names look the same and are two. They are taken out as the list is read. What scripts need to join their letters is left alone.";
    TEXT_TOO_LONG = "list-text-too-long", Error, "A text of a list is longer than any name.",
        "Names of posts, units and funds have at most 250 characters. A longer text is a remark in the wrong column.";
    NUMBER_TWICE = "list-number-twice", Error, "Two rows of a list have the same post number.",
        "A number names one post. The second row is the same post listed again (a job share, a second holder, a copied row), and would be counted twice. It is left out, or kept without its number.";
    ENDS_BEFORE_START = "list-ends-before-start", Error, "A post of a list ends before it starts.",
        "One of the two days is wrong. The end is recorded as not known, or the row left out.";
    PERMANENT_WITH_END = "list-permanent-with-end", Error, "A post of a list is permanent and has an end.",
        "One of the two is wrong; often the end is that of the holder's contract, not of the post. The tenure is recorded as not known, or the row left out.";
    SHARES_NOT_WHOLE = "list-shares-not-whole", Error, "The shares of the funds of a row do not sum to the whole.",
        "The funds of a post pay all of it: their shares sum to 100%, or to 1. The shares are recorded as not known (the funds are kept), or the row left out.";
    SHARE_WITHOUT_FUND = "list-share-without-fund", Error, "A row of a list has a share without its fund.",
        "Somebody pays that part, and the list does not say who. The shares of the row are recorded as not known, or the row left out.";
    UNIT_LOOP = "list-unit-loop", Error, "Units of a list are part of each other in a circle.",
        "Units form a tree. The unit that closes the circle is put at the top, or the list is mended.";
    UNIT_TWO_PLACES = "list-unit-two-places", Warning, "A unit of a list stands in two places, or under two names.",
        "A code names one unit, and a unit is part of one other. The first place and name that the list gives are kept.";
    UNIT_MISSING = "list-unit-missing", Warning, "A row of a list names no unit.",
        "The posts are recorded with their unit not stated.";
    QUANTITY_NOT_KNOWN = "list-quantity-not-known", Warning, "A row of a list says neither how many posts nor how much FTE it holds.",
        "FTE, posts, people and hours are four quantities; none is derived from another. The posts are recorded, with their number and FTE not known.";
    FTE_ABOVE_POSTS = "list-fte-above-posts", Warning, "A row of a list has more FTE than posts.",
        "A post is at most one FTE. Perhaps the column holds hours, or the row several posts.";
    GRADE_NOT_HELD = "list-grade-not-held", Warning, "A grade of a list is not in the pay data of the council.",
        "The grade is kept as text. The posts cannot be costed until the pay data hold it.";
    ENDED = "list-ended", Warning, "A post of a list had ended before the day of the import.",
        "It is recorded, and is not in force on that day. It can be left out.";
    STARTS_LATER = "list-starts-later", Note, "A post of a list starts after the day of the import.",
        "It is in force from its own first day.";
    MANAGER_NOT_A_POST = "list-manager-not-a-post", Warning, "A line manager of a list is neither a title nor a post number of the list.",
        "It may be a person's name, and the register holds no names. The line manager is recorded as not known.";
    APPROVER_NAMED = "list-approver-named", Warning, "A list names a person as the one who approved a post.",
        "Decisions are made by bodies and posts; the register holds no names. The name is not recorded.";
    TOTALS_DIFFER = "list-totals-differ", Warning, "A total of a list is not the sum of its rows.",
        "Totals are never read as posts. Where one differs from the rows, a row is missing, is there twice, or was read differently.";
    NEVER_CLOSED = "list-quote-not-closed", Warning, "A quotation mark opens in a text file and nothing closes it.",
        "Everything behind it is one cell. Rows may be missing.";
}

/// The rule of a code; `not-a-number` is short for `list-not-a-number`.
pub(crate) fn named(code: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .find(|rule| rule.code == code || rule.code.strip_prefix("list-") == Some(code))
        .copied()
}

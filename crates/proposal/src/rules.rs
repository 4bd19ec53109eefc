//! The rules that reading and resolving a case enforce.

use diagnostics::{Rule, Severity};

macro_rules! rules {
    ($($name:ident = $code:literal, $severity:ident, $family:literal, $summary:literal, $explanation:literal;)*) => {
        $(
            #[doc = $summary]
            pub(crate) static $name: Rule = Rule {
                code: $code,
                severity: Severity::$severity,
                family: $family,
                summary: $summary,
                explanation: $explanation,
            };
        )*
        /// Every rule of this crate, in the order of the manual.
        pub static RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    NOT_UTF8 = "not-utf8", Error, "reading", "The file is not UTF-8 text.",
        "A case file is UTF-8 text. Spreadsheets and old editors may save other encodings, in which a pound sign or an apostrophe is one odd byte. Save the file again as UTF-8.";
    FILE_TOO_LARGE = "file-too-large", Error, "reading", "The file is larger than Muster reads.",
        "A case file may hold at most 1 MiB. The largest report we know needs a tenth of that.";
    TOML_SYNTAX = "toml-syntax", Error, "reading", "The file does not follow the rules of TOML.",
        "Muster goes on reading behind the fault as far as it can, so one report shows them all.";
    HIDDEN_CHARACTER = "hidden-character", Error, "reading", "A text holds a character that nobody sees.",
        "Some characters turn the direction of writing: behind one, `£10,000` is printed as `000,01£`. Others leave no mark (a soft hyphen, a space without width, a control character), so that two titles look the same and are two. Neither belongs in a report; what scripts need to join their letters is left alone. They come with a copy from a web page or another program.";
    WRONG_TYPE = "wrong-type", Error, "reading", "A field holds another kind of value than it takes.",
        "For instance a list where one text is expected. The field is left out.";
    UNKNOWN_KEY = "unknown-key", Error, "reading", "A field has a name that Muster does not know.",
        "A misspelt field would otherwise be lost without a word. The nearest known name is given.";
    MISSING_KEY = "missing-key", Error, "reading", "A record lacks a field that it cannot do without.",
        "The record is left out. What is not known is written as `\"not known\"`, which is not the same as saying nothing.";
    UNKNOWN_CHOICE = "unknown-choice", Error, "reading", "A field takes one of a few words, and this is none of them.",
        "The words that it takes are listed.";
    FONT_NOT_EMBEDDED = "font-not-embedded", Note, "reading", "A body profile names a font that a PDF cannot embed.",
        "A PDF carries its fonts, and Muster carries two: Liberation Sans, as wide as Arial and Helvetica, and Liberation Serif, as wide as Times New Roman. Other fonts need licences that only the council has. The first family of the list that one of the two stands for is taken, `serif` and `sans-serif` included; a web page shows the font itself where the reader has it.";
    NOT_A_DATE = "not-a-date", Error, "reading", "A text is not a date.",
        "Dates are written `2019-03-31`, `\"31 March 2019\"` or, where the paper gives only the month, `\"July 2020\"`. A month counts from its first day where something starts and to its last where something ends.";
    NOT_AN_AMOUNT = "not-an-amount", Error, "reading", "A text is not an amount of money or a number.",
        "Amounts are written `40702`, `\"£40,702\"` or `\"£0.924m\"`. A comma parts thousands or is refused: `0,5` and `1,13,1750` could be read in two ways, so they are not read at all.";
    OUT_OF_RANGE = "out-of-range", Error, "reading", "A number is negative, nothing, or larger than any council has.",
        "FTE, posts and amounts are more than 0; one line holds at most 20,000 FTE, and no amount reaches £100,000,000,000.";
    VERB_COUNT = "change-verb", Error, "reading", "A change says none, or more than one, of the things that a change can do.",
        "One `[[change]]` does one thing: `establish`, `disestablish`, `change`, `make_permanent`, `extend`, `honorarium`, `create_unit`, `rename_unit`, `move_unit`, `merge_units` or `close_unit`.";
    EXEMPT_GROUND = "exempt-ground", Error, "authority", "Something is withheld on a ground that the law does not have.",
        "Information may be kept from the public on the grounds of Part 1 of Schedule 12A to the Local Government Act 1972, and on no other. The paragraphs are dated data: those that held on the day of the report count. The record still withholds what it names.";
    EXEMPT_PART = "exempt-part", Error, "reading", "An exemption names none, or more than one, of the things that can be withheld.",
        "One `[[exempt]]` is about one thing, so that each has its own ground and its own reason. Of two that are named the first is taken.";
    OPTIONS_ADOPTED = "options-adopted", Error, "reading", "More than one option is adopted.",
        "A report proposes one option. The others stand beside it, each with the reason for which it is not proposed.";
    OPTION_CHANGES_TWICE = "option-changes-twice", Error, "reading", "The option that is proposed holds changes of its own.",
        "The changes of a case, each a `[[change]]`, are those of the option that is proposed; only other options hold their own, as `[[option.change]]`. Two places for one thing would be costed as one of them, and nobody could say which.";
    DATES_OUT_OF_ORDER = "dates-out-of-order", Error, "order", "Something ends before it starts.",
        "A term runs from its first day through its last. An end before the start is a slip of the pen, and no cost is computed for it.";
    POST_NOT_FOUND = "post-not-found", Error, "reference", "A change names posts that the base does not hold.",
        "A change that does not establish posts says which posts of the base it means, by title and, where several share it, by grade and unit. The nearest titles are given.";
    POST_AMBIGUOUS = "post-ambiguous", Error, "reference", "A change names posts in a way that fits several lines of the base.",
        "Nothing is guessed: the candidates are listed, and a grade or unit tells them apart.";
    TOO_MANY_POSTS = "too-many-posts", Error, "cast", "A change takes more posts than the base holds.",
        "All changes to one line are counted together.";
    QUANTITY_NOT_KNOWN = "quantity-not-known", Warning, "completeness", "It is not known how many posts a change touches.",
        "FTE and number of posts are two quantities, and neither is derived from the other. Without the FTE no cost is computed; it is shown as not known, never as nothing.";
    UNIT_NOT_FOUND = "unit-not-found", Error, "reference", "A unit is named that the case does not list.",
        "Units are listed under `[[unit]]`, with other spellings under `also_called`, so that a misspelt name does not become a second unit.";
    UNIT_CYCLE = "unit-cycle", Error, "reference", "A unit would be part of itself.",
        "Units form a tree. The change, or the `part_of`, that closes the circle is left out.";
    REPORTING_CYCLE = "reporting-cycle", Error, "reference", "Posts report to each other in a circle.",
        "Every reporting line ends at a post that reports to nobody in the case.";
    CHANGE_REFUSED = "change-refused", Error, "reference", "A change cannot be carried out on this base.",
        "For instance a unit is closed that still holds posts.";
    BASE_DISAGREES = "base-disagrees", Warning, "agreement", "The base of a case disagrees with the register.",
        "When cases are played one after another, each starts from what the earlier ones left. Where its own list of posts says otherwise, one of the two is wrong. The register keeps what it holds.";
    CASE_UNDATED = "case-undated", Warning, "completeness", "A case has no date and is played on the day of its last comment.",
        "Entries need a day on which they were recorded. The latest officer comment is the nearest thing that the paper has; every answer that rests on it says so.";
    OUTCOMES_MISCOUNTED = "outcomes-miscounted", Error, "agreement", "A decision has another number of outcomes than the report has recommendations.",
        "A decision is recorded with one outcome for all recommendations, or with one for each in their order: `approved`, `approved as amended`, `approved subject to conditions`, `noted`, `recommended`, `deferred`, `refused` or `delegated`. Only changes that an approved recommendation covers enter the register, so a list of another length says nothing of any of them, unless all its words are the same.";
    DECISION_NOT_HELD = "decision-not-held", Note, "reference", "A paper relies on a decision that is not held.",
        "Later answers may be incomplete, and say so.";
}

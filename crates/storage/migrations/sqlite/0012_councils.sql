-- What is set for a council where Muster is set up: its name, how it decides, how it looks, how its posts
-- are costed. A row is never changed: the latest of a council counts, and the earlier ones say what
-- counted before.

CREATE TABLE council_setting (
    -- In the order in which they were set.
    number INTEGER PRIMARY KEY NOT NULL,
    -- The council, as it stands in addresses.
    body TEXT NOT NULL,
    -- Its name, in full.
    name TEXT NOT NULL,
    -- The name of the body profile whose kind of report it writes.
    profile TEXT NOT NULL,
    -- The colour of links and rules, as #1d70b8.
    accent TEXT NOT NULL,
    -- The fonts of the text, as a list of families.
    font TEXT NOT NULL,
    -- The fonts of the headings, likewise.
    heading_font TEXT NOT NULL,
    -- How its posts are costed, if that is set: a rule on each line, as app::CouncilSettings writes it.
    pay TEXT NOT NULL,
    -- When, in microseconds since the start of 1970, universal time.
    set_at INTEGER NOT NULL,
    -- The account that set it; null if that was done on the machine itself.
    set_by BLOB
) STRICT;

CREATE TRIGGER council_setting_is_not_updated BEFORE UPDATE ON council_setting
BEGIN SELECT raise(ABORT, 'a setting is not updated'); END;

CREATE TRIGGER council_setting_is_not_deleted BEFORE DELETE ON council_setting
BEGIN SELECT raise(ABORT, 'a setting is not deleted'); END;

-- Notices of what happened with proposals. All of a person's go when their account ends.

-- Something that somebody is told.
CREATE TABLE notice (
    -- In the order in which they were given.
    number INTEGER PRIMARY KEY NOT NULL,
    -- Whom.
    account BLOB NOT NULL REFERENCES account (id),
    -- Of which proposal.
    proposal BLOB NOT NULL,
    -- What happened: a name of app::NoticeKind.
    kind TEXT NOT NULL,
    -- Which time it happened: the number of the step, or the day that nears, so that it is told once.
    mark INTEGER NOT NULL,
    -- When, in microseconds since the start of 1970, universal time.
    made INTEGER NOT NULL,
    -- When it was read, likewise; null while it was not.
    seen INTEGER,
    UNIQUE (account, proposal, kind, mark)
) STRICT;

-- Up to which entry of the journal notices were given. The journal is written with the step itself, so that no
-- step is missed and none is told that did not happen.
CREATE TABLE notices_given (
    -- There is one row.
    one INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    -- The number of the entry.
    journal INTEGER NOT NULL
) STRICT;

-- What happened before there were notices is told to nobody.
INSERT INTO notices_given SELECT 1, coalesce(max(number), 0) FROM journal_entry;

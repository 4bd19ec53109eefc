-- People, by random numbers. What names them stands in a table of its own and can be erased.

-- A person, for as long as anything refers to them. Nothing here says who it is.
CREATE TABLE person (
    -- Sixteen random bytes.
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16)
) STRICT;

-- What names a person. Erasing the row leaves the number, which then says nothing.
CREATE TABLE person_details (
    -- Whom.
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id),
    -- The name by which colleagues know them.
    name TEXT NOT NULL,
    -- How to reach them, or the council's own number for them; empty if not known.
    contact TEXT NOT NULL
) STRICT;

-- Who holds a line of posts. It is not part of the ledger: it changes without a decision.
CREATE TABLE holding (
    -- Counts; has no meaning.
    number INTEGER PRIMARY KEY NOT NULL,
    -- Who.
    person BLOB NOT NULL REFERENCES person (id),
    -- The line of posts, by its number in the ledger.
    line INTEGER NOT NULL,
    -- The first day, as 2019-05-20; null if it is not known.
    held_from TEXT,
    -- The last day; null if it has none, or it is not known.
    held_until TEXT
) STRICT;

CREATE INDEX holding_by_line ON holding (line);
CREATE INDEX holding_by_person ON holding (person);

-- A part of a proposal that somebody else writes: all of it that is within one unit. It is a proposal of its own, so
-- that whoever is on it is on no more than it.
CREATE TABLE case_part (
    -- The part, which is a proposal with revisions of its own.
    part BLOB PRIMARY KEY NOT NULL REFERENCES proposal (id),
    -- The proposal of which it is a part; never a part itself.
    whole BLOB NOT NULL REFERENCES proposal (id),
    -- The unit of which it is, by name.
    unit TEXT NOT NULL,
    -- For whom it was begun, in the words of whoever gave it: a post or a team.
    for_whom TEXT NOT NULL,
    -- When it was given, in microseconds since the start of 1970, universal time.
    given INTEGER NOT NULL,
    -- The account that gave it; null if that was done on the machine itself.
    given_by BLOB,
    -- The revision of the part that the whole knows: the first, and from then on the one that was last taken in.
    known INTEGER NOT NULL,
    -- When one was last taken in, likewise; null until then.
    taken_in INTEGER
) STRICT;

CREATE INDEX case_part_by_whole ON case_part (whole);

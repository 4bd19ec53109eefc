-- Attempts to sign in that have not succeeded, so that guessing is held back across a restart too.

-- One attempt. Rows go when that name signs in, and otherwise with the next attempt of anybody once
-- they are old enough to count no longer.
CREATE TABLE sign_in_attempt (
    -- Counts; has no meaning.
    number INTEGER PRIMARY KEY NOT NULL,
    -- SHA-256 of what was typed as the name, in small letters. The words are not kept, whether or not
    -- there is such an account: people type passwords there.
    name BLOB NOT NULL CHECK (length(name) = 32),
    -- When, in microseconds since the start of 1970, universal time.
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_in_attempt_by_name ON sign_in_attempt (name, at);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (at);

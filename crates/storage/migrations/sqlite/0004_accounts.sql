-- Who may sign in.

-- An account. It stays after it has ended, because the ledger and the journal name it.
CREATE TABLE account (
    -- Sixteen random bytes.
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    -- Whose it is.
    person BLOB NOT NULL REFERENCES person (id),
    -- What it may be used for: a name of access::Access.
    access TEXT NOT NULL,
    -- When it was made, in microseconds since the start of 1970, universal time.
    made INTEGER NOT NULL,
    -- When it ended, likewise; null while it can be used.
    ended INTEGER
) STRICT;

-- With what somebody signs in. The row goes when the account ends.
CREATE TABLE sign_in (
    -- To which account.
    account BLOB PRIMARY KEY NOT NULL REFERENCES account (id),
    -- The name that is typed, in small letters.
    name TEXT NOT NULL UNIQUE,
    -- The password as an argon2id hash with its parameters and salt.
    password TEXT NOT NULL,
    -- When the password was set, in microseconds since the start of 1970, universal time.
    changed INTEGER NOT NULL
) STRICT;

-- Somebody is signed in. The row goes when they sign out, or when it is too old.
CREATE TABLE session (
    -- SHA-256 of the random token that the browser keeps, so that the table signs nobody in.
    token BLOB PRIMARY KEY NOT NULL CHECK (length(token) = 32),
    -- Who.
    account BLOB NOT NULL REFERENCES account (id),
    -- When they signed in, in microseconds since the start of 1970, universal time.
    started INTEGER NOT NULL,
    -- When they last asked for something, likewise, to within a few minutes.
    seen INTEGER NOT NULL
) STRICT;

CREATE INDEX session_by_account ON session (account);

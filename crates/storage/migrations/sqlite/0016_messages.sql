-- Messages that bring notices by e-mail, and how each person wants to be told. All of a person's go when their
-- account ends, or when what names them is erased.

-- What is sent to somebody. Neither the address nor what it says is here: both are looked up when it is sent.
CREATE TABLE message (
    -- Counts; has no meaning.
    number INTEGER PRIMARY KEY NOT NULL,
    -- To whom.
    account BLOB NOT NULL REFERENCES account (id),
    -- What the message is called, without its host; the same however often it is sent.
    id TEXT NOT NULL UNIQUE,
    -- When it was to be sent first, in microseconds since the start of 1970, universal time. Once that is past,
    -- nothing is added to it.
    wanted INTEGER NOT NULL,
    -- When it is tried next, likewise.
    due INTEGER NOT NULL,
    -- How often it was tried.
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Why the last attempt failed; null if none did.
    fault TEXT,
    -- When it was sent, likewise, or given up if there is a fault; null while it waits.
    over INTEGER
) STRICT;

CREATE INDEX message_waiting ON message (due) WHERE over IS NULL;

-- The message that brings a notice; null if none does.
ALTER TABLE notice ADD COLUMN message INTEGER REFERENCES message (number);

CREATE INDEX notice_brought ON notice (message) WHERE message IS NOT NULL;

-- How somebody wants to be told, if they said so.
CREATE TABLE notice_choice (
    -- Who.
    account BLOB PRIMARY KEY NOT NULL REFERENCES account (id),
    -- A name of app::NoticeChoice.
    how TEXT NOT NULL,
    -- Where messages go in place of the address of the account; null if they go there. It is for messages alone:
    -- nobody signs in by it, so whoever owns the account may set it.
    address TEXT
) STRICT;

-- Who is on a proposal besides those who saved it, and what they say to each other about it.

-- A link that puts whoever opens it, signed in, on a proposal.
CREATE TABLE case_link (
    -- Sixteen random bytes, as they stand in the address.
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    -- Which proposal.
    proposal BLOB NOT NULL REFERENCES proposal (id),
    -- What whoever opens it becomes: a name of access::Capacity.
    capacity TEXT NOT NULL,
    -- For whom it was made, in the words of whoever made it: a post or a team.
    for_whom TEXT NOT NULL,
    -- When it was made, in microseconds since the start of 1970, universal time.
    made INTEGER NOT NULL,
    -- The account that made it; null if that was done on the machine itself.
    made_by BLOB,
    -- From when on it can be used no longer, likewise: its time is over, or it was taken back.
    until INTEGER NOT NULL
) STRICT;

CREATE INDEX case_link_by_proposal ON case_link (proposal);

-- Somebody is on a proposal. The row goes when they are taken off it; the journal keeps both.
CREATE TABLE on_case (
    -- Which proposal.
    proposal BLOB NOT NULL REFERENCES proposal (id),
    -- Who.
    account BLOB NOT NULL REFERENCES account (id),
    -- As what: a name of access::Capacity.
    capacity TEXT NOT NULL,
    -- Since when, in microseconds since the start of 1970, universal time.
    since INTEGER NOT NULL,
    PRIMARY KEY (proposal, account)
) STRICT;

CREATE INDEX on_case_by_account ON on_case (account);

-- A comment on a part of a proposal, or an answer to one. No digest depends on it.
CREATE TABLE review_comment (
    -- In the order in which they were written.
    number INTEGER PRIMARY KEY NOT NULL,
    -- Which proposal.
    proposal BLOB NOT NULL REFERENCES proposal (id),
    -- The revision that was read.
    revision INTEGER NOT NULL,
    -- The comment that it answers; null for one that begins a thread.
    answers INTEGER REFERENCES review_comment (number),
    -- What it is about, in the words of drafting::Subject; as the thread's, for an answer.
    subject TEXT NOT NULL,
    -- What it says; null once it was erased.
    content TEXT,
    -- When, in microseconds since the start of 1970, universal time.
    written INTEGER NOT NULL,
    -- The account that wrote it; null if that was done on the machine itself.
    written_by BLOB,
    -- When the thread was closed, likewise; null while it is open, and for answers.
    closed INTEGER,
    -- The account that closed it.
    closed_by BLOB
) STRICT;

CREATE INDEX review_comment_by_proposal ON review_comment (proposal);

-- What people typed into the forms of proposals and have not saved yet. It is nobody's decision and may
-- name people, so nothing of it is part of the ledger or the journal, and it is erased.

-- A form as it was typed: one for each account, proposal and form. The row goes when the form is saved or
-- discarded, when its account ends, and when the text that it was typed over is redacted.
CREATE TABLE kept_form (
    -- The account that typed it; nobody else sees it.
    account BLOB NOT NULL CHECK (length(account) = 16),
    -- Into a form of which proposal.
    proposal BLOB NOT NULL REFERENCES proposal (id),
    -- Into which: its address below that of the proposal, such as changes.
    form TEXT NOT NULL CHECK (length(form) BETWEEN 1 AND 80),
    -- The revision that the form showed.
    revision INTEGER NOT NULL,
    -- The names and values of its fields, as the browser sent them.
    content TEXT NOT NULL,
    -- When it was typed, in microseconds since the start of 1970, universal time.
    at INTEGER NOT NULL,
    PRIMARY KEY (account, proposal, form),
    FOREIGN KEY (proposal, revision) REFERENCES revision (proposal, number)
) STRICT;

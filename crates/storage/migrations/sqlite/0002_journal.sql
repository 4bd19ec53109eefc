-- The audit trail: what people did, apart from what was decided.
--
-- Chained and refusing as the ledger is. No personal data stand here either: accounts, people and
-- proposals are random numbers, and what was typed into a form is not kept.

-- One thing that somebody did, or was refused.
CREATE TABLE journal_entry (
    -- Counts from one, without gaps.
    number INTEGER PRIMARY KEY NOT NULL,
    -- The instant, the account if one was signed in, and what happened; written as described in
    -- crates/storage/src/encoding.rs.
    facts BLOB NOT NULL CHECK (length(facts) > 0),
    -- SHA-256 of the hash of the entry before and these facts. Before the first entry stands the
    -- SHA-256 of the text "Muster journal 1".
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER journal_entry_is_next BEFORE INSERT ON journal_entry
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM journal_entry)
BEGIN SELECT raise(ABORT, 'an entry is added only after the last'); END;

CREATE TRIGGER journal_entry_is_not_updated BEFORE UPDATE ON journal_entry
BEGIN SELECT raise(ABORT, 'the journal is not updated'); END;

CREATE TRIGGER journal_entry_is_not_deleted BEFORE DELETE ON journal_entry
BEGIN SELECT raise(ABORT, 'nothing is deleted from the journal'); END;

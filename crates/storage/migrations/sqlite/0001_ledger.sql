-- The ledger of decisions.
--
-- Nothing here is ever changed or taken out: every update and every delete is refused, and so is an
-- entry that is not the next one. What a row says is in its bytes; how they are written is described
-- in crates/storage/src/encoding.rs, and why they are chained in docs/adr/0009-ledger-on-disk.md.
-- No personal data stand here: whoever wrote something is a random number.

-- One act of writing into the ledger: when, by whom, and on what decision. It has at least one entry.
CREATE TABLE ledger_recording (
    -- Counts from one, without gaps.
    number INTEGER PRIMARY KEY NOT NULL,
    -- The instant of writing, the random number of the account that wrote, and the decision: its
    -- body, maker, date, title, reference, and the decisions that it cites and that are not held.
    facts BLOB NOT NULL CHECK (length(facts) > 0)
) STRICT;

-- One thing that was decided.
CREATE TABLE ledger_entry (
    -- Where it stands in the ledger. Counts from one, without gaps.
    position INTEGER PRIMARY KEY NOT NULL,
    -- The act of writing that it is part of.
    recording INTEGER NOT NULL REFERENCES ledger_recording (number),
    -- The day recorded, the day from which it has effect, how sure that is, where the report says it,
    -- what was assumed, and what it does to the establishment.
    facts BLOB NOT NULL CHECK (length(facts) > 0),
    -- SHA-256 of: the hash of the entry before, the SHA-256 of the recording's facts, these facts.
    -- Before the first entry stands the SHA-256 of the text "Muster ledger 1".
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER ledger_recording_is_next BEFORE INSERT ON ledger_recording
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM ledger_recording)
BEGIN SELECT raise(ABORT, 'a recording is added only after the last'); END;

CREATE TRIGGER ledger_recording_is_not_updated BEFORE UPDATE ON ledger_recording
BEGIN SELECT raise(ABORT, 'the ledger is not updated'); END;

CREATE TRIGGER ledger_recording_is_not_deleted BEFORE DELETE ON ledger_recording
BEGIN SELECT raise(ABORT, 'nothing is deleted from the ledger'); END;

CREATE TRIGGER ledger_entry_is_next BEFORE INSERT ON ledger_entry
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM ledger_entry)
BEGIN SELECT raise(ABORT, 'an entry is added only after the last'); END;

CREATE TRIGGER ledger_entry_is_not_updated BEFORE UPDATE ON ledger_entry
BEGIN SELECT raise(ABORT, 'the ledger is not updated'); END;

CREATE TRIGGER ledger_entry_is_not_deleted BEFORE DELETE ON ledger_entry
BEGIN SELECT raise(ABORT, 'nothing is deleted from the ledger'); END;

-- Which entries an act of writing wrote.
CREATE INDEX ledger_entry_by_recording ON ledger_entry (recording);

-- The way of a case: what was done to a proposal, from draft to decision. What a case has become is a fold
-- over its steps; no table keeps it.

-- A step that was taken. Rows are only added.
CREATE TABLE case_step (
    -- Which proposal.
    proposal BLOB NOT NULL REFERENCES proposal (id),
    -- Counts from one within the proposal, without gaps.
    number INTEGER NOT NULL,
    -- What was done, in the writing of the crate governance. It names accounts by their numbers only.
    content TEXT NOT NULL,
    -- SHA-256 of the salt and the words beside it; null if it has none.
    words_digest BLOB CHECK (length(words_digest) = 32),
    -- When, in microseconds since the start of 1970, universal time.
    taken INTEGER NOT NULL,
    -- The account that took it; null if that was done on the machine itself.
    taken_by BLOB,
    PRIMARY KEY (proposal, number)
) STRICT;

-- The words beside a step: a comment, a reason. A row is written once, and can only go: by a redaction, which
-- the journal records with the digest.
CREATE TABLE case_words (
    -- Which words.
    digest BLOB PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
    -- Sixteen random bytes in front of the words when they were hashed.
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    -- The words.
    content TEXT NOT NULL
) STRICT;

CREATE TRIGGER case_step_is_next BEFORE INSERT ON case_step
WHEN NEW.number IS NOT
    (SELECT coalesce(max(number), 0) + 1 FROM case_step WHERE proposal = NEW.proposal)
BEGIN SELECT raise(ABORT, 'a step of a case is added only after the last'); END;

CREATE TRIGGER case_step_is_not_updated BEFORE UPDATE ON case_step
BEGIN SELECT raise(ABORT, 'a step of a case is not updated'); END;

CREATE TRIGGER case_step_is_not_deleted BEFORE DELETE ON case_step
BEGIN SELECT raise(ABORT, 'a step of a case is not deleted'); END;

CREATE TRIGGER case_words_are_not_replaced BEFORE INSERT ON case_words
WHEN EXISTS (SELECT 1 FROM case_words WHERE digest = NEW.digest)
BEGIN SELECT raise(ABORT, 'words are not replaced'); END;

CREATE TRIGGER case_words_are_not_updated BEFORE UPDATE ON case_words
BEGIN SELECT raise(ABORT, 'words are not updated'); END;

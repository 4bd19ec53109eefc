-- What people answer to a consultation on a proposal, and what the council says to each answer.

-- An answer, or a response to one. Rows are only added; what one says can be taken away, and the journal has its
-- digest and that it was erased.
CREATE TABLE consultation_answer (
    -- In the order in which they were written, over all proposals.
    number INTEGER PRIMARY KEY NOT NULL,
    -- Which proposal.
    proposal BLOB NOT NULL REFERENCES proposal (id),
    -- The revision on which is consulted.
    revision INTEGER NOT NULL,
    -- The answer to which it responds; null for an answer.
    responds_to INTEGER REFERENCES consultation_answer (number),
    -- What came of the answer, for a response: changed or unchanged; null for an answer.
    outcome TEXT CHECK ((outcome IS NULL) = (responds_to IS NULL)),
    -- Sixteen random bytes in front of the words when they were hashed; null once they were erased.
    salt BLOB CHECK (length(salt) = 16),
    -- For whom it speaks: a union, a team; null for whoever wrote it, for a response, and once erased.
    on_behalf_of TEXT,
    -- What it says; null once it was erased.
    content TEXT,
    -- When, in microseconds since the start of 1970, universal time.
    written INTEGER NOT NULL,
    -- The account that wrote it; null if that was done on the machine itself.
    written_by BLOB
) STRICT;

CREATE INDEX consultation_answer_by_proposal ON consultation_answer (proposal);

CREATE TRIGGER consultation_answer_is_only_erased BEFORE UPDATE ON consultation_answer
WHEN NEW.content IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.on_behalf_of IS NOT NULL
    OR NEW.number IS NOT OLD.number OR NEW.proposal IS NOT OLD.proposal OR NEW.revision IS NOT OLD.revision
    OR NEW.responds_to IS NOT OLD.responds_to OR NEW.outcome IS NOT OLD.outcome
    OR NEW.written IS NOT OLD.written OR NEW.written_by IS NOT OLD.written_by
BEGIN SELECT raise(ABORT, 'an answer is not altered'); END;

CREATE TRIGGER consultation_answer_is_not_deleted BEFORE DELETE ON consultation_answer
BEGIN SELECT raise(ABORT, 'an answer is not deleted'); END;

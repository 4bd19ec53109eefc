-- What was published, byte for byte: it is served from here, and never made again.

-- A document of a publication. Rows are only added; the step of the case has the digest of each.
CREATE TABLE published_document (
    -- Which proposal.
    proposal BLOB NOT NULL,
    -- The number of the step that published it.
    step INTEGER NOT NULL,
    -- Is it the edition with what is withheld from the public? 0 or 1.
    exempt INTEGER NOT NULL CHECK (exempt IN (0, 1)),
    -- Its format, as the names of its files end: pdf.
    format TEXT NOT NULL,
    -- SHA-256 of its bytes.
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    -- Its bytes.
    content BLOB NOT NULL,
    PRIMARY KEY (proposal, step, exempt, format),
    FOREIGN KEY (proposal, step) REFERENCES case_step (proposal, number)
) STRICT;

CREATE TRIGGER published_document_is_not_replaced BEFORE INSERT ON published_document
WHEN EXISTS (
    SELECT 1 FROM published_document
    WHERE proposal = NEW.proposal AND step = NEW.step AND exempt = NEW.exempt AND format = NEW.format
)
BEGIN SELECT raise(ABORT, 'a published document is not replaced'); END;

CREATE TRIGGER published_document_is_not_updated BEFORE UPDATE ON published_document
BEGIN SELECT raise(ABORT, 'a published document is not updated'); END;

CREATE TRIGGER published_document_is_not_deleted BEFORE DELETE ON published_document
BEGIN SELECT raise(ABORT, 'a published document is not deleted'); END;

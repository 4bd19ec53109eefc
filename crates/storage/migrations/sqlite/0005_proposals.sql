-- Proposals, as revisions that do not change, and their texts, which can be taken away.

-- A proposal. What it is called, and all else about it, stands in its revisions.
CREATE TABLE proposal (
    -- Sixteen random bytes.
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    -- The council, as it stands in addresses.
    body TEXT NOT NULL,
    -- When it was begun, in microseconds since the start of 1970, universal time.
    begun INTEGER NOT NULL
) STRICT;

-- One revision of a proposal: that there is such a text, never the text.
CREATE TABLE revision (
    -- Of what.
    proposal BLOB NOT NULL REFERENCES proposal (id),
    -- Counts from one, without gaps.
    number INTEGER NOT NULL,
    -- SHA-256 of the salt and the text.
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    -- How many entries the ledger had when it was written.
    ledger_entries INTEGER NOT NULL,
    -- When it was saved, in microseconds since the start of 1970, universal time.
    saved INTEGER NOT NULL,
    -- The account that saved it; null if that was done on the machine itself.
    saved_by BLOB,
    PRIMARY KEY (proposal, number)
) STRICT;

-- The case file of a revision. A row is written once, and can only go: by a redaction, which the
-- journal records with the digest.
CREATE TABLE revision_text (
    -- Which text.
    digest BLOB PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
    -- Sixteen random bytes in front of the text when it was hashed, so that nobody can find out by
    -- trying whether a text that is gone was a certain one.
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    -- The case file, as TOML.
    content TEXT NOT NULL
) STRICT;

CREATE TRIGGER revision_is_next BEFORE INSERT ON revision
WHEN NEW.number IS NOT
    (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE proposal = NEW.proposal)
BEGIN SELECT raise(ABORT, 'a revision is added only after the last'); END;

CREATE TRIGGER revision_is_not_updated BEFORE UPDATE ON revision
BEGIN SELECT raise(ABORT, 'a revision is not updated'); END;

CREATE TRIGGER revision_is_not_deleted BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'a revision is not deleted'); END;

CREATE TRIGGER revision_text_is_not_replaced BEFORE INSERT ON revision_text
WHEN EXISTS (SELECT 1 FROM revision_text WHERE digest = NEW.digest)
BEGIN SELECT raise(ABORT, 'a text is not replaced'); END;

CREATE TRIGGER revision_text_is_not_updated BEFORE UPDATE ON revision_text
BEGIN SELECT raise(ABORT, 'a text is not updated'); END;

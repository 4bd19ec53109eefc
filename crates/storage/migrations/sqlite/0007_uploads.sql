-- Lists that were handed in to be imported, while people work on them. They name who holds posts, so
-- nothing of them is part of the ledger, and they are erased.

-- A list.
CREATE TABLE upload (
    -- Sixteen random bytes.
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    -- When it was handed in, in microseconds since the start of 1970, universal time.
    at INTEGER NOT NULL,
    -- When somebody last chose something about it. Some days later the row goes.
    touched INTEGER NOT NULL,
    -- The name of the file.
    name TEXT NOT NULL,
    -- The file, byte by byte; null once the list is recorded.
    content BLOB,
    -- What was chosen so far, in the words of the pages.
    chosen TEXT NOT NULL,
    -- The receipt, once the list is recorded.
    receipt TEXT,
    CHECK ((content IS NULL) = (receipt IS NOT NULL))
) STRICT;

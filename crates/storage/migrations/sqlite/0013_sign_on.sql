-- Signing in through an identity provider. An account that signs in by it alone has an empty text for a
-- password in `sign_in`, which no password is.

-- Who an account is to a provider. The row stays when the account ends, so that the person can be told; it
-- goes when what names the person is erased.
CREATE TABLE provider_identity (
    -- SHA-256 of the issuer and the number of the person there, so that the table tells neither.
    identity BLOB PRIMARY KEY NOT NULL CHECK (length(identity) = 32),
    -- The account.
    account BLOB NOT NULL UNIQUE REFERENCES account (id),
    -- Since when, in microseconds since the start of 1970, universal time.
    linked INTEGER NOT NULL
) STRICT;

-- The e-mail address of an account. The row goes when the account ends or the person is erased.
CREATE TABLE account_address (
    -- Whose.
    account BLOB PRIMARY KEY NOT NULL REFERENCES account (id),
    -- The address, in small letters.
    address TEXT NOT NULL UNIQUE
) STRICT;

-- What an account may be used for besides, and where, because of the groups that the provider named when its
-- owner last signed in. The rows go when the account ends.
CREATE TABLE account_group_role (
    -- Whose.
    account BLOB NOT NULL REFERENCES account (id),
    -- A name of access::Role.
    role TEXT NOT NULL,
    -- Where it is held, as access::Scope writes it.
    scope TEXT NOT NULL,
    PRIMARY KEY (account, role, scope)
) STRICT, WITHOUT ROWID;

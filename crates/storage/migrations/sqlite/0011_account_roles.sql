-- What an account may be used for, and where. It takes the place of the one word that an account had.

CREATE TABLE account_role (
    -- Whose.
    account BLOB NOT NULL REFERENCES account (id),
    -- A name of access::Role.
    role TEXT NOT NULL,
    -- Where it is held, as access::Scope writes it: everywhere, council:KEY, unit:NUMBER, case:HEX.
    scope TEXT NOT NULL,
    PRIMARY KEY (account, role, scope)
) STRICT, WITHOUT ROWID;

INSERT INTO account_role (account, role, scope) SELECT id, access, 'everywhere' FROM account;

ALTER TABLE account DROP COLUMN access;

-- The human desk and its console. Times are UTC ticks (100 ns).

-- What figures are made of: rounds (asked, answered), ends and ratings. A record that is there already stays.
CREATE TABLE desk_record (
    tenant text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    agent text,
    skill text NOT NULL,
    seconds double precision,
    is_first boolean NOT NULL,
    rating integer,
    body text NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX desk_record_at ON desk_record (tenant, at);

CREATE TABLE console_account (id text PRIMARY KEY, tenant text NOT NULL, body text NOT NULL);
CREATE INDEX console_account_tenant ON console_account (tenant);

-- Only hashes of tokens: who reads the table cannot log in with it.
CREATE TABLE console_session (token_hash text PRIMARY KEY, account text NOT NULL, guard text NOT NULL, until bigint NOT NULL);

-- Who looked at what; nothing is changed in it.
CREATE TABLE audit (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant text NOT NULL,
    at bigint NOT NULL,
    account text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL
);
CREATE INDEX audit_tenant ON audit (tenant, number);

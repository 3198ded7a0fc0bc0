-- Coupons given to shoppers, and to whom. Money is whole fen, times are UTC ticks (100 ns).
CREATE TABLE coupon_grant (
    tenant text NOT NULL,
    code text PRIMARY KEY,
    operation text NOT NULL,
    cause text NOT NULL,
    kind text NOT NULL,
    amount bigint NOT NULL,
    min_spend bigint NOT NULL,
    at bigint NOT NULL,
    until bigint NOT NULL,
    given_by text NOT NULL,
    conversation text NOT NULL,
    UNIQUE (tenant, operation),
    UNIQUE (tenant, cause)
);
CREATE INDEX coupon_grant_at ON coupon_grant (tenant, at);

-- Every name that the person of a coupon goes by: hashes and pseudonyms only.
CREATE TABLE coupon_person (
    tenant text NOT NULL,
    person text NOT NULL,
    at bigint NOT NULL,
    code text NOT NULL,
    PRIMARY KEY (tenant, person, at, code)
);

-- Canned replies of tenants that wrote their own.
CREATE TABLE console_canned (tenant text PRIMARY KEY, body text NOT NULL);

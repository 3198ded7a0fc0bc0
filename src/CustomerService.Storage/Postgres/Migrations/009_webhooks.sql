-- The outbox of webhooks. Times are UTC ticks (100 ns). State 0 waits (due_at is the next attempt, or the end of the lease
-- of who took it), 1 is delivered, 2 given up. The rows of what was delivered stay a while: a repeated operation finds its own.
CREATE TABLE webhook_delivery (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    endpoint text NOT NULL,
    id text NOT NULL,
    tenant text NOT NULL,
    conversation text NOT NULL,
    type text NOT NULL,
    body text NOT NULL,
    since bigint NOT NULL,
    due_at bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    state smallint NOT NULL DEFAULT 0,
    done_at bigint,
    last_failure text,
    UNIQUE (endpoint, id)
);
CREATE INDEX webhook_due ON webhook_delivery (endpoint, due_at) WHERE state = 0;
CREATE INDEX webhook_order ON webhook_delivery (endpoint, conversation, number) WHERE state = 0;
CREATE INDEX webhook_done ON webhook_delivery (coalesce(done_at, since));
CREATE INDEX webhook_left ON webhook_delivery (endpoint, tenant, state, since) WHERE state <> 1;

-- Endpoints that answered 410, for as long as they have that address.
CREATE TABLE webhook_disabled (endpoint text PRIMARY KEY, tenant text NOT NULL, url text NOT NULL, at bigint NOT NULL);

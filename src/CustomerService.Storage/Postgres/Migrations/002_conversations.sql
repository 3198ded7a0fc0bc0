-- The inbox. Times of entries are UTC ticks (100 ns), so that an entry read again is the entry that was accepted.
-- One row a conversation holds the last number; it is locked while numbers are given, by all processes in the order of
-- the conversations' names, and outlives the entries.
CREATE TABLE inbox_conversation (conversation text PRIMARY KEY, last bigint NOT NULL) WITH (fillfactor = 70);
CREATE TABLE inbox (
    conversation text NOT NULL,
    number bigint NOT NULL,
    message_id text NOT NULL,
    kind smallint NOT NULL,
    body text NOT NULL,
    received_at bigint NOT NULL,
    partition smallint NOT NULL DEFAULT 0,
    attempts smallint NOT NULL DEFAULT 0,
    due_at bigint NOT NULL DEFAULT 0,
    last_failure text,
    finished_at bigint,
    PRIMARY KEY (conversation, number),
    UNIQUE (conversation, message_id)
) WITH (fillfactor = 80);
CREATE INDEX inbox_unfinished ON inbox (partition, received_at) WHERE finished_at IS NULL;
-- Finished entries lie nearly in the order of time: a block range index finds the old ones and costs a write nothing.
CREATE INDEX inbox_finished ON inbox USING brin (finished_at) WITH (autosummarize = on);

-- Which process redelivers which of the 64 partitions. A fence counts up with every new owner.
CREATE TABLE inbox_pump (owner text PRIMARY KEY, until bigint NOT NULL);
CREATE TABLE inbox_lease (
    partition smallint PRIMARY KEY,
    owner text,
    until bigint NOT NULL DEFAULT 0,
    fence bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
INSERT INTO inbox_lease (partition) SELECT generate_series(0, 63);

-- Entries that were delivered in vain too often. The entry itself stays in the inbox, finished, and keeps its number
-- and message id; here is nothing of what was said.
CREATE TABLE dead_letter (
    conversation text NOT NULL,
    number bigint NOT NULL,
    reason text NOT NULL,
    attempts smallint NOT NULL,
    died_at bigint NOT NULL,
    PRIMARY KEY (conversation, number)
);
CREATE INDEX dead_letter_by_age ON dead_letter (died_at);

-- Events too old for the state of their conversation.
CREATE TABLE transcript (
    conversation text NOT NULL,
    sequence bigint NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (conversation, sequence)
);

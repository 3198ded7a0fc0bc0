-- The index of finished entries held the others too, and while many wait the planner took it for looking for those: it
-- read all of it for each conversation. A block range index is built in one walk over the table, without which nothing
-- is written to the inbox.
DROP INDEX inbox_finished;
CREATE INDEX inbox_finished ON inbox USING brin (finished_at) WITH (autosummarize = on) WHERE finished_at IS NOT NULL;

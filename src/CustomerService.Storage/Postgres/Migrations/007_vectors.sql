-- Sentence vectors of whole indexes by a hash of the model and the texts: made once, read by every process that starts.
CREATE TABLE vector_shelf (key text PRIMARY KEY, vectors bytea NOT NULL, used_at bigint NOT NULL);
-- They are as good as random and do not get smaller.
ALTER TABLE vector_shelf ALTER COLUMN vectors SET STORAGE EXTERNAL;

-- While a cluster goes over to another language model, its processes may start with either.
ALTER TABLE cluster_model
    ADD COLUMN next_model text,
    ADD COLUMN next_sha256 text,
    -- When the latest step was: one that is written late does not undo those after it.
    ADD COLUMN since timestamptz NOT NULL DEFAULT '-infinity';

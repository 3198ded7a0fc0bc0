-- Which cluster the database belongs to, and the language model of its silos.
CREATE TABLE cluster_owner (one boolean PRIMARY KEY DEFAULT true CHECK (one), cluster text NOT NULL);
CREATE TABLE cluster_model (cluster text PRIMARY KEY, model text NOT NULL, sha256 text NOT NULL);

-- What the cluster's database does not have yet: a round by its time, or a decision by its id. The rows themselves are
-- read when they are shipped. A number is never given twice.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  round_at INTEGER UNIQUE,
  decision_id TEXT UNIQUE,
  CHECK ((round_at IS NULL) <> (decision_id IS NULL))
) STRICT;

-- How many pods of an owner ran when it was stored; null where nobody has counted them.
ALTER TABLE owner_use ADD COLUMN pods INTEGER;

-- The name of what this file has counted: another file of the same node has another one.
CREATE TABLE usage_counter (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL
) STRICT;
INSERT INTO usage_counter VALUES (1, lower(hex(randomblob(8))));

-- The outbox has owners by name, and volumes by month and network, too.
CREATE TABLE wider_outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  round_at INTEGER UNIQUE,
  decision_id TEXT UNIQUE,
  owner TEXT UNIQUE,
  month TEXT,
  network TEXT,
  UNIQUE (month, network),
  CHECK ((round_at IS NOT NULL) + (decision_id IS NOT NULL) + (owner IS NOT NULL) + (month IS NOT NULL) = 1),
  CHECK ((month IS NULL) = (network IS NULL))
) STRICT;
INSERT INTO wider_outbox (seq, at, round_at, decision_id) SELECT seq, at, round_at, decision_id FROM outbox;
DROP TABLE outbox;
ALTER TABLE wider_outbox RENAME TO outbox;

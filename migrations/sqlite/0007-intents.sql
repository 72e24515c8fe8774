-- What operators have said through the API, as it is now; without a spec where it was removed, so that its version goes on
-- rising if it is made again.
CREATE TABLE intent (
  kind TEXT NOT NULL,
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  spec TEXT,
  PRIMARY KEY (kind, namespace, name)
) STRICT, WITHOUT ROWID;

-- Who has changed what: rows are added, never changed, and kept for 400 days. A number is never given twice.
CREATE TABLE intent_change (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  kind TEXT NOT NULL,
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX intent_change_at ON intent_change (at);
CREATE INDEX intent_change_of ON intent_change (kind, namespace, name, seq);

CREATE TRIGGER intent_change_stays_as_it_is BEFORE UPDATE ON intent_change
BEGIN
  SELECT RAISE(ABORT, 'a change that was noted is never changed');
END;

CREATE TRIGGER intent_change_stays BEFORE DELETE ON intent_change
WHEN OLD.at >= (unixepoch() - 400 * 86400) * 1000
BEGIN
  SELECT RAISE(ABORT, 'a change that was noted is kept for 400 days');
END;

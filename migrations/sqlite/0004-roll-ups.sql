-- How networks were over minutes and hours: `figures` is packed as store/sqlite/spread-blob.ts says.
CREATE TABLE network_rollup (
  span_ms INTEGER NOT NULL,
  network TEXT NOT NULL,
  at INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  figures BLOB NOT NULL,
  PRIMARY KEY (span_ms, network, at)
) STRICT, WITHOUT ROWID;

-- Spans that got samples since they were summed up last.
CREATE TABLE pending_rollup (
  span_ms INTEGER NOT NULL,
  at INTEGER NOT NULL,
  network TEXT NOT NULL,
  PRIMARY KEY (span_ms, at, network)
) STRICT, WITHOUT ROWID;

INSERT INTO pending_rollup SELECT DISTINCT 60000, at - at % 60000, network FROM network_sample;
INSERT INTO pending_rollup SELECT DISTINCT 3600000, at - at % 3600000, network FROM network_sample;

-- One row: when the clock was looked at last, and since when it has not jumped.
CREATE TABLE clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seen_ms INTEGER NOT NULL,
  steady_since_ms INTEGER NOT NULL
) STRICT;

-- One wide row per network and time: a tenth of the bytes of one row per figure.
CREATE TABLE network_sample (
  network TEXT NOT NULL,
  at INTEGER NOT NULL,
  source TEXT,
  ingress_bits_per_second REAL,
  egress_bits_per_second REAL,
  drop_ratio REAL,
  capacity_bits_per_second REAL,
  capacity_source TEXT,
  addresses_used REAL,
  addresses_total REAL,
  attachments INTEGER NOT NULL,
  PRIMARY KEY (network, at)
) STRICT, WITHOUT ROWID;

-- Container ids have 64 characters: samples name their attachment by a small number instead.
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  container_id TEXT NOT NULL,
  ifname TEXT NOT NULL,
  network TEXT NOT NULL,
  last_at INTEGER NOT NULL,
  UNIQUE (container_id, ifname, network)
) STRICT;

CREATE TABLE attachment_sample (
  at INTEGER NOT NULL,
  attachment INTEGER NOT NULL,
  ingress_bits_per_second REAL NOT NULL,
  egress_bits_per_second REAL NOT NULL,
  PRIMARY KEY (at, attachment)
) STRICT, WITHOUT ROWID;

-- The body is the decision as JSON, but for its outcome and error, which change.
CREATE TABLE decision (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  namespace TEXT NOT NULL,
  pod TEXT NOT NULL,
  pod_uid TEXT NOT NULL,
  ifname TEXT NOT NULL,
  chosen TEXT NOT NULL,
  outcome TEXT NOT NULL,
  error TEXT,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX decision_at ON decision (at);
CREATE INDEX decision_attachment ON decision (pod_uid, ifname, id);
CREATE INDEX decision_network ON decision (chosen, id);
CREATE INDEX decision_pod ON decision (namespace, pod, id);

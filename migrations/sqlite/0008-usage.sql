-- What pods have used, by owner and of one pod: means in bytes an hour, and the last spells as JSON arrays of two.
CREATE TABLE owner_use (
  owner TEXT NOT NULL PRIMARY KEY,
  egress REAL NOT NULL,
  ingress REAL NOT NULL,
  hours REAL NOT NULL,
  recent TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What pods have sent in a month (of UTC), by network.
CREATE TABLE month_volume (
  month TEXT NOT NULL,
  network TEXT NOT NULL,
  bytes REAL NOT NULL,
  PRIMARY KEY (month, network)
) STRICT, WITHOUT ROWID;

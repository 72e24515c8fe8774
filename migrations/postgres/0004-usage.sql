-- What pods have used on a node, by owner and of one pod: means in bytes an hour, and the last spells.
CREATE TABLE genie.owner_use (
  owner TEXT COLLATE "C" NOT NULL,
  node TEXT COLLATE "C" NOT NULL,
  egress DOUBLE PRECISION NOT NULL,
  ingress DOUBLE PRECISION NOT NULL,
  hours DOUBLE PRECISION NOT NULL,
  recent JSON NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (owner, node)
);

-- What pods of all nodes have sent in a month (of UTC), by network.
CREATE TABLE genie.month_volume (
  month TEXT COLLATE "C" NOT NULL,
  network TEXT COLLATE "C" NOT NULL,
  bytes DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (month, network)
);

-- What the nodes of a cluster have measured and decided. Times are Unix times in ms.

-- Who has ever written, and when last by its own clock.
CREATE TABLE genie.node (
  name TEXT PRIMARY KEY,
  seen_at BIGINT NOT NULL
) WITH (fillfactor = 50);

-- One wide row per node, network and time, in partitions of a day.
CREATE TABLE genie.network_sample (
  node TEXT NOT NULL,
  network TEXT NOT NULL,
  at BIGINT NOT NULL,
  source TEXT,
  traffic_at BIGINT,
  ingress_bits_per_second DOUBLE PRECISION,
  egress_bits_per_second DOUBLE PRECISION,
  drop_ratio DOUBLE PRECISION,
  capacity_bits_per_second DOUBLE PRECISION,
  capacity_source TEXT,
  headroom_bits_per_second DOUBLE PRECISION,
  addresses_used DOUBLE PRECISION,
  addresses_total DOUBLE PRECISION,
  address_source TEXT,
  address_scope TEXT,
  addresses_at BIGINT,
  subnets INTEGER,
  latency_p50_ms DOUBLE PRECISION,
  latency_p95_ms DOUBLE PRECISION,
  jitter_ms DOUBLE PRECISION,
  loss_ratio DOUBLE PRECISION,
  response_time_ms DOUBLE PRECISION,
  probe_source TEXT,
  probed_at BIGINT,
  application_ratio DOUBLE PRECISION,
  application_source TEXT,
  application_at BIGINT,
  price_per_gigabyte DOUBLE PRECISION,
  price_currency TEXT,
  attachments INTEGER NOT NULL,
  PRIMARY KEY (node, network, at)
) PARTITION BY RANGE (at);

-- One row per node and round: 110 pods would be as many rows. A member is ["container id","ifname","network"]: [in, out].
CREATE TABLE genie.attachment_round (
  node TEXT NOT NULL,
  at BIGINT NOT NULL,
  samples JSONB NOT NULL,
  PRIMARY KEY (node, at)
) PARTITION BY RANGE (at);

-- The body is the decision as JSON, but for its outcome and error, which change.
CREATE TABLE genie.decision (
  id TEXT COLLATE "C" PRIMARY KEY,
  node TEXT NOT NULL,
  at BIGINT NOT NULL,
  namespace TEXT NOT NULL,
  pod TEXT NOT NULL,
  pod_uid TEXT NOT NULL,
  ifname TEXT NOT NULL,
  chosen TEXT NOT NULL,
  outcome TEXT NOT NULL,
  error TEXT,
  body JSON NOT NULL
);
CREATE INDEX decision_at ON genie.decision (at);
CREATE INDEX decision_node ON genie.decision (node, id);
CREATE INDEX decision_attachment ON genie.decision (pod_uid, ifname, id);
CREATE INDEX decision_network ON genie.decision (chosen, id);
CREATE INDEX decision_pod ON genie.decision (namespace, pod, id);
CREATE INDEX decision_standing ON genie.decision (node, id) WHERE outcome IN ('planned', 'attached');

-- Each figure over a span: {min, max, p50, p95, count}, null if nobody measured it.
CREATE TABLE genie.network_minute (
  node TEXT NOT NULL,
  network TEXT NOT NULL,
  at BIGINT NOT NULL,
  ingress_bits_per_second DOUBLE PRECISION[],
  egress_bits_per_second DOUBLE PRECISION[],
  drop_ratio DOUBLE PRECISION[],
  headroom_bits_per_second DOUBLE PRECISION[],
  addresses_used DOUBLE PRECISION[],
  attachments DOUBLE PRECISION[],
  latency_p50_ms DOUBLE PRECISION[],
  latency_p95_ms DOUBLE PRECISION[],
  jitter_ms DOUBLE PRECISION[],
  loss_ratio DOUBLE PRECISION[],
  response_time_ms DOUBLE PRECISION[],
  application_ratio DOUBLE PRECISION[],
  PRIMARY KEY (node, network, at)
) PARTITION BY RANGE (at);
CREATE TABLE genie.network_hour (LIKE genie.network_minute INCLUDING ALL) PARTITION BY RANGE (at);

-- Samples before this time are summed up in the two tables above; of later ones that is done when somebody asks.
CREATE TABLE genie.maintenance (
  rolled_until BIGINT NOT NULL
);
INSERT INTO genie.maintenance VALUES (0);

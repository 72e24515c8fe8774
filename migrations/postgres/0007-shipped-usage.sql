-- What nine of ten spells stay below, so that readers of all nodes need no single ones; how many pods ran, null where an
-- agent is too old to count them; and when the row was told, by the server's clock, as a node's may be wrong.
ALTER TABLE genie.owner_use
  ADD COLUMN egress_p90 DOUBLE PRECISION,
  ADD COLUMN ingress_p90 DOUBLE PRECISION,
  ADD COLUMN pods INTEGER,
  ADD COLUMN told_at BIGINT NOT NULL DEFAULT 0;

-- What pods of a node have sent in a month (of UTC), by network, where its agent ships: all of it that one file has
-- counted, so that what is told twice is one. A node that was replaced has another file, and so another counter.
CREATE TABLE genie.node_volume (
  month TEXT COLLATE "C" NOT NULL,
  network TEXT COLLATE "C" NOT NULL,
  node TEXT COLLATE "C" NOT NULL,
  counter TEXT COLLATE "C" NOT NULL,
  bytes DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (month, network, node, counter)
);

CREATE OR REPLACE FUNCTION genie.forget_usage(since_ms BIGINT, before_month TEXT) RETURNS VOID
LANGUAGE sql SECURITY DEFINER SET search_path = genie, pg_temp SET timezone = 'UTC' AS $$
  DELETE FROM owner_use WHERE updated_at < least(since_ms, now_ms() - 30 * 86400000::BIGINT);
  DELETE FROM month_volume WHERE month < least(before_month, to_char(now(), 'YYYY-MM')) COLLATE "C";
  DELETE FROM node_volume WHERE month < least(before_month, to_char(now(), 'YYYY-MM')) COLLATE "C";
$$;

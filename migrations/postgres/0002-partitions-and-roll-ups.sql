-- Samples summed up by spans of so many ms, which begin at multiples of it; of every node or network where none is named.
CREATE FUNCTION genie.spreads(span BIGINT, from_ms BIGINT, to_ms BIGINT, of_node TEXT, of_network TEXT)
RETURNS SETOF genie.network_minute LANGUAGE sql STABLE AS $$
  SELECT node, network, at - at % span,
    CASE WHEN count(ingress_bits_per_second) > 0 THEN ARRAY[min(ingress_bits_per_second), max(ingress_bits_per_second),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY ingress_bits_per_second), percentile_disc(0.95) WITHIN GROUP (ORDER BY ingress_bits_per_second), count(ingress_bits_per_second)] END,
    CASE WHEN count(egress_bits_per_second) > 0 THEN ARRAY[min(egress_bits_per_second), max(egress_bits_per_second),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY egress_bits_per_second), percentile_disc(0.95) WITHIN GROUP (ORDER BY egress_bits_per_second), count(egress_bits_per_second)] END,
    CASE WHEN count(drop_ratio) > 0 THEN ARRAY[min(drop_ratio), max(drop_ratio),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY drop_ratio), percentile_disc(0.95) WITHIN GROUP (ORDER BY drop_ratio), count(drop_ratio)] END,
    CASE WHEN count(headroom_bits_per_second) > 0 THEN ARRAY[min(headroom_bits_per_second), max(headroom_bits_per_second),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY headroom_bits_per_second), percentile_disc(0.95) WITHIN GROUP (ORDER BY headroom_bits_per_second), count(headroom_bits_per_second)] END,
    CASE WHEN count(addresses_used) > 0 THEN ARRAY[min(addresses_used), max(addresses_used),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY addresses_used), percentile_disc(0.95) WITHIN GROUP (ORDER BY addresses_used), count(addresses_used)] END,
    CASE WHEN count(attachments) > 0 THEN ARRAY[min(attachments), max(attachments),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY attachments), percentile_disc(0.95) WITHIN GROUP (ORDER BY attachments), count(attachments)] END,
    CASE WHEN count(latency_p50_ms) > 0 THEN ARRAY[min(latency_p50_ms), max(latency_p50_ms),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY latency_p50_ms), percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_p50_ms), count(latency_p50_ms)] END,
    CASE WHEN count(latency_p95_ms) > 0 THEN ARRAY[min(latency_p95_ms), max(latency_p95_ms),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY latency_p95_ms), percentile_disc(0.95) WITHIN GROUP (ORDER BY latency_p95_ms), count(latency_p95_ms)] END,
    CASE WHEN count(jitter_ms) > 0 THEN ARRAY[min(jitter_ms), max(jitter_ms),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY jitter_ms), percentile_disc(0.95) WITHIN GROUP (ORDER BY jitter_ms), count(jitter_ms)] END,
    CASE WHEN count(loss_ratio) > 0 THEN ARRAY[min(loss_ratio), max(loss_ratio),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY loss_ratio), percentile_disc(0.95) WITHIN GROUP (ORDER BY loss_ratio), count(loss_ratio)] END,
    CASE WHEN count(response_time_ms) > 0 THEN ARRAY[min(response_time_ms), max(response_time_ms),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY response_time_ms), percentile_disc(0.95) WITHIN GROUP (ORDER BY response_time_ms), count(response_time_ms)] END,
    CASE WHEN count(application_ratio) > 0 THEN ARRAY[min(application_ratio), max(application_ratio),
      percentile_disc(0.5) WITHIN GROUP (ORDER BY application_ratio), percentile_disc(0.95) WITHIN GROUP (ORDER BY application_ratio), count(application_ratio)] END
  FROM genie.network_sample
  WHERE at >= from_ms AND at < to_ms
    AND (of_node IS NULL OR node = of_node) AND (of_network IS NULL OR network = of_network)
  GROUP BY 1, 2, 3
$$;

-- How long each table's partitions are, in ms, and how long rows are kept after the end of their partition.
CREATE TABLE genie.partitioned (
  parent TEXT PRIMARY KEY,
  span BIGINT NOT NULL,
  kept BIGINT NOT NULL
);
INSERT INTO genie.partitioned VALUES
  ('network_sample', 24 * 3600000::BIGINT, 28 * 3600000::BIGINT),
  ('attachment_round', 6 * 3600000::BIGINT, 6 * 3600000::BIGINT),
  ('network_minute', 24 * 3600000::BIGINT, 14 * 24 * 3600000::BIGINT),
  ('network_hour', 30 * 24 * 3600000::BIGINT, 400 * 24 * 3600000::BIGINT);

-- The partitions there are; their names end in the hour in which they begin, in UTC.
CREATE FUNCTION genie.partitions()
RETURNS TABLE (parent TEXT, name TEXT, begin_ms BIGINT, end_ms BIGINT, kept BIGINT)
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
  SELECT parent, relname::TEXT, begin_ms, begin_ms + span, kept
  FROM genie.partitioned
  JOIN pg_inherits ON inhparent = ('genie.' || parent)::regclass
  JOIN pg_class ON pg_class.oid = inhrelid,
  LATERAL (SELECT (extract(epoch FROM to_timestamp(right(relname, 10), 'YYYYMMDDHH24')) * 1000)::BIGINT) AS its (begin_ms)
$$;

-- The server's clock, in ms: no node's clock that is ahead of it counts.
CREATE FUNCTION genie.now_ms() RETURNS BIGINT LANGUAGE sql STABLE AS $$
  SELECT (extract(epoch FROM now()) * 1000)::BIGINT
$$;

-- Makes the partition that a time falls into. It is made first and attached then, which lets writers go on.
CREATE FUNCTION genie.make_partition(of_parent TEXT, at BIGINT) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = genie, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  its_span BIGINT := (SELECT span FROM partitioned WHERE parent = of_parent);
  begin_ms BIGINT := at - at % its_span;
  its_name TEXT := of_parent || '_' || to_char(to_timestamp(begin_ms / 1000), 'YYYYMMDDHH24');
BEGIN
  IF at < 0 OR at > now_ms() + 48 * 3600000::BIGINT THEN
    RAISE EXCEPTION 'a time of % ms is beyond what a clock may show', at USING ERRCODE = '22008';
  END IF;
  IF to_regclass(its_name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('genie partitions'));
  -- Asked of the table: what is cached of names is as it was before the wait.
  IF EXISTS (SELECT FROM pg_class WHERE relname = its_name AND relnamespace = 'genie'::regnamespace) THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', its_name, of_parent);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
    of_parent, its_name, begin_ms, begin_ms + its_span);
END
$$;

-- The partitions of samples taken at these times.
CREATE FUNCTION genie.make_room(times BIGINT[]) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = genie, pg_temp AS $$
DECLARE
  each BIGINT;
BEGIN
  FOREACH each IN ARRAY times LOOP
    PERFORM make_partition('network_sample', each);
    PERFORM make_partition('attachment_round', each);
  END LOOP;
END
$$;

-- One step of what has to be done about every hour: makes partitions ahead, sums up an hour of samples of a day ago (and
-- four hours for those that come late, after an outage), drops what is too old. True if there is more to do. One at a
-- time; nobody waits for another. The time is the caller's, or the server's where that one is earlier or none is given.
CREATE FUNCTION genie.maintain(caller_ms BIGINT) RETURNS BOOLEAN
LANGUAGE plpgsql SECURITY DEFINER SET search_path = genie, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  hour CONSTANT BIGINT := 3600000;
  now_ms BIGINT := least(caller_ms, now_ms());
  until_ms BIGINT := now_ms - 28 * hour;
  rolled BIGINT;
  next BIGINT;
  old RECORD;
  gone INTEGER;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('genie maintenance')) THEN RETURN false; END IF;
  PERFORM make_room(ARRAY[now_ms]);
  PERFORM make_partition('network_sample', now_ms + 24 * hour);
  PERFORM make_partition('attachment_round', now_ms + 6 * hour);

  SELECT rolled_until INTO rolled FROM maintenance;
  SELECT greatest(rolled, begin_ms) INTO next FROM partitions()
    WHERE parent = 'network_sample' AND end_ms > rolled AND greatest(rolled, begin_ms) + hour <= until_ms
    ORDER BY begin_ms LIMIT 1;
  IF next IS NOT NULL THEN
    PERFORM make_partition('network_minute', next);
    PERFORM make_partition('network_hour', next);
    INSERT INTO network_minute SELECT * FROM spreads(60000, next, next + hour, NULL, NULL) ON CONFLICT DO NOTHING;
    INSERT INTO network_hour SELECT * FROM spreads(hour, next, next + hour, NULL, NULL) ON CONFLICT DO NOTHING;
    UPDATE maintenance SET rolled_until = next + hour;
    RETURN true;
  END IF;

  FOR old IN SELECT name FROM partitions() WHERE end_ms <= now_ms - kept LOOP
    EXECUTE format('DROP TABLE %I', old.name);
  END LOOP;
  DELETE FROM decision WHERE id IN (SELECT id FROM decision WHERE at < now_ms - 168 * hour LIMIT 5000);
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM node WHERE seen_at < now_ms - 14 * 24 * hour;
  RETURN gone = 5000;
END
$$;

-- What writers may do beside inserting is granted to them by name.
REVOKE ALL ON FUNCTION genie.make_partition(TEXT, BIGINT), genie.make_room(BIGINT[]), genie.maintain(BIGINT) FROM PUBLIC;

-- Whoever counts what pods use removes what nobody has counted for long, and months that are over, without a right to
-- delete: nothing of the last 30 days by the server's clock, whatever the caller says.
CREATE FUNCTION genie.forget_usage(since_ms BIGINT, before_month TEXT) RETURNS VOID
LANGUAGE sql SECURITY DEFINER SET search_path = genie, pg_temp SET timezone = 'UTC' AS $$
  DELETE FROM owner_use WHERE updated_at < least(since_ms, now_ms() - 30 * 86400000::BIGINT);
  DELETE FROM month_volume WHERE month < least(before_month, to_char(now(), 'YYYY-MM')) COLLATE "C";
$$;
REVOKE ALL ON FUNCTION genie.forget_usage(BIGINT, TEXT) FROM PUBLIC;

-- What operators have said through the API, as it is now, for all nodes; without a spec where it was removed, so that its
-- version goes on rising if it is made again.
CREATE TABLE genie.intent (
  kind TEXT COLLATE "C" NOT NULL,
  namespace TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  spec JSON,
  PRIMARY KEY (kind, namespace, name)
);

-- Who has changed what: rows are added, never changed, and kept for 400 days.
CREATE TABLE genie.intent_change (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at BIGINT NOT NULL,
  changed_by TEXT NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  namespace TEXT COLLATE "C" NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  before JSON,
  after JSON
);
CREATE INDEX intent_change_at ON genie.intent_change (at);
CREATE INDEX intent_change_of ON genie.intent_change (kind, namespace, name, seq);

CREATE FUNCTION genie.keep_intent_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < (extract(epoch FROM now())::BIGINT - 400 * 86400) * 1000 THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'a change that was noted is kept for 400 days as it is' USING ERRCODE = '23001';
END
$$;
CREATE TRIGGER intent_change_stays BEFORE UPDATE OR DELETE ON genie.intent_change
  FOR EACH ROW EXECUTE FUNCTION genie.keep_intent_change();
CREATE TRIGGER intent_changes_stay BEFORE TRUNCATE ON genie.intent_change
  FOR EACH STATEMENT EXECUTE FUNCTION genie.keep_intent_change();

-- Whoever notes a change removes those that are too old, and no others, without a right to delete.
CREATE FUNCTION genie.forget_intent_changes() RETURNS VOID
LANGUAGE sql SECURITY DEFINER SET search_path = genie, pg_temp AS $$
  DELETE FROM intent_change WHERE at < (extract(epoch FROM now())::BIGINT - 400 * 86400) * 1000
$$;

-- A body is JSON, or JSON deflated: with a dozen figures for each candidate that is an eighth of its bytes.
CREATE TABLE packed_decision (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  namespace TEXT NOT NULL,
  pod TEXT NOT NULL,
  pod_uid TEXT NOT NULL,
  ifname TEXT NOT NULL,
  chosen TEXT NOT NULL,
  outcome TEXT NOT NULL,
  error TEXT,
  body ANY NOT NULL
) STRICT;

INSERT INTO packed_decision SELECT * FROM decision;
DROP TABLE decision;
ALTER TABLE packed_decision RENAME TO decision;

CREATE INDEX decision_at ON decision (at);
CREATE INDEX decision_attachment ON decision (pod_uid, ifname, id);
CREATE INDEX decision_network ON decision (chosen, id);
CREATE INDEX decision_pod ON decision (namespace, pod, id);
CREATE INDEX decision_standing ON decision (id) WHERE outcome IN ('planned', 'attached');

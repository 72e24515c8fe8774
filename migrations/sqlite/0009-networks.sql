-- The networks that this node has a conf for, as far as choosing asks: one row, as JSON.
CREATE TABLE node_networks (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  networks TEXT NOT NULL
) STRICT;

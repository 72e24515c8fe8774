-- The networks that the node has a conf for, as far as choosing asks; null where its agent is too old to tell them. A
-- column, as whoever may write the row may write this too.
ALTER TABLE genie.node ADD COLUMN networks JSON;

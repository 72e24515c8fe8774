-- Asked in every round: the few decisions that still stand, among those of a week.
CREATE INDEX decision_standing ON decision (id) WHERE outcome IN ('planned', 'attached');

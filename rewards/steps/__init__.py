"""Step scores and progress measures: one number a step."""

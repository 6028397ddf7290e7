"""Episodes as other trainers' training data: one file a format, and beside them what the formats share."""

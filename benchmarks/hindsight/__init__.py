"""New goals out of what was done: a phone is wandered through, what changed it is shortened, then put in words."""

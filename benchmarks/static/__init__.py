"""Single steps with known right answers: the daily suite's static set, its matcher, and AndroidDaily's own list."""

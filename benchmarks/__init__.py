"""The exam: suites, runs, statistics and reports."""

"""Judges, verifiers, votes and rubrics."""

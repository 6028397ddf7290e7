"""Runs as a dataset of three tables: episodes, steps, samples."""

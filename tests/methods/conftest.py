"""No test of a formula fails because the machine is busy."""

import os

from hypothesis import settings

from tests.chatserver import endpoint as endpoint

# There are a thousand properties: at Hypothesis' own hundred examples each they were a quarter of the whole test run.
settings.register_profile("busy", deadline=None, max_examples=30)
settings.register_profile("deep", deadline=None, max_examples=400)  # make deep
# Of the thousands of mutants each one meets the same few examples.
settings.register_profile("mutants", deadline=None, max_examples=25, derandomize=True, database=None)
settings.load_profile("mutants" if "MUTANT_UNDER_TEST" in os.environ else os.environ.get("EXAMPLES", "busy"))

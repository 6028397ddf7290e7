"""Calibrated Step Reward System (Step-GUI, arXiv 2512.15431, section 2.1.4): the verdict decides what is learnt.

The label of every sample is the trajectory's verdict, never the extractor's opinion. A success gives all seven kinds.
A failure gives knowledge only: never an action prediction. The report names kinds 1-5 "knowledge" in one line and 1-6
in another; here 6 (intent execution) is kept by default and `failed_intents=False` leaves it out. An unjudged
trajectory gives nothing: it is put aside. One that was cut short counts as failed.
"""

from collections.abc import Sequence

from agent.trajectory import Trajectory
from rewards.samples import Kind, Sample

FAILURE_KINDS = frozenset(Kind) - {Kind.ACTION_PREDICTION}


def csrs_select(samples: Sequence[Sample], success: bool | None, *, failed_intents: bool = True) -> list[Sample]:
    """The samples that may be learnt from, in their order. Source: paper (judge, prompts and thresholds not given)."""
    if success is None:
        return []
    if success:
        return list(samples)
    kept = FAILURE_KINDS if failed_intents else FAILURE_KINDS - {Kind.INTENT_EXECUTION}
    return [sample for sample in samples if sample.kind in kept]


def label(episode: Trajectory) -> bool | None:
    """The trajectory's calibrated label: its verdict; truncated is failed, not judged is None."""
    if episode.verdict is None or episode.verdict.success is None:
        return None
    return episode.verdict.success and not episode.stop.truncated

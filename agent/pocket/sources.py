"""What words of a reading can be copied, and how far a span goes."""

import numpy as np
from numpy.typing import NDArray

from agent.pocket.arrays import Bools
from agent.pocket.unit import Sort

SOURCES = (Sort.GOAL, Sort.SCREEN, Sort.MEMORY)


def copyable(sorts: NDArray[np.integer], owners: NDArray[np.integer]) -> Bools:
    """(T,): the words a span can begin with."""
    return np.isin(sorts[owners], SOURCES)


def reach(sorts: NDArray[np.integer], owners: NDArray[np.integer], first: int) -> Bools:
    """(T,): the words a span beginning at `first` can end with: of the same unit, or of the goal from there on."""
    own = sorts[owners] == Sort.GOAL if sorts[owners[first]] == Sort.GOAL else owners == owners[first]
    return own & (np.arange(len(owners)) >= first)

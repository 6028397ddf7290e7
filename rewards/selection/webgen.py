"""WebGen-Agent: which of the versions made so far to hand in, and when to go back to one."""

from collections.abc import Sequence
from dataclasses import dataclass

from rewards.scores import Column, Scores, same_length

SHOWN = 3.0  # screenshot score from which a version is fit to be seen
PATIENCE = 5  # errors in a row before going back


@dataclass(frozen=True, slots=True)
class Backtrack:
    """Whether to leave the present branch, and for which version: None means to begin anew."""

    leave: bool
    to: int | None


def webgen_select(screenshot: Column, gui: Column, error: Sequence[bool] | None = None) -> int | None:
    """Index of the version to hand in: the best by GUI-agent score, then screenshot score, then the latest.

    Only versions with a screenshot score >= 3 and no error, if there are any; else all scored ones. Scores 0 to 5.
    Source: WebGen-Agent (code).
    """
    shot, used = Scores.of(screenshot, "screenshot"), Scores.of(gui, "gui")
    broken = [False] * len(shot) if error is None else list(error)
    same_length(screenshot=shot, gui=used, error=broken)
    scored = [i for i in range(len(shot)) if shot.known[i] and used.known[i]]
    fit = [i for i in scored if shot.values[i] >= SHOWN and not broken[i]]
    return max(fit or scored, key=lambda i: (used.values[i], shot.values[i], i), default=None)


def backtrack(error: Sequence[bool], screenshot: Column, gui: Column, *, patience: int = PATIENCE) -> Backtrack:
    """Whether `patience` errors in a row end the history, and the best version without error to go back to.

    `error`: of each version so far, oldest first; its scores as in `webgen_select`. Source: WebGen-Agent (code).
    Raises ValueError for patience < 1.
    """
    if patience < 1:
        raise ValueError(f"patience must be at least 1, not {patience}")
    shown, used = Scores.of(screenshot, "screenshot"), Scores.of(gui, "gui")
    same_length(error=error, screenshot=shown, gui=used)
    if len(error) < patience or not all(error[-patience:]):
        return Backtrack(False, None)
    shot = [None if bad else s for s, bad in zip(shown.tolist(), error, strict=True)]
    return Backtrack(True, webgen_select(shot, used, error))

"""May an episode be learnt from? Nothing of the test split may, whatever it is called."""

from collections.abc import Mapping
from typing import Any

from benchmarks.daily import TEMPLATES
from benchmarks.daily.leaks import leak
from benchmarks.daily.scene import TEST
from benchmarks.daily.signature import leaks_by_signature

CUT_OFF = "cut off before the end"
EMPTY = "without a step"
OF_TEST = "of a test template"
WORDED = "worded like a test task"
CHANGES = "changes what a test task changes"


def only_by_words(meta: Mapping[str, Any]) -> bool:
    """Was the goal of an episode with this meta made up, and does nothing tell what kinds of change it asks for? Then
    it can be held against the words of test tasks alone."""
    return "found" in meta and meta.get("template") not in TEMPLATES and "signature" not in meta


def refusal(goal: str, meta: Mapping[str, Any]) -> tuple[str, str] | None:
    """Why an episode with this goal and meta is kept out, and which test template it is like; None where it may enter.

    A template is of the test split if it is now or was when the episode was run. A goal that is of no template is also
    held against what test templates change, where its meta tells the kinds of change (`signature`, a list).
    """
    template = TEMPLATES.get(str(meta.get("template", "")))
    if (template and template.split == TEST) or meta.get("axes", {}).get("split") == TEST:
        return OF_TEST, str(meta.get("template", ""))
    if like := leak(goal):
        return WORDED, like.partition(":")[0]
    if template is None and "signature" in meta and (like := leaks_by_signature(frozenset(meta["signature"]))):
        return CHANGES, like
    return None

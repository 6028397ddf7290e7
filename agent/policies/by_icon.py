"""A wrapper that opens apps as a person does who knows no names: by the icon, once it has been seen.

A demonstration that starts an app by a name nobody has told cannot be imitated; one that looks for its icon can.
"""

from collections.abc import Sequence

from agent.policy import Policy
from agent.trajectory import Act, Reply, Step
from devices.action import Awake, Click, Press
from devices.device import Observation
from devices.element import Element, caption

PAGES = 4  # pages of a home screen that are turned in the search of an icon


class ByIcon:
    """Asks `policy` for decisions; what it opens by name is opened by its icon, from the home screen it is on. An app
    whose icon was seen before is opened from anywhere."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._begin()

    def __call__(self, goal: str, past: Sequence[Step], seen: Observation) -> Reply:
        """The policy's next decision, or a step on the way to the icon it needs."""
        if not past:
            self._begin()
        if not seen.app:
            self._seen |= {caption(seen.elements, i) for i, e in enumerate(seen.elements) if e.clickable}
        wanted = self._wanted
        if wanted is None:
            reply = self._policy(goal, past, seen)
            if not isinstance(reply.decision, Act) or not isinstance(reply.decision.action, Awake):
                return reply
            wanted = reply
            self._turned = 0
        return self._on_the_way(wanted, seen)

    def replan(self) -> None:
        """Something else has acted: the icon that was looked for may not be what is needed next."""
        self._wanted = None

    def _begin(self) -> None:
        self._seen: set[str] = set()
        self._wanted: Reply | None = None
        self._turned = 0

    def _on_the_way(self, wanted: Reply, seen: Observation) -> Reply:
        assert isinstance(wanted.decision, Act)
        assert isinstance(wanted.decision.action, Awake)
        name = wanted.decision.action.app
        icon = _called(seen, name) if not seen.app else None
        if icon is not None:
            self._wanted = None
            return Reply(Act(Click(icon.bounds.centre)), thought=f"the icon of {name}")
        if seen.app and name in self._seen:
            self._wanted = None
            return wanted
        page = _next_page(seen) if not seen.app else None
        if (not seen.app and page is None) or self._turned >= PAGES:
            self._wanted = None
            return wanted
        self._wanted = wanted
        if page is None:
            return Reply(Act(Press("home")), thought=f"home, to look for {name}")
        self._turned += 1
        return Reply(Act(Click(page.bounds.centre)), thought=f"the next page, to look for {name}")


def _called(seen: Observation, name: str) -> Element | None:
    return next((e for i, e in enumerate(seen.elements) if e.clickable and caption(seen.elements, i) == name), None)


def _next_page(seen: Observation) -> Element | None:
    """The dot after the one of the page that is shown."""
    dots = [e for e in seen.elements if e.clickable and e.role == "button" and not e.text and e.id == "" and e.label]
    chosen = [i for i, e in enumerate(dots) if e.selected]
    if chosen:
        return dots[(chosen[0] + 1) % len(dots)]
    return dots[-1] if dots else None

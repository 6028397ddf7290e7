"""The device that MiniWoB++ is run on: a web page that can begin an episode and tell how it went."""

from dataclasses import dataclass
from itertools import count
from typing import Any, cast

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from benchmarks.miniwob.pages import page_of
from devices.action import Action, Press
from devices.errors import ActionFailed, ObservationFailed
from devices.web import WebDevice

AREA = (160, 210)  # CSS pixels that every task is laid out in, the goal's 50 on top included
SCALE = 3  # letters of 10 CSS pixels are too small to be read off a screenshot

# The page's own clock would end the episode after ten seconds; 2^31 - 1 ms is the longest a timer can wait. What the
# page shows beside the task (reward, time, touches) is taken away, and the goal is kept out of the elements: the policy
# is told it. After its end the core would offer another episode behind START, which would make every task a matter of
# trying again.
BEGIN = """([seed, episode]) => {
  Math.seedrandom(seed);
  core.EPISODE_MAX_TIME = 2 ** 31 - 1;
  for (const id of ["reward-display", "click-canvas"]) document.getElementById(id).style.display = "none";
  document.getElementById("query").setAttribute("aria-hidden", "true");
  core.startEpisodeReal();
  core.startEpisode = () => {};
  window.guiMcpEpisode = episode;
  const said = core.getUtterance();
  return typeof said === "string" ? said : said.utterance;
}"""
OUTCOME = """episode => window.guiMcpEpisode !== episode ? {left: true}
  : {left: false, over: WOB_DONE_GLOBAL, reward: WOB_RAW_REWARD_GLOBAL, reason: String(WOB_REWARD_REASON || "")}"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an episode stands. `reward` is the page's own, -1..1, without its share for time; 0 until it is `over`.
    `left` says that the page is no longer the one the episode began on; then nothing counts."""

    over: bool
    reward: float
    left: bool = False
    reason: str = ""


class MiniwobPage(WebDevice):
    """One page of 480x630 pixels without a network. An agent has the device's actions alone, none of which reads or
    sets the reward: `begin` and `outcome` are the benchmark's."""

    def __init__(self) -> None:
        width, height = (SCALE * side for side in AREA)
        super().__init__(
            "about:blank", width, height, scale=SCALE, offline=True, locale="en-US", timezone_id="UTC"
        )  # fmt: skip
        self._episodes, self._episode = count(1), 0

    def begin(self, name: str, seed: int) -> str:
        """Load the task's page afresh, begin an episode that follows from the seed, and return its goal.

        Raises MiniwobMissing, ObservationFailed for a page that does not come up, DeviceUnavailable.
        """
        self._episode = next(self._episodes)
        url = page_of(name).as_uri()

        async def go(page: Page) -> str:
            await page.goto(url, wait_until="load")
            return cast("str", await page.evaluate(BEGIN, [seed, self._episode]))

        try:
            return self._browser.run(go(self._alive()))
        except PlaywrightError as problem:
            raise ObservationFailed(f"{name} did not begin: {problem.message.splitlines()[0]}") from problem

    def outcome(self) -> Outcome:
        """How the episode stands. Raises ObservationFailed, DeviceUnavailable."""
        row = cast("dict[str, Any]", self._browser.run(self._alive().evaluate(OUTCOME, self._episode)))
        if row["left"]:
            return Outcome(True, 0.0, left=True)
        return Outcome(bool(row["over"]), float(row["reward"]), reason=str(row["reason"]))

    def act(self, action: Action) -> None:
        """As a web page, but for `back` and `home`: there is nowhere to go, and coming anew would be a second try."""
        if isinstance(action, Press) and action.key in ("back", "home"):
            raise ActionFailed(f"a task of MiniWoB++ is one page: there is nothing {action.key} could lead to")
        super().act(action)

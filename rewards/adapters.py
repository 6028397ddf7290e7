"""One grounding reward in the forms that trainers call: TRL, verl, ms-swift, EasyR1.

    reward = GroundingReward("g2_total", answers=Space.THOUSAND, targets=Space.PIXELS)
    GRPOTrainer(reward_funcs=[trl_reward(reward)], …)                   # column `solution`, and `image_size`
    compute_score = verl_compute_score(reward)                          # custom_reward_function.name=compute_score
    orms["gui_grounding"] = swift_orm(reward)                           # --reward_funcs gui_grounding
    compute_score = easyr1_compute_score(reward)                        # worker.reward.reward_function=…:compute_score

No trainer is imported: the forms are plain functions (a plain class for ms-swift), as TRL 1.16, verl 0.9 and ms-swift
4.6 call them, and as EasyR1 documents them. A target is four numbers, as a list, as text, or under "bbox"; one without
area (a refusal) has no reward.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

import numpy as np

from rewards.grounding.gaussian import g2_coverage, g2_point, g2_total
from rewards.grounding.overlap import hit, iou
from rewards.grounding.places import Rows
from rewards.grounding.space import Space, convert
from rewards.grounding.text import Pick, parse_place
from rewards.scores import Scores, finite

Form = Literal["g2_point", "g2_coverage", "g2_total", "hit", "iou"]
FORMS: dict[str, Callable[[Rows, Rows], Scores]] = {
    "g2_point": g2_point, "g2_coverage": g2_coverage, "g2_total": g2_total, "hit": hit, "iou": iou,
}  # fmt: skip
BOXES = ("g2_coverage", "g2_total", "iou")  # forms that a point has no value of


@dataclass(frozen=True, slots=True)
class GroundingReward:
    """Texts to rewards. `form`: which reward; `answers`, `targets`: whose coordinates; both are always said.

    `pick`: which of several places in a text counts. `on_unscored`: what a trainer that takes numbers only is told
    where there is no reward (no place in the text, a point where boxes are compared, a target without area).
    """

    form: Form
    answers: Space
    targets: Space
    pick: Pick = "last"
    on_unscored: float = 0.0
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])  # of the form: alpha, nu, …

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise ValueError(f"form must be one of {', '.join(FORMS)}, not {self.form!r}")
        finite(self.on_unscored, "on_unscored")

    def score(self, texts: Sequence[str], targets: Sequence[Any], sizes: Sequence[Any] | None = None) -> Scores:
        """A reward a text. `sizes`: (width, height) in pixels of each picture, where one side is in pixels only.

        Raises ValueError for targets that are no four numbers, other lengths, and missing sizes.
        """
        if len(targets) != len(texts) or (sizes is not None and len(sizes) != len(texts)):
            raise ValueError(f"{len(texts)} texts need as many targets and sizes")
        boxes = np.array([_box(target) for target in targets], dtype=np.float64).reshape(-1, 4)
        places = [parse_place(text, self.pick) for text in texts]
        wanted = 4 if self.form in BOXES or any(place is not None and len(place) == 4 for place in places) else 2
        usable = [
            i
            for i, place in enumerate(places)
            if place is not None and (len(place) == 4 or self.form not in BOXES) and (boxes[i, 2:] > boxes[i, :2]).all()
        ]
        values, known = np.zeros(len(texts)), np.zeros(len(texts), dtype=np.bool_)
        if usable:
            pred = np.array([_as(places[i], wanted) for i in usable], dtype=np.float64)
            size = None if sizes is None else np.array([sizes[i] for i in usable], dtype=np.float64)
            pred = convert(pred, self.answers, self.targets, size)
            found = FORMS[self.form](pred, boxes[usable], **self.options)
            values[usable], known[usable] = found.values, found.known
        return Scores(values, known)

    def numbers(self, scores: Scores) -> list[float]:
        """Rewards for a trainer that takes numbers only."""
        return [self.on_unscored if value is None else value for value in scores.tolist()]


def trl_reward(reward: GroundingReward) -> Callable[..., list[float | None]]:
    """A `reward_funcs` entry for TRL's trainers; None leaves a completion out, as TRL has it."""

    def gui_grounding(completions: Sequence[Any], solution: Sequence[Any], **columns: Any) -> list[float | None]:
        return reward.score([_text(c) for c in completions], solution, columns.get("image_size")).tolist()

    return gui_grounding


def verl_compute_score(reward: GroundingReward) -> Callable[..., dict[str, float]]:
    """A verl `compute_score`: `score` is the reward; `hit` and `format` (a place was found) are logged beside it."""

    def compute_score(
        data_source: str, solution_str: str, ground_truth: Any, extra_info: Mapping[str, Any] | None = None, **_: Any
    ) -> dict[str, float]:
        size = (extra_info or {}).get("image_size")
        return _parts(reward, solution_str, ground_truth, size, "score")

    return compute_score


def swift_orm(reward: GroundingReward) -> type[Any]:
    """A class for ms-swift's `orms`; give it its own base (`swift.rewards.ORM`) by multiple inheritance if you like."""

    class GroundingORM:
        def __init__(self, args: object = None, **_: Any) -> None:
            self.args = args

        def __call__(self, completions: Sequence[Any], solution: Sequence[Any], **columns: Any) -> list[float]:
            return reward.numbers(reward.score([_text(c) for c in completions], solution, columns.get("image_size")))

    return GroundingORM


def easyr1_compute_score(reward: GroundingReward) -> Callable[..., Any]:
    """EasyR1's `compute_score`, in its forms: a batch of inputs, one input, or (text, target).

    An input has `response` and `ground_truth`, `image_size` where it is needed. Each gives overall, format, accuracy.
    """

    def compute_score(given: Any, ground_truth: Any = None, **_: Any) -> Any:
        if isinstance(given, str):
            return _parts(reward, given, ground_truth, None, "overall")
        if isinstance(given, Mapping):
            one = cast("Mapping[str, Any]", given)
            return _parts(reward, one["response"], one["ground_truth"], one.get("image_size"), "overall")
        return [compute_score(one) for one in given]

    return compute_score


def _parts(reward: GroundingReward, text: str, target: Any, size: Any, name: str) -> dict[str, float]:
    sizes = None if size is None else [size]
    (value,) = reward.numbers(reward.score([text], [target], sizes))
    touched = GroundingReward("hit", reward.answers, reward.targets, reward.pick).score([text], [target], sizes)
    form = float(parse_place(text, reward.pick) is not None)
    return {name: value, "accuracy" if name == "overall" else "hit": touched.values.tolist()[0], "format": form}


def _text(completion: Any) -> str:
    """A completion as text: itself, or the last message of a conversation, whose content may be in parts."""
    if isinstance(completion, str):
        return completion
    content: Any = completion[-1]["content"]
    if isinstance(content, str):
        return content
    return "".join(str(part.get("text") or "") for part in content)


def _box(target: Any) -> list[float]:
    if isinstance(target, Mapping):
        target = cast("Mapping[str, Any]", target).get("bbox")
    if isinstance(target, str):
        target = parse_place(target)
    try:
        numbers = [float(x) for x in target]  # type: ignore[union-attr]
    except (TypeError, ValueError):
        numbers = []
    if len(numbers) != 4:
        raise ValueError(f"a target must be four numbers [x1, y1, x2, y2], not {target!r}")
    return numbers


def _as(place: Sequence[float] | None, width: int) -> list[float]:
    """A point as a box without area, where others of the batch are boxes."""
    values = list(place or ())
    return values if len(values) == width else [*values, *values]

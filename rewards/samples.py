"""Training samples out of a stored episode: the seven kinds of Step-GUI's CSRS, by rules instead of a model.

Kinds (arXiv 2512.15431, section 2.1.4): 1 progress tracking, 2 state summary, 3 effect prediction, 4 self-reflection,
5 state verification, 6 intent execution, 7 action prediction. The paper has a thinking model write them; here each is
read off the recorded screens and their differences, so that every word of a sample is backed by the episode. A model
can write richer ones into the same schema.
"""

from dataclasses import dataclass
from enum import IntEnum

from agent.trajectory import Act, Ask, Decision, Done, GiveUp, Step, Trajectory
from devices.action import Awake, Click, Drag, Hotkey, InputText, LongPress, Move, Point, Press, Swipe, Wait
from devices.device import Observation
from devices.element import caption

SCREEN, STATE, MODEL = "screen", "state", "model:"
MAX_WORDS = 12  # screen texts named in one sample


class Kind(IntEnum):
    """The seven kinds, with the paper's numbers."""

    PROGRESS_TRACKING = 1
    STATE_SUMMARY = 2
    EFFECT_PREDICTION = 3
    SELF_REFLECTION = 4
    STATE_VERIFICATION = 5
    INTENT_EXECUTION = 6
    ACTION_PREDICTION = 7


@dataclass(frozen=True, slots=True)
class Sample:
    """A question about the screen before `step` and its answer. `source` is what backs it: the recorded `SCREEN`s, the
    phone's `STATE`, or "model:NAME"."""

    step: int
    kind: Kind
    question: str
    answer: str
    source: str = SCREEN


def extract(episode: Trajectory) -> list[Sample]:
    """All seven kinds for every step, in order of step and kind. A step whose reply was unreadable gives none."""
    out: list[Sample] = []
    for number, step in enumerate(episode.steps):
        if not readable(step):
            continue
        after = episode.steps[number + 1].seen if number + 1 < len(episode.steps) else episode.last
        out += [
            Sample(number, kind, question, answer)
            for kind, question, answer in _ask(episode, number, step, after or step.seen)
        ]
        out.append(action_sample(episode, number))
    return out


def _ask(episode: Trajectory, number: int, step: Step, after: Observation) -> list[tuple[Kind, str, str]]:
    goal, seen = episode.goal, step.seen
    now = describe(step.reply.decision, seen)
    came, went = _difference(seen, after)
    changed = f"Appears: {came or 'nothing'}. Disappears: {went or 'nothing'}."
    probe = (words(after) or ["Notes"])[0]
    there = "Yes" if probe in words(seen) else "No"
    worked = f"No: {step.error}" if step.error else ("Yes. " + changed if came or went else "It changed nothing seen.")
    return [
        (Kind.PROGRESS_TRACKING, f"Goal: {goal}\nWhat has been done so far?", _deeds(episode, number)),
        (Kind.STATE_SUMMARY, "What does the screen show?", f"{seen.app or 'home screen'}: {listing(words(seen))}"),
        (Kind.EFFECT_PREDICTION, f"What will change after this? {now}", changed),
        (Kind.SELF_REFLECTION, f"Goal: {goal}\nDone: {now}\nDid it work?", worked),
        (Kind.STATE_VERIFICATION, f"Is “{probe}” on the screen?", there),
        (Kind.INTENT_EXECUTION, f"Do this: {intent(step.reply.decision, seen)}", now),
    ]


def action_sample(episode: Trajectory, number: int) -> Sample:
    """The seventh kind, the action itself, which is the episode's whoever wrote the others."""
    step = episode.steps[number]
    question = f"Goal: {episode.goal}\nDone so far: {_deeds(episode, number)}\nWhat is the next action?"
    return Sample(number, Kind.ACTION_PREDICTION, question, describe(step.reply.decision, step.seen))


def _deeds(episode: Trajectory, number: int) -> str:
    return "; ".join(describe(s.reply.decision, s.seen) for s in episode.steps[:number]) or "nothing yet"


def readable(step: Step) -> bool:
    """Was the reply a decision? What was not teaches nothing."""
    return step.error is None or not step.error.startswith("unreadable reply")


def words(seen: Observation) -> list[str]:
    """The texts on a screen, in reading order, each once; never a password's."""
    texts = (e.text or e.label for e in seen.elements if not e.password)
    return list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))


def intent(decision: Decision, seen: Observation) -> str:
    """What is wanted, named by words instead of pixels."""
    match decision:
        case Act(action=Click(at=at)):
            return f"tap “{name_at(seen, at)}”"
        case Act(action=LongPress(at=at)):
            return f"hold “{name_at(seen, at)}”"
        case _:
            return describe(decision, seen)


def describe(decision: Decision, seen: Observation) -> str:
    """A decision in one line, with pixels of the screenshot."""
    match decision:
        case Done(answer=answer):
            return f"done({answer!r})" if answer else "done()"
        case GiveUp(why=why):
            return f"give_up({why!r})"
        case Ask(question=question):
            return f"ask({question!r})"
        case Act(action=action):
            match action:
                case Click(at=at, count=count):
                    return f"click({at.x}, {at.y})" + (f" x{count}" if count > 1 else "")
                case LongPress(at=at):
                    return f"long_press({at.x}, {at.y})"
                case Move(to=to):
                    return f"move_to({to.x}, {to.y})"
                case Swipe(start=a, end=b):
                    return f"swipe({a.x}, {a.y}, {b.x}, {b.y})"
                case Drag(start=a, end=b):
                    return f"drag({a.x}, {a.y}, {b.x}, {b.y})"
                case InputText(text=text):
                    secret = any(e.password and e.focused for e in seen.elements)
                    return f"input_text({'•' * len(text)!r})" if secret else f"input_text({text!r})"
                case Hotkey(keys=keys):
                    return f"hotkey({'+'.join(keys)})"
                case Press(key=key):
                    return f"press({key})"
                case Awake(app=app):
                    return f"awake({app!r})"
                case Wait(seconds=seconds):
                    return f"wait({seconds:g})"


def name_at(seen: Observation, at: Point) -> str:
    """What lies at a pixel: the smallest element there that has words."""
    here = [(i, e) for i, e in enumerate(seen.elements) if e.bounds.holds(at)]
    here.sort(key=lambda pair: (pair[1].bounds.x2 - pair[1].bounds.x1) * (pair[1].bounds.y2 - pair[1].bounds.y1))
    names = (e.label if e.password else caption(seen.elements, i) for i, e in here)
    return next(filter(None, names), "the empty area")


def _difference(before: Observation, after: Observation) -> tuple[str, str]:
    one, two = words(before), words(after)
    return listing([w for w in two if w not in one]), listing([w for w in one if w not in two])


def listing(texts: list[str]) -> str:
    """Texts of a screen in one line; of many, how many more there are."""
    more = f" and {len(texts) - MAX_WORDS} more" if len(texts) > MAX_WORDS else ""
    return "; ".join(texts[:MAX_WORDS]) + more

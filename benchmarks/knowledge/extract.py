"""The six kinds of knowledge of Step-GUI's CSRS (arXiv 2512.15431, section 2.1.4), from the phone's states.

1 progress tracking: which of the changes that the verdict asks for are there. 2 state summary: what is in front, open,
typed. 3 effect prediction: which thing of which app became what. 4 self-reflection: did it change anything, what the
goal asks for or something else, and was it undone. 5 state verification: a claim that holds or does not. 6 intent
execution: the intent in words, with what comes of it, to the action. The seventh, the action itself, is of the episode.
"""

from random import Random

from agent.trajectory import Ask
from benchmarks.knowledge.claim import claim_about
from benchmarks.knowledge.course import Course
from benchmarks.knowledge.intent import intent_of
from benchmarks.knowledge.look import summary
from benchmarks.knowledge.reflect import reflection
from benchmarks.knowledge.telling import listed, sentences, told
from rewards.samples import STATE, Kind, Sample, action_sample, describe, readable
from rewards.secrets import Mask, typed_unseen


def extract(course: Course, name: str = "") -> list[Sample]:
    """Samples of all kinds, in order of step and kind; `name` tells episodes apart where something is drawn. An
    unreadable reply gives none, a refused action neither intent nor action, a typed password no intent."""
    mask = Mask.of(course.episode)
    out: list[Sample] = []
    for number, step in enumerate(course.steps):
        if not readable(step):
            continue
        for kind, question, answer in _told(course, number, name):
            out.append(Sample(number, kind, mask.text(question), mask.text(answer), STATE))
        if step.error is None:
            out.append(action_sample(course.episode, number))
    return out


def _told(course: Course, number: int, name: str) -> list[tuple[Kind, str, str]]:
    step, goal = course.steps[number], course.episode.goal
    now = describe(step.reply.decision, step.seen)
    claim = claim_about(course, number, Random(f"{name}:{number}"))
    pairs = [
        (Kind.PROGRESS_TRACKING, f"Goal: {goal}\nWhat has been done so far?", _so_far(course, number)),
        (Kind.STATE_SUMMARY, "What does the screen show?", summary(course.looks[number])),
        (Kind.EFFECT_PREDICTION, f"What will change after this? {now}", _effect(course, number)),
        (Kind.SELF_REFLECTION, f"Goal: {goal}\nDone: {now}\nDid it work?", reflection(course, number)),
        (Kind.STATE_VERIFICATION, f"Is this so? {claim.words}.", "Yes" if claim.holds(course, number) else "No"),
    ]
    if step.error is None and not typed_unseen(step):
        by = _data(course, number)
        wanted = intent_of(step) + (f", by which: {listed(by)}" if by else "")
        pairs.append((Kind.INTENT_EXECUTION, f"Do this: {wanted}", now))
    return pairs


def _so_far(course: Course, number: int) -> str:
    words = [course.progress[number].words()]
    if any(isinstance(step.reply.decision, Ask) for step in course.steps[:number]):
        words.append("The user has been asked.")
    if course.task.answer is not None:
        words.append("The answer is still to be given.")
    return " ".join(words)


def _effect(course: Course, number: int) -> str:
    if course.idle(number):
        return "Nothing changes."
    data = _data(course, number) or ["The user's data stay as they are"]
    return listed([*data, *sentences(course.seen(number))])


def _data(course: Course, number: int) -> list[str]:
    return told(course.effects[number], course.worlds[number].apps, course.worlds[number + 1].apps)

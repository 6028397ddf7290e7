"""Does the episode back what a model said of a step? What it does not back is no sample."""

from collections.abc import Iterator, Sequence

from agent.trajectory import Act, Done, Step, Trajectory
from devices.action import Awake, Click, InputText, LongPress
from rewards.judges.context import after_step
from rewards.knowledge.reply import Answer, Check, KnowledgeReply
from rewards.samples import Kind, name_at, words

PART = 3  # characters from which a piece of a text counts as quoting it
NOTHING = "the empty area"


def unbacked(reply: KnowledgeReply, episode: Trajectory, t: int) -> set[Kind]:
    """The kinds that the step does not back: what is quoted stands nowhere, nothing is quoted where something could be,
    a yes or no is wrong, or an intent does not name what is touched or typed."""
    step = episode.steps[t]
    before = words(step.seen)
    seen_after = after_step(episode, t)
    after = before if seen_after is None else words(seen_after)
    changed = [w for w in after if w not in before] + [w for w in before if w not in after]
    outcome = [*changed, *([step.error] if step.error else [])]
    good = {
        Kind.PROGRESS_TRACKING: _rests(reply.progress_tracking, list(_deeds(episode.steps[:t])), may_be_silent=t > 0),
        Kind.STATE_SUMMARY: _rests(reply.state_summary, before),
        Kind.EFFECT_PREDICTION: _rests(reply.effect_prediction, changed),
        Kind.SELF_REFLECTION: _rests(reply.self_reflection, outcome),
        Kind.STATE_VERIFICATION: _true(reply.state_verification, before),
        Kind.INTENT_EXECUTION: _names(reply.intent_execution.intent, step),
    }
    return {kind for kind, backed in good.items() if not backed}


def _rests(answer: Answer, texts: Sequence[str], may_be_silent: bool = False) -> bool:
    quoted = all(any(_quotes(line, text) for text in texts) for line in answer.evidence)
    return quoted and (bool(answer.evidence) == bool(texts) or (may_be_silent and not answer.evidence))


def _quotes(line: str, text: str) -> bool:
    line = " ".join(line.split())
    return line == text or (len(line) >= PART and line in text)


def _true(check: Check, before: Sequence[str]) -> bool:
    """Yes is right for a text that is on the screen as it is asked about, No for one that is in no text there."""
    there = any(check.text == text for text in before)
    nowhere = not any(check.text.casefold() in text.casefold() for text in before)
    return check.text in check.question and (there if check.answer == "Yes" else nowhere)


def _names(intent: str, step: Step) -> bool:
    match step.reply.decision:
        case Act(action=Click(at=at) | LongPress(at=at)):
            name = " ".join(name_at(step.seen, at).split())
            return name == NOTHING or name.casefold() in intent.casefold()
        case Act(action=InputText(text=text)) | Done(answer=text):
            return text in intent
        case Act(action=Awake(app=app)):
            return app.casefold() in intent.casefold()
        case _:
            return True


def _deeds(steps: Sequence[Step]) -> Iterator[str]:
    """What was touched, typed and opened so far, and what stood on the screens meanwhile."""
    for step in steps:
        yield from words(step.seen)
        match step.reply.decision:
            case Act(action=Click(at=at) | LongPress(at=at)):
                yield " ".join(name_at(step.seen, at).split())
            case Act(action=InputText(text=text)):
                yield " ".join(text.split())
            case Act(action=Awake(app=app)):
                yield app
            case _:
                continue

"""Did a step do what it was for? Told by what it changed, and by what the goal asks for."""

from agent.trajectory import Act, Ask, Done, GiveUp, Verdict
from benchmarks.facts import equal
from benchmarks.knowledge.course import Course
from benchmarks.knowledge.effect import value_at
from benchmarks.knowledge.progress import Progress
from benchmarks.knowledge.telling import listed, sentences, told
from devices.action import Wait
from devices.virtual.world import World


def reflection(course: Course, number: int) -> str:
    """The answer to "Did it work?"."""
    step = course.steps[number]
    if step.error is not None:
        return f"No: the device refused it. {step.error}"
    match step.reply.decision:
        case Done() | GiveUp() as end:
            return _ended(isinstance(end, Done), course.progress[number + 1], course.verdict)
        case Ask():
            return f"Yes: the user said “{step.told}”." if step.told is not None else "No: nobody answered."
        case Act(action=action):
            if course.idle(number):
                return "Nothing changed while waiting." if isinstance(action, Wait) else "No: nothing changed."
    changed = _by_goal(course.progress[number], course.progress[number + 1]) or _by_data(course, number)
    return " ".join([*changed, _on_screen(course, number), *_undone(course, number)]).strip()


def _ended(done: bool, progress: Progress, verdict: Verdict) -> str:
    if verdict.success:
        return f"Yes: that was right. {progress.words()}"
    wrong = {row.field for row in verdict.rows if not row.passed}
    if "stop" in wrong:
        why = "the task cannot be done, and should have been declined" if done else "the task can be done"
    elif "answer" in wrong:
        why = "the answer is not the right one"
    elif "asked" in wrong:
        why = "the user should have been asked first"
    else:
        why = "something that the goal asks for is not there" if wrong else "something else was changed"
    return f"No: {why}. {progress.words()}"


def _by_goal(before: Progress, after: Progress) -> list[str]:
    out: list[str] = []
    if new := [words for number, words in after.held.items() if number not in before.held]:
        out.append(f"Yes: it did what the goal asks for. {listed(new)}")
    if lost := [words for number, words in before.held.items() if number not in after.held]:
        out.append(f"No: it undid what the goal asks for, which was: {listed(lost)}")
    if after.effects > before.effects:
        new = [words for words in after.besides if words not in before.besides]
        out.append(f"No: it changed what the goal does not ask for. {listed(new)}".rstrip())
    elif after.effects < before.effects:
        out.append("Yes: it put right something that the goal does not ask for.")
    return out


def _by_data(course: Course, number: int) -> list[str]:
    lines = told(course.effects[number], course.worlds[number].apps, course.worlds[number + 1].apps)
    return [listed(lines)] if lines else ["It changed none of the user's data."]


def _on_screen(course: Course, number: int) -> str:
    """What came of the screen; that its page is one of before, where that is so."""
    worlds = course.worlds
    before, after = worlds[number], worlds[number + 1]
    if _page(before) != _page(after):
        back = next((at for at in range(number) if _page(worlds[at]) == _page(after)), None)
        if back is not None:
            return f"It led back to the page of step {back + 1}."
    return listed(sentences(course.seen(number)))


def _undone(course: Course, number: int) -> list[str]:
    """Was all that it changed as before, at the end?"""
    end, found = course.worlds[-1].apps, course.effects[number]
    there = [equal(value_at(end, effect.path), effect.before) for effect in found if "[" not in "".join(effect.path)]
    gone = bool(found) and len(there) == len(found) and all(there)
    return ["What it changed was undone later."] if gone and number + 2 < len(course.worlds) else []


def _page(world: World) -> tuple[str, ...]:
    """Which page of which app, and what is open over it."""
    stack = [(screen["name"], sorted(screen["args"].items(), key=str)) for screen in world.stack]
    return world.front, repr(stack), repr([screen["name"] for screen in world.nav["over"]])

"""How what was done is asked for: a few plain English sentences, said in many ways.

Words of the screen are replaced by others of about the same meaning now and then (agent/pocket/thesaurus.py), since
people do not ask in the words of a button.
"""

from random import Random

from agent.pocket.thesaurus import GROUPS
from agent.pocket.words import key
from agent.policies.wording import stem

PLEAS = ("", "", "", "", "Please: ", "Do this for me: ", "I would like this: ", "Next: ")
FRAMES = (
    ("{body}", 9), ("{body} in {app}", 4), ("In {app}, {body}", 4), ("On {app}, {body}", 3), ("{body} on {app}", 3),
    ("{app}: {body}", 2), ("{body} ({app})", 3), ("Please {body} in {app}", 2), ("Please {body}", 2),
    ("Could you {body} in {app}?", 1), ("I would like you to {body} ({app})", 1),
)  # fmt: skip
SENTENCES = (
    ("{body}", 9),
    ("{body} in {app}", 2),
    ("In {app}, {body}", 2),
    ("{app}: {body}", 1),
    ("{body} ({app})", 1),
)
PLAIN = 7  # the first so many are no pleas
SWITCHES = (
    "turn {way} {name}", "switch {way} {name}", "switch {name} {way}", "turn {name} {way}", "put {name} {way}",
    "I want {name} {way}", "{name} should be {way}", "have {name} {way}", "set {name} to {way}", "{name} {way}",
)  # fmt: skip
ON, OFF = (
    ("enable {name}", "activate {name}", "allow {name}"),
    ("disable {name}", "deactivate {name}", "no more {name}"),
)
CHOOSE = ("choose {what}", "set it to {what}", "pick {what}", "select {what}", "make it {what}", "change it to {what}")
CHOSEN = ("{what}", "with {what}", "as {what}", "choose {what}", "{what} please", "set to {what}")
FILL = (
    "set {name} to {text}", "put {text} into {name}", "write {text} as {name}", "enter {text} for {name}",
    "write {text} ({name})", "{name}: {text}", "the {name} is {text}", "use {text} as {name}", "type {text} for {name}",
)  # fmt: skip
VALUES = (
    "{name} {text}", "{name}: {text}", "with {text} as {name}", "with the {name} {text}", "set {name} to {text}",
    "{text} as {name}", "{name} is {text}", "the {name} {text}", "with {name} {text}",
)  # fmt: skip
CALLED = ("called {text}", "named {text}", "titled {text}", "with the title {text}", "by the name {text}", "{text}")
SAYING = ("saying {text}", "with the text {text}", "that says {text}", "write {text}", "text: {text}", "{text}")
DEEDS = (
    *("{act} {thing}",) * 6, "{act}: {thing}", "{thing}: {act}", "open {thing} and {act}", "find {thing}, then {act}",
)  # fmt: skip
BY = {"post": "by", "comment": "by", "review": "by", "story": "of", "message": "from", "transaction": "to"}
PARTICLES = ("to", "from", "in", "into", "for", "as", "with")  # "add to favourites": what is added stands before them
ACTS = (
    "{thing}: {act}", "for {thing}, {act}", "go to {thing} and {act}", "open {thing} and {act}",
    "find {thing}, then {act}", "at {thing}, {act}", "{act} for {thing}",
)  # fmt: skip
SETTING = (
    "set {name} to {what}", "change {name} to {what}", "make {name} {what}", "I want {what} as {name}",
    "{name} should be {what}", "switch {name} to {what}", "use {what} for {name}",
)  # fmt: skip
JOINTS = (" After that: ", " Then: ", ". ", ". Then ", ", then ", "; after that, ", ". Also ", " and ", "; and ")
MEANINGS: dict[str, list[str]] = {}
for _line in GROUPS.strip().split("\n"):
    for _word in _line.split():
        MEANINGS.setdefault(stem(_word), []).extend(w for w in _line.split()[:5] if key(w) and stem(w) != stem(_word))


def quoted(words: str, rng: Random) -> str:
    """Words as they stand, in quotation marks or not."""
    return rng.choice((f"“{words}”", f'"{words}"', words, words))


def called(name: str, noun: str, rng: Random) -> str:
    """A thing by its name, with or without what kind of thing it is."""
    shown = quoted(name, rng)
    if not noun or rng.random() < 0.35:
        return shown
    if noun in BY and rng.random() < 0.7:
        return rng.choice((f"the {noun} {BY[noun]} {name}", f"{name}'s {noun}", f"the {noun} {BY[noun]} {shown}"))
    return rng.choice((f"the {noun} {shown}", f"the {noun} {shown}", f"{noun} {shown}", f"my {noun} {shown}",
                       f"the {shown} {noun}", f"the {noun} called {shown}"))  # fmt: skip


def deed(act: str, name: str, noun: str, rng: Random) -> str:
    """A button's words with what they are done to: "add to favourites" becomes "add the song X to favourites"."""
    words = act.split()
    if name in act:
        return act.replace(name, called(name, "" if noun in words else noun, rng), 1)
    if noun and len(words) > 1 and words[-1].casefold() == noun:
        return f"{' '.join(words[:-1])} {rng.choice(('the', 'my', ''))} {noun} {quoted(name, rng)}".replace("  ", " ")
    thing = called(name, noun, rng)
    at = next((i for i, word in enumerate(words) if i and word in PARTICLES), 0)
    if at and rng.random() < 0.75:
        return " ".join((*words[:at], thing, *words[at:]))
    return rng.choice(DEEDS).format(act=act, thing=thing)


def low(words: str) -> str:
    """As it is said inside a sentence."""
    return words[:1].lower() + words[1:] if not words[:2].isupper() else words


def otherwise(words: str, rng: Random, often: float = 0.2) -> str:
    """The same in other words, each word with a chance of `often`."""
    out: list[str] = []
    for word in words.split():
        plain = word.strip(".,!?:")
        others = MEANINGS.get(stem(plain), ()) if key(plain) else ()
        out.append(rng.choice(others) if others and rng.random() < often else word)
    return " ".join(out)


def switched(name: str, way: str, rng: Random) -> str:
    """A switch put on or off."""
    wordings = (*SWITCHES, *SWITCHES, *(ON if way == "on" else OFF))
    shown = quoted(name, rng) if rng.random() < 0.35 else otherwise(name, rng, 0.12)
    return rng.choice(wordings).format(way=way, name=shown)


def filled(name: str, text: str, rng: Random) -> str:
    """A field and what is to be in it."""
    kind = low(name).split()
    wordings = VALUES
    if any(w in kind for w in ("title", "name", "label")):
        wordings = CALLED + VALUES[:3]
    elif any(w in kind for w in ("message", "text", "note", "comment", "body", "reply", "write", "say")):
        wordings = SAYING + VALUES[:3]
    return rng.choice(wordings).format(name=otherwise(low(name), rng), text=typed(text, rng))


def typed(text: str, rng: Random) -> str:
    """What is to be typed, in quotation marks or not; numbers mostly not."""
    return text if text.isdigit() and rng.random() < 0.5 else quoted(text, rng)


def framed(body: str, app: str, rng: Random, *, alone: bool = True) -> str:
    """A goal: with the app's name or without, as a plea or plainly. Not `alone`: it follows another, without pleas."""
    frames = FRAMES if alone else FRAMES[:PLAIN]
    frame = rng.choices([f for f, _ in frames], [w for _, w in frames])[0]
    said = frame.format(body=body if frame.startswith("{body}") else low(body), app=app)
    said = said[:1].upper() + said[1:]
    if alone and frame in dict(FRAMES[:PLAIN]):
        said = rng.choice(PLEAS) + said
    return said if said.endswith(("?", "!")) else said + rng.choice((".", ".", ".", "", "!"))


def spoken(sentence: str, app: str, rng: Random) -> str:
    """A goal that is a sentence already: with the app's name now and then."""
    frame = rng.choices([f for f, _ in SENTENCES], [w for _, w in SENTENCES])[0]
    said = frame.format(body=sentence, app=app)
    return said[:1].upper() + said[1:] + rng.choice((".", ".", "", "", "!"))


def both(first: str, second: str, rng: Random) -> str:
    """Two goals in one, to be fulfilled in their order."""
    one = first.rstrip(".!")
    joint = rng.choice(JOINTS[:2] if one.endswith("?") else JOINTS[2:])
    return one + joint + (second if joint[-2] in ".:" else low(second))

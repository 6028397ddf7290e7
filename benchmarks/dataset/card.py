"""The README.md of a dataset: what `datasets` and the Hub read, and what a person wants to know."""

import json
from collections import Counter
from collections.abc import Mapping

from benchmarks.dataset.build import Made
from rewards.samples import MODEL, SCREEN, STATE, Kind

BACKED = {SCREEN: "the recorded screens (`screen`)", STATE: "the phone's state (`state`)"}
LICENCE = "apache-2.0"
SHOWN = 5  # refused episodes named, and values of an axis spelled out
ABOUT = {
    "episodes": "one row an episode: goal, verdict, how it ended, what it was run on",
    "steps": "one row a step: screenshot, elements, decision, rewards; the episode's goal and verdict beside it",
    "samples": "questions and answers of the seven CSRS kinds, as the verdict allows: a failure teaches no action",
}


def card(made: Made, name: str, version: str) -> str:
    """The whole file."""
    return "\n".join([
        *_front(made), "", f"# {name}", "",
        "Episodes of an agent on a virtual phone, judged by the state they left. Made by `gui-mcp dataset` "
        f"{version} from {len(made.sources)} run{'s' * (len(made.sources) > 1)}.", "",
        "```python", "from datasets import load_dataset", "",
        f'steps = load_dataset("{name}", "steps", split="train")  # a folder\'s path, or the name of a repository',
        "```", "", *_tables(made), "", "Nested columns (`decision`, `elements`, `verdict`, `scores`, `axes`, "
        "`variant`) are JSON in a string.", "",
        "## What is in it", "", *_counts(made), "",
        "## What was kept out", "", *_refused(made), "", *_missed(made),
        "## Where it is from", "", *_sources(made), "",
        "## Licence", "", f"{LICENCE}, as the phone and its tasks. What a model said in it is under the terms of that "
        "model.", "",
        "## What it is not", "",
        f"- No data of people: {_invented(made)}",
        "- No test data: episodes of test templates, and goals that read like one, were kept out (above)."
        + _by_words(made),
        "- No demonstration by a person: actions are the policy's, good and bad; look at `success`.",
        "- No evidence about other apps than the phone's own.",
        "- What was typed into a password field is bullets in every word; pictures are as the screen showed them.", "",
    ])  # fmt: skip


def _backing(source: str) -> str:
    model = source.removeprefix(MODEL)
    return BACKED.get(source) or f"what `{model}` wrote (`{source}`)"


def _invented(made: Made) -> str:
    foreign = made.counts["template"][""]
    words = "every name, message and account on the phone is invented."
    if not foreign:
        return words
    count = f"{foreign} episodes are" if foreign > 1 else "1 episode is"
    return f"{words} But {count} of no task of the suite: look whose screens those show before you share them."


def _by_words(made: Made) -> str:
    if not made.by_words:
        return ""
    return (
        f" {made.by_words} episodes are of goals that were made up and do not tell what kinds of change they ask for; "
        "those were held against the words of test tasks alone."
    )


def _front(made: Made) -> list[str]:
    lines = ["---", f"license: {LICENCE}", "tags:", "- gui-agent", "- trajectories"]
    languages = sorted(code for code in made.counts["language"] if code)
    lines += ["language:", *(f"- {code}" for code in languages)] if languages else []
    lines.append("configs:")
    for table, _ in _written(made):
        lines += [f"- config_name: {table}", *["  default: true"] * (table == "steps"), "  data_files:",
                  "  - split: train", f"    path: {table}/*.parquet"]  # fmt: skip
    return [*lines, "---"]


def _written(made: Made) -> list[tuple[str, int]]:
    """Tables that hold something; the others have no files."""
    return [(table, made.rows[table]) for table in ABOUT if made.rows[table]]


def _tables(made: Made) -> list[str]:
    rows = [f"| `{table}` | {count} | {ABOUT[table]} |" for table, count in _written(made)]
    return ["| table | rows | what |", "|---|---|---|", *rows]


def _counts(made: Made) -> list[str]:
    kinds = [f"| samples: {kind.name.lower()} | {made.kinds[kind.name.lower()]} |" for kind in Kind]
    axes = [f"| {axis} | {_spelled(count)} |" for axis, count in made.counts.items()]
    return [
        "| what | count |", "|---|---|",
        f"| episodes | {made.rows['episodes']} |",
        *(f"| {outcome} | {made.outcomes[outcome]} |" for outcome in ("successes", "failures", "not judged")),
        f"| steps | {made.rows['steps']} |",
        f"| steps with a screenshot | {made.pictures} |",
        *kinds,
        *(f"| samples backed by {_backing(source)} | {count} |" for source, count in made.backed.items()),
        *axes,
    ]  # fmt: skip


def _spelled(count: Counter[str]) -> str:
    """Values with their counts, or how many there are."""
    if len(count) > SHOWN:
        return f"{len(count)} different"
    return ", ".join(f"{value or 'none'} {number}" for value, number in sorted(count.items()))


def _refused(made: Made) -> list[str]:
    if not made.refused:
        return ["Nothing."]
    lines = ["| episodes | why | |", "|---|---|---|"]
    for reason, count in sorted(made.refused.items()):
        named = made.like[reason][:SHOWN]
        more = ["…"] * (count > SHOWN)
        lines.append(f"| {count} | {reason} | {'<br>'.join([*map(_cell, named), *more])} |")
    return lines


def _missed(made: Made) -> list[str]:
    """What gave no samples, or fewer."""
    if not made.missed:
        return []
    return ["Left out of the samples:", "", *(f"- {count} {what}" for what, count in sorted(made.missed.items())), ""]


def _sources(made: Made) -> list[str]:
    return [line for source in made.sources for line in _source(source.name, source.manifest)]


def _source(name: str, manifest: Mapping[str, object]) -> list[str]:
    return [f"`{name}`, from its run.json:", "", "```json", json.dumps(manifest, indent=1, ensure_ascii=False), "```"]


def _cell(text: str) -> str:
    """Text in a table's cell: goals may hold what Markdown takes for its own."""
    return text.replace("|", "\\|").replace("\n", " ")

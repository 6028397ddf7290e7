"""Options that several commands have, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

DeviceName = Annotated[
    str, typer.Option("--device", "-d", help="virtual[:SEED], adb:SERIAL, web:URL or package.module:factory")
]
PolicyName = Annotated[
    str,
    typer.Option(
        "--policy",
        "-p",
        help="pocket (ships inside), pocket:FILE, lexical (no model), chat (an endpoint), or module:factory",
    ),
]
Model = Annotated[str, typer.Option(help="chat: the model's name at the endpoint")]
BaseUrl = Annotated[str, typer.Option(help="chat: the endpoint")]
MaxSteps = Annotated[int, typer.Option(min=1, max=400, help="steps an episode may take")]
Seconds = Annotated[float, typer.Option(min=1, help="seconds an episode may take")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="folder of the run; a run that was cut off is resumed")]

RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="a run's folder, as printed by eval, run or demo")]

# Which tasks are played, and how.
Suite = Annotated[str, typer.Argument(help="daily")]
EvalSuite = Annotated[str, typer.Argument(help="daily (the virtual phone), or miniwob (web pages, MiniWoB++)")]
TaskPolicy = Annotated[
    str,
    typer.Option(
        "--policy",
        "-p",
        help="as in run; also oracle, no-op, instant-done, always-decline, answer-everything, blind-submit and random; "
        "on miniwob blind, and no oracle",
    ),
]
Split = Annotated[str, typer.Option(help="test, train or all")]
Seeds = Annotated[int, typer.Option("--seeds", "-k", min=1, help="worlds of each template")]
SeedFrom = Annotated[int, typer.Option(min=0, help="the first world's seed; the others follow")]
Phones = Annotated[int, typer.Option("--phones", "-n", min=1, help="phones at once, in one browser")]
Only = Annotated[list[str] | None, typer.Option(help="template ids or their beginnings; repeat for more")]
Where = Annotated[
    list[str] | None, typer.Option(help="AXIS=VALUE, as in scenario=transport or difficulty=L3; repeat for more")
]
Size = Annotated[str, typer.Option(help="phone, short, large, huge, tablet, or WIDTHxHEIGHT[@DPI]")]
Language = Annotated[str, typer.Option("--lang", help="en, zh or any (drawn by the seed)")]
Look = Annotated[str, typer.Option(help="any, or some of dark, rtl, small, large, largest, an accent's name")]
Hard = Annotated[str, typer.Option(help="some of popup, advert, nag, slow, shift, login, orders")]
TaskSteps = Annotated[
    int | None, typer.Option(min=1, max=400, help="steps an episode may take; twice the fewest possible and 6 more")
]

# Methods and judges of steps.
Methods = Annotated[list[str] | None, typer.Option("--method", "-m", help="a method's name; repeat for more")]
CompleterName = Annotated[str, typer.Option(help="who plays on in rollouts: imitator or lexical")]
Rollouts = Annotated[int, typer.Option("--rollouts", "-k", min=1, help="rollouts a state")]
JudgeName = Annotated[
    str, typer.Option(help="who labels steps: rules (all three), words, effect, repetition, or chat (a model)")
]

# Samples of a dataset.
KnowledgeName = Annotated[
    str,
    typer.Option(
        help="what samples are read off: screen (recorded screens), state (the virtual phone's, by replaying), or chat "
        "(a model)"
    ),
]
FailedIntents = Annotated[
    bool, typer.Option("--failed-intents/--no-failed-intents", help="intents (kind 6) of failed episodes, too")
]

POLICY = "pocket"
MODEL = "gelab-zero-4b-preview"
URL = "http://localhost:11434/v1"

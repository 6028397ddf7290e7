"""The command line as a user types it, and every command of the README."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from adbutils import adb_path
from typer.testing import CliRunner

from gui_mcp.cli import app
from rewards.methods import METHODS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)```", README, re.DOTALL)
COMMANDS = [line.split("  #")[0].strip() for block in BLOCKS for line in block.splitlines() if line.strip()]
# Run with fewer tasks or another port here; each still runs for real.
SHORTER = {
    "gui-mcp eval daily": "gui-mcp eval daily --only settings-switch",
    "gui-mcp eval daily --policy oracle --seeds 3": "gui-mcp eval daily --policy oracle --seeds 3 --only notes-delete",
    "gui-mcp eval daily --lang zh --look dark --hard popup,slow --where scenario=transport --where difficulty=L3":
        "gui-mcp eval daily --lang zh --look dark --hard popup,slow --where scenario=transport --where difficulty=L3 "
        "--only rides",
    "gui-mcp eval daily --only notes --out runs/mine":
        "gui-mcp eval daily --only notes-delete --only notes-count-open --out runs/mine",
    "gui-mcp eval daily --only notes --policy oracle --out runs/other":
        "gui-mcp eval daily --only notes-delete --only notes-count-open --policy oracle --out runs/other",
    "gui-mcp honesty daily --only notes": "gui-mcp honesty daily --only notes-create --seeds 1",
    "gui-mcp static build runs/static.parquet":
        "gui-mcp static build runs/static.parquet --only notes-create --only notes-delete --steps 12",
    "gui-mcp harvest daily --policy oracle --seeds 3 --out runs/harvest":
        "gui-mcp harvest daily --policy oracle --seeds 2 --out runs/harvest --only notes-pin",
    "gui-mcp eval daily --split train --policy oracle --out runs/good":
        "gui-mcp eval daily --split train --policy oracle --out runs/good --only notes-pin",
    "gui-mcp eval daily --split train --policy random --out runs/bad":
        "gui-mcp eval daily --split train --policy random --out runs/bad --only notes-pin",
    "gui-mcp score runs/mine -m outcome -m importance_redistribute -m mc_estimate":
        "gui-mcp score runs/mine -m outcome -m importance_redistribute -m mc_estimate -k 1",
    "gui-mcp stepbench build runs/stepbench":
        "gui-mcp stepbench build runs/stepbench --only notes-delete --only notes-pin",
    "gui-mcp stepbench run runs/stepbench": "gui-mcp stepbench run runs/stepbench -k 1",
}  # fmt: skip
# What a command needs, and the README's command that makes it: they are tried in any order.
NEEDS = {
    "runs/mine": "gui-mcp eval daily --only notes --out runs/mine",
    "runs/other": "gui-mcp eval daily --only notes --policy oracle --out runs/other",
    "runs/static.parquet": "gui-mcp static build runs/static.parquet",
    "runs/good": "gui-mcp eval daily --split train --policy oracle --out runs/good",
    "runs/bad": "gui-mcp eval daily --split train --policy random --out runs/bad",
    "runs/stepbench": "gui-mcp stepbench build runs/stepbench",
    "runs/harvest": "gui-mcp harvest daily --policy oracle --seeds 3 --out runs/harvest",
    "runs/data/steps": "gui-mcp dataset runs/harvest --out runs/data",
}
ELSEWHERE = {
    "make demo": "test_the_demo_runs_end_to_end",
    "make test": "this run itself",
    "make weights": "test_shipped.py: it runs the command of the card",
    "gui-mcp evolve --rounds 6 --out runs/evolve": "test_evolve.py",
    "gui-mcp eval daily --policy pocket:runs/evolve/round-6/policy.onnx": "test_evolve.py",
    "gui-mcp phone --port 5600": "the fixture `phone`",
    "gui-mcp phone --port 5600 --size tablet --lang zh --look dark,largest --hard popup,slow": "test_a_phone_of_any_k…",
    "gui-mcp serve --policy chat --model gelab-zero-4b-preview --base-url http://localhost:11434/v1": "test_agent.py",
}


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


PORT = free_port()  # stands in for the README's 5600, which somebody may be using


def run(line: str, cwd: Path, check: bool = True) -> "subprocess.CompletedProcess[str]":
    words = shlex.split(line.replace("5600", PORT))
    if words[0] == "gui-mcp":
        words[:1] = [sys.executable, "-m", "gui_mcp"]
    elif words[0] == "python":
        words[0] = sys.executable
    elif words[0] == "adb":
        words[0] = adb_path()
    environment = {**os.environ, "COLUMNS": "150", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        words, cwd=cwd, capture_output=True, text=True, errors="replace", timeout=240, env=environment, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("user")


@pytest.fixture(scope="module")
def phone(folder: Path) -> Iterator[str]:
    """`gui-mcp phone`, as a process of its own."""
    with served(folder, "gui-mcp phone --port 5600", PORT) as said:
        yield said


@contextmanager
def served(folder: Path, line: str, port: str) -> Generator[str]:
    command = [sys.executable, "-m", "gui_mcp", *shlex.split(line.replace("5600", port))[1:]]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        said = ""
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, "the phone ended: " + said
            said += line
        yield said
        process.terminate()
        assert process.wait(30) == 0


def screenshot(file: Path) -> None:
    """What the README's `screencap -p > screen.png` does."""
    run("adb connect 127.0.0.1:5600", file.parent)
    command = [adb_path(), "-s", f"127.0.0.1:{PORT}", "exec-out", "screencap", "-p"]
    file.write_bytes(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    run("adb disconnect 127.0.0.1:5600", file.parent)


def prepare(command: str, folder: Path) -> None:
    """Make what a command needs, and clear away what must not be there yet."""
    for needed, maker in NEEDS.items():
        if needed in command and maker != command and not (folder / needed).exists():
            prepare(maker, folder)
            run(SHORTER.get(maker, maker), folder)
    if command.startswith("gui-mcp dataset"):
        shutil.rmtree(folder / "runs" / "data", ignore_errors=True)


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ELSEWHERE])
def test_every_command_of_the_readme_works(command: str, folder: Path, phone: str) -> None:
    if "adb" in command:
        run("adb connect 127.0.0.1:5600", folder)
    if "heatmap" in command:
        screenshot(folder / "screen.png")
    line, _, target = SHORTER.get(command, command).partition(" > ")
    prepare(command, folder)
    done = run(line, folder)
    if target:
        assert done.stdout
    if "adb" in command:
        run("adb disconnect 127.0.0.1:5600", folder)


def test_a_phone_of_any_kind_is_served(folder: Path) -> None:
    (line,) = [command for command in COMMANDS if "--size tablet" in command]
    with served(folder, line, port := free_port()) as said:
        assert "1600x2560" in said
        run(f"adb connect 127.0.0.1:{port}", folder)
        assert run(f"adb -s 127.0.0.1:{port} shell getprop persist.sys.locale", folder).stdout.strip() == "zh-CN"
        assert run(f"adb -s 127.0.0.1:{port} shell settings get secure ui_night_mode", folder).stdout.strip() == "2"
        run(f"adb disconnect 127.0.0.1:{port}", folder)


def test_the_readme_says_how_the_phone_is_reached(phone: str) -> None:
    assert f"adb connect 127.0.0.1:{PORT}" in phone


def test_the_python_of_the_readme_prints_what_it_says() -> None:
    world, block = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    subprocess.run([sys.executable, "-c", world], cwd=ROOT, check=True)
    shown = re.findall(r"^(g2_.*?)\s+# (.*)$", block, re.MULTILINE)
    imports = next(line for line in block.splitlines() if line.startswith("from"))
    code = "\n".join([imports, *(f"print(repr({call}))" for call, _ in shown)])
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [printed for _, printed in shown]


def test_the_demo_runs_end_to_end_and_its_report_opens_without_an_error(folder: Path) -> None:
    done = run("gui-mcp demo --tasks 2 --out demo", folder)
    assert "Pin the note Standup" in done.stdout
    assert "done in" in done.stdout
    report = folder / "demo" / "report.html"
    from devices.web import WebDevice

    device = WebDevice(report.as_uri(), 1200, 900)
    try:
        text = " ".join(e.text for e in device.observe().elements)
        assert "Strict success by axis" in text
        errors = page_errors(report)
        assert errors == []
    finally:
        device.close()


def page_errors(path: Path) -> list[str]:
    """What Chromium's console complains of when the page is opened and used."""
    from devices.browser import Browser

    browser = Browser.shared()
    page = browser.page(1200, 900)
    errors: list[str] = []

    async def use() -> None:
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda problem: errors.append(str(problem)))
        await page.goto(path.as_uri())
        await page.locator("summary").first.click()
        await page.locator(".shot").first.click()
        await page.keyboard.press("Escape")
        await page.locator("[data-show=fail]").click()
        await page.context.close()

    browser.run(use())
    return errors


def test_the_makefile_s_demo_is_the_demo() -> None:
    command = ["make", "--no-print-directory", "-n", "demo"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=plain)
    assert done.stdout.strip().endswith("gui-mcp demo")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("gui-mcp run x --device toaster", "no device called 'toaster'"),
        ("gui-mcp run x --device adb:nosuch", "no phone 'nosuch'"),
        ("gui-mcp run x --policy nosuch", "no policy called 'nosuch'"),
        ("gui-mcp run x --policy chat --base-url http://127.0.0.1:9/v1", "no model at"),
        ("gui-mcp eval weekly", "there are: daily, miniwob"),
        ("gui-mcp eval daily --only nosuch", "no template begins with nosuch"),
        ("gui-mcp view nowhere", "is no run"),
        ("gui-mcp phone --size big", "WIDTHxHEIGHT"),
        ("gui-mcp phone --size 10x10", "pixels a side"),
    ],
)
def test_a_mistake_gets_one_clear_line_and_no_traceback(line: str, says: str, folder: Path) -> None:
    done = run(line, folder, check=False)
    assert done.returncode != 0
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_the_doctor_names_the_install_line_of_what_is_missing(folder: Path) -> None:
    said = run("gui-mcp doctor", folder).stdout
    assert "browser: starts" in said
    assert "ray: found" in said or 'pip install "gui-mcp[ray]"' in said


def test_help_teaches(folder: Path) -> None:
    shown = run("gui-mcp --help", folder).stdout
    for command in (
        "demo",
        "serve",
        "devices",
        "doctor",
        "phone",
        "run",
        "eval",
        "harvest",
        "dataset",
        "evolve",
        "rescore",
        "compare",
        "export",
        "honesty",
        "view",
    ):
        assert command in shown
        told = CliRunner().invoke(app, [command, "--help"])
        assert told.exit_code == 0
        assert told.stdout.count("--") >= 1


def test_the_list_of_methods_is_whole_in_a_pipe(folder: Path) -> None:
    lines = run("gui-mcp methods", folder).stdout.splitlines()
    assert len(lines) == len(METHODS) + 2
    for method, line in zip(METHODS, lines[1:], strict=False):
        assert line.split()[0] == method.id
        assert line.endswith(method.paper)


def test_no_browser_at_all_is_said_with_the_next_step(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUI_MCP_BROWSER", "/nowhere/chromium")
    done = run("gui-mcp run x", folder, check=False)
    assert done.returncode == 2
    assert "no Chromium found" in done.stderr

"""`make gallery`: every app, light and dark, in every language, as pictures and a page that shows them.

    python -m devices.virtual.gallery docs

writes docs/gallery.md, docs/gallery/APP.webp (a row for the first screen, one for a screen behind it) and the
README's picture, docs/pictures/phone.png.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from rich.progress import track

from devices.virtual.apps import APPS
from devices.virtual.node import Node
from devices.virtual.phone import VirtualPhone
from devices.virtual.words import LANGUAGES, speaking, t
from devices.virtual.world import World

FRAME = (288, 640)  # pixels of one screen in the picture, drawn from 720x1600
GAP = 12
QUALITY = 82
OPENING = ("item", "card", "bubble", "phototile")
HOME = "home"
# The README's picture: app, language, dark.
FRONT = ((HOME, "en", False), ("org.guimcp.maps", "en", False), ("org.guimcp.market", "zh", False),
         ("org.guimcp.chat", "en", True), ("org.guimcp.bank", "en", False),
         ("org.guimcp.video", "zh", True))  # fmt: skip


def main(folder: Path) -> None:
    """Write the pictures and the page into `folder`."""
    (folder / "gallery").mkdir(parents=True, exist_ok=True)
    names = [HOME, *APPS]
    for name in track(names, description="drawing"):
        sheet(name).save(folder / "gallery" / f"{_file(name)}.webp", quality=QUALITY, method=6)
    pictures = [next(_screens(name, language, dark)) for name, language, dark in FRONT]
    (folder / "pictures").mkdir(exist_ok=True)
    _side_by_side([[picture] for picture in pictures]).save(folder / "pictures" / "phone.png", optimize=True)
    (folder / "gallery.md").write_text(_page(names), encoding="utf-8")


def sheet(name: str) -> Image.Image:
    """One app (or HOME): a column for each language and theme, a row for each of two screens."""
    return _side_by_side([list(_screens(name, language, dark)) for language in LANGUAGES for dark in (False, True)])


def _side_by_side(columns: list[list[Image.Image]]) -> Image.Image:
    rows = max(len(column) for column in columns)
    width, height = FRAME
    whole = Image.new("RGB", (len(columns) * (width + GAP) + GAP, rows * (height + GAP) + GAP), "#8a8f98")
    for x, column in enumerate(columns):
        for y, screen in enumerate(column):
            whole.paste(screen, (GAP + x * (width + GAP), GAP + y * (height + GAP)))
    return whole


def _screens(name: str, language: str, dark: bool) -> Iterator[Image.Image]:
    world = World.new(0, language=language)
    world.settings["dark_theme"] = dark
    phone = VirtualPhone(world=world)
    try:
        if name == HOME:
            yield _picture(phone)
            phone.shade(True)
            yield _picture(phone)
            return
        world.launch(name)
        yield _picture(phone)
        if _go_deeper(world):
            yield _picture(phone)
    finally:
        phone.close()


def _picture(phone: VirtualPhone) -> Image.Image:
    with Image.open(io.BytesIO(phone.observe().png)) as screen:
        return screen.convert("RGB").resize(FRAME, Image.Resampling.LANCZOS)


def _go_deeper(world: World) -> bool:
    """Touch what first opens another screen of the app, as anybody would who looks around."""
    front, depth = world.front, len(world.stack)
    tried: set[str] = set()
    while True:
        node = next((n for n in _things(world.tree()) if n.key not in tried), None)
        if node is None:
            return False
        tried.add(node.key)
        before = world.dumps()
        world.tap(node)
        if world.front == front and len(world.stack) > depth and not world.stack[-1]["overlay"]:
            return True
        world.state = World.loads(before).state
        world.touch_state()


def _things(tree: Node) -> Iterator[Node]:
    for node in tree.walk():
        if node.role in OPENING and node.tap is not None and not node.tap.name.startswith("system.") and node.key:
            yield node


def _file(name: str) -> str:
    return name.rpartition(".")[2]


def _page(names: list[str]) -> str:
    lines = [
        "# The virtual phone's apps",
        "",
        "Drawn by `make gallery`: English and Chinese, light and dark; the first screen, and one behind it.",
    ]
    for name in names:
        lines += ["", f"## {_title(name)}", "", f"![{_title(name)}](gallery/{_file(name)}.webp)"]
    return "\n".join(lines) + "\n"


def _title(name: str) -> str:
    if name == HOME:
        return "Home screen and shade"
    app = APPS[name]
    with speaking("zh", app.package):
        return f"{app.name} · {t(app.name)}"


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))

"""What Gallery holds: photos with where, when and who, albums, and how photos were edited."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from typing_extensions import TypedDict

from devices.virtual.apps.contacts.state import PEOPLE
from devices.virtual.words import t

Kind = Literal["photo", "video", "screenshot"]
Filter = Literal["none", "warm", "cool", "mono", "vivid"]
Crop = Literal["original", "square", "4:3", "16:9"]


class Edits(TypedDict):
    """`turn` in degrees clockwise, `light` from -5 to 5."""

    filter: Filter
    turn: int
    light: int
    crop: Crop


class Photo(TypedDict):
    """`art` is the drawing ("hills:7"), `size` in kilobytes, `people` names; `binned` is when it was deleted, or
    empty."""

    art: str
    name: str
    caption: str
    kind: Kind
    at: str
    place: str
    people: list[str]
    size: int
    seconds: int
    favourite: bool
    hidden: bool
    binned: str
    edits: Edits


class Album(TypedDict):
    """`photos` in the order they were put in, `cover` one of them or empty."""

    name: str
    photos: list[str]
    cover: str


class GalleryState(TypedDict):
    """Photos and albums by id. `columns` is how many lie side by side, `keep` how many days the bin keeps."""

    photos: dict[str, Photo]
    albums: dict[str, Album]
    columns: int
    backup: bool
    keep: int
    next_id: int


PLAIN: Edits = {"filter": "none", "turn": 0, "light": 0, "crop": "original"}
KINDS: tuple[Kind, ...] = ("photo", "video", "screenshot")
FILTERS: dict[Filter, str] = {"none": "Original", "warm": "Warm", "cool": "Cool", "mono": "Mono", "vivid": "Vivid"}
CROPS: dict[Crop, str] = {"original": "Original", "square": "Square", "4:3": "4:3", "16:9": "16:9"}
KEEPS = (7, 30, 60)
MAX_LIGHT = 5
# Where a drawing of a kind could have been taken, and what one would write under it.
SCENES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "hills": (("Fern Hill", "Linden Park"), ("View from the top", "Sunday walk", "First warm day", "Picnic spot")),
    "sea": (("Tidewater Beach", "Harbour Museum"), ("Low tide", "Ferry to the island", "Before breakfast")),
    "city": (("Old Market Hall", "Central Station"), ("Market day", "Our street", "Lights in December", "New tram")),
    "forest": (("Granite Wood", "Fern Hill"), ("Mushroom season", "The long way round", "Moss", "After the rain")),
    "desert": (("Amber Dunes", "Amber Dunes"), ("Day two", "Nobody for miles", "Camp")),
    "night": (("Kestrel Stadium", "Lantern Theatre"), ("Fireworks", "Waiting for the last bus", "Full moon")),
    "portrait": (("Home", "Pinecrest School"), ("Birthday", "New haircut", "Graduation", "Family lunch")),
    "plate": (("Cafe Aurora", "Home"), ("Risotto, second attempt", "Brunch", "Granny's recipe", "Too pretty to eat")),
    "room": (("Home", "Harbour Library"), ("Before painting", "After painting", "New shelf", "Reading corner")),
}  # fmt: skip
ALBUMS = (("Coast holiday", "sea"), ("Kitchen diary", "plate"), ("The flat", "room"))
SCREENS = ("Train times", "Recipe", "Map", "Receipt", "Chat")


def seed(rng: Random, now: datetime) -> GalleryState:
    """Fifty photos of the last year, four screenshots, three albums, two photos in the bin."""
    photos: dict[str, Photo] = {}
    at = now - timedelta(days=1, hours=2)
    for number in range(1, 51):
        photos[f"p{number}"] = _photo(rng, number, at)
        at -= timedelta(days=rng.choice((0, 0, 0, 1, 2, 6, 11)), hours=rng.randint(1, 5), minutes=rng.randint(1, 59))
    for number in range(51, 55):
        taken = now - timedelta(days=rng.randint(1, 60), minutes=rng.randint(1, 700))
        photos[f"p{number}"] = _screenshot(rng, number, taken)
    for photo_id in rng.sample(sorted(photos), 6):
        photos[photo_id]["favourite"] = True
    for photo_id in rng.sample(sorted(i for i, p in photos.items() if not p["favourite"]), 2):
        photos[photo_id]["binned"] = (now - timedelta(days=rng.randint(2, 20))).isoformat(timespec="minutes")
    albums: dict[str, Album] = {}
    for number, (name, kind) in enumerate(ALBUMS, 55):
        inside = [i for i, photo in newest(photos) if photo["art"].startswith(kind) and not photo["binned"]]
        albums[f"a{number}"] = {"name": t(name), "photos": inside[:6], "cover": inside[0] if inside else ""}
    return {"photos": photos, "albums": albums, "columns": 3, "backup": rng.random() < 0.5, "keep": 30, "next_id": 58}


def _photo(rng: Random, number: int, at: datetime) -> Photo:
    kind = rng.choice(sorted(SCENES))
    places, captions = SCENES[kind]
    who = rng.sample([name for name, _ in PEOPLE], rng.choice((1, 2))) if kind == "portrait" else []
    video = rng.random() < 0.12
    return new_photo(
        f"{kind}:{rng.randint(1, 99)}", f"{'VID' if video else 'IMG'}_{3100 - number}", at, t(rng.choice(places)),
        caption=t(rng.choice(captions)) if rng.random() < 0.5 else "", kind="video" if video else "photo",
        people=[t(name) for name in who], size=rng.randint(9000, 80000) if video else rng.randint(900, 6000),
        seconds=rng.randint(4, 95) if video else 0,
    )  # fmt: skip


def _screenshot(rng: Random, number: int, at: datetime) -> Photo:
    return new_photo(f"chart:{rng.randint(1, 99)}", f"Screenshot_{3100 - number}", at, "", kind="screenshot",
                     caption=t(rng.choice(SCREENS)), size=rng.randint(150, 700))  # fmt: skip


def new_photo(
    art: str, name: str, at: datetime, place: str = "", caption: str = "", kind: Kind = "photo",
    people: list[str] | None = None, size: int = 1200, seconds: int = 0,
) -> Photo:  # fmt: skip
    """A photo as the camera left it."""
    return {"art": art, "name": name, "caption": caption, "kind": kind, "at": at.isoformat(timespec="minutes"),
            "place": place, "people": people or [], "size": size, "seconds": seconds, "favourite": False,
            "hidden": False, "binned": "", "edits": {**PLAIN}}  # fmt: skip


# -- reading --------------------------------------------------------------------------------------------------------


def number(id_: str) -> int:
    """The number in an id, to sort by."""
    return int(id_[1:])


def newest(photos: Mapping[str, Photo]) -> list[tuple[str, Photo]]:
    """All of them, the latest first."""
    return sorted(photos.items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def shown(state: GalleryState) -> list[tuple[str, Photo]]:
    """What is neither hidden nor in the bin, the latest first."""
    return [(i, p) for i, p in newest(state["photos"]) if not p["hidden"] and not p["binned"]]


def by_month(rows: list[tuple[str, Photo]]) -> Iterator[tuple[str, list[tuple[str, Photo]]]]:
    """The same in groups: ("2026-03", photos)."""
    month, group = "", list[tuple[str, Photo]]()
    for row in rows:
        if row[1]["at"][:7] != month and group:
            yield month, group
            group = []
        month = row[1]["at"][:7]
        group.append(row)
    if group:
        yield month, group


def in_album(state: GalleryState, album_id: str) -> list[tuple[str, Photo]]:
    """An album's photos in its own order, without what is hidden or in the bin."""
    photos = state["photos"]
    inside = [(i, photos[i]) for i in state["albums"][album_id]["photos"] if i in photos]
    return [(i, p) for i, p in inside if not p["hidden"] and not p["binned"]]


def albums_of(state: GalleryState) -> list[tuple[str, Album]]:
    """Albums by name."""
    return sorted(state["albums"].items(), key=lambda pair: (pair[1]["name"].casefold(), number(pair[0])))


def cover_of(state: GalleryState, album_id: str) -> str:
    """The drawing on an album's cover; empty where the album is."""
    inside = in_album(state, album_id)
    wanted = [p["art"] for i, p in inside if i == state["albums"][album_id]["cover"]]
    return wanted[0] if wanted else inside[0][1]["art"] if inside else ""


def size_words(kilobytes: int) -> str:
    """ "640 KB", "4.2 MB"."""
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB"


def fits(photo: Photo, query: str) -> bool:
    """Does a photo have these words in its name, caption, place or people?"""
    words = " ".join((photo["name"], photo["caption"], photo["place"], *photo["people"])).casefold()
    return all(part in words for part in query.casefold().split())

"""Gallery's first screen with its tabs: photos, albums, search and library."""

from datetime import date, timedelta

from devices.virtual.app import Look
from devices.virtual.apps.gallery.album_views import album, album_name, delete_album, pick, pick_album
from devices.virtual.apps.gallery.parts import count_words, drawing, grid
from devices.virtual.apps.gallery.photo_views import delete_photo, edit, photo, photo_menu, rename
from devices.virtual.apps.gallery.state import (
    KEEPS,
    KINDS,
    GalleryState,
    Photo,
    albums_of,
    by_month,
    cover_of,
    fits,
    in_album,
    shown,
    size_words,
)
from devices.virtual.node import Node, on
from devices.virtual.times import month_words
from devices.virtual.ui import (
    BACK,
    art,
    banner,
    button,
    card,
    chip,
    chips,
    column,
    confirm,
    dialog,
    empty,
    fab,
    gallery,
    heading,
    icon,
    icon_button,
    item,
    navigation,
    page,
    picture,
    radio,
    search,
    strip,
    text,
    toggle,
)
from devices.virtual.words import t

TABS = (("photos", "Photos", "photo"), ("albums", "Albums", "photo_album"), ("search", "Search", "search"),
        ("library", "Library", "folder"))  # fmt: skip
KIND_WORDS = {"photo": "Photos", "video": "Videos", "screenshot": "Screenshots"}
SPANS = (("", "Any time"), ("30", "Last 30 days"), ("90", "Last 3 months"), ("365", "Last year"))
SORTS = (("", "Newest first"), ("oldest", "Oldest first"), ("largest", "Largest first"))


def view(state: GalleryState, look: Look) -> Node:
    """Every screen by name."""
    match look.name:
        case "photo":
            return photo(state, look)
        case "edit":
            return edit(state, look)
        case "menu":
            return photo_menu(state, look)
        case "rename":
            return rename(look)
        case "delete" | "bin_now" | "forget":
            return delete_photo(look)
        case "album":
            return album(state, look)
        case "album_name":
            return album_name(look)
        case "delete_album":
            return delete_album(state, look)
        case "pick":
            return pick(state, look)
        case "pick_album":
            return pick_album(state, look)
        case "bin":
            return _bin(state, look)
        case "empty_bin":
            return confirm(
                t("Empty the bin?"), t("Everything in it will be gone for good."), t("Empty"), on("bin_emptied")
            )
        case "hidden":
            return _plain(state, t("Hidden"), [(i, p) for i, p in _hidden(state)], t("Nothing is hidden"))
        case "storage":
            return _storage(state)
        case "keep":
            rows = [radio(t("{n} days", n=n), n == state["keep"], on("keep", days=n)) for n in KEEPS]
            return dialog(t("Keep deleted photos"), *rows, actions=[button(t("Cancel"), BACK, "flat")])
        case "kind":
            rows = [(i, p) for i, p in shown(state) if _is(p, look.args["kind"])]
            return _plain(state, t(look.args["title"]), rows, t("Nothing here yet"))
        case _:
            return _home(state, look)


def _is(photo_: Photo, kind: str) -> bool:
    return photo_["favourite"] if kind == "favourite" else photo_["kind"] == kind


def _hidden(state: GalleryState) -> list[tuple[str, Photo]]:
    rows = [(i, p) for i, p in state["photos"].items() if p["hidden"] and not p["binned"]]
    return sorted(rows, key=lambda row: row[1]["at"], reverse=True)


def chosen_of(look: Look) -> frozenset[str]:
    """The photos that are selected on a screen."""
    return frozenset(i for i in look.form.get("chosen", "").split(",") if i)


def _home(state: GalleryState, look: Look) -> Node:
    tab = look.form.get("tab", "photos")
    chosen = chosen_of(look)
    if chosen:
        return _selecting(state, look, chosen)
    body = {"albums": _albums, "search": _search, "library": _library}.get(tab, _photos)(state, look)
    bar = navigation(*[(t(words), sign, name == tab, on("tab", tab=name)) for name, words, sign in TABS])
    return page(
        t("Gallery"),
        *body,
        back=False,
        top=search("query", t("Search your photos"), look.form.get("query", "")) if tab == "search" else None,
        actions=[icon_button("grid_view", t("Change grid"), on("columns"))] if tab == "photos" else [],
        fab=fab("add", t("New album"), on("new_album")) if tab == "albums" else None,
        bottom=bar,
        key=f"list-{tab}",
    )


def _selecting(state: GalleryState, look: Look, chosen: frozenset[str]) -> Node:
    rows = shown(state)
    return page(
        t("{n} selected", n=len(chosen)),
        *_months(state, rows, "toggle", chosen),
        back=False,
        actions=[
            icon_button("favorite_border", t("Favourite"), on("favour_chosen")),
            icon_button("photo_album", t("Add to album"), on("pick_album")),
            icon_button("delete", t("Delete"), on("delete_chosen")),
            icon_button("close", t("Stop selecting"), on("unselect")),
        ],
        key="list-photos",
    )


def _photos(state: GalleryState, look: Look) -> list[Node | None]:
    rows = shown(state)
    return [*_months(state, rows, "open"), None if rows else empty("photo", t("No photos yet"))]


def _months(
    state: GalleryState, rows: list[tuple[str, Photo]], tap: str, chosen: frozenset[str] = frozenset()
) -> list[Node | None]:
    out: list[Node | None] = []
    for month, group in by_month(rows):
        out += [heading(month_words(date.fromisoformat(f"{month}-01"))), grid(state, group, tap, chosen)]
    return out


def _albums(state: GalleryState, look: Look) -> list[Node | None]:
    own = [
        card(
            _cover(cover_of(state, i)),
            column(text(a["name"], "strong"), text(count_words(in_album(state, i)), "small muted")),
            tap=on("album", id=i),
            key=f"album-{i}",
            style="flush",
        )
        for i, a in albums_of(state)
    ]
    return [
        strip(
            _kind("favourite", "Favourites", "favorite"),
            *[_kind(kind, KIND_WORDS[kind], sign) for kind, sign in zip(KINDS, _SIGNS, strict=True)],
            key="kinds",
        ),
        heading(t("Albums")),
        gallery(*own, columns=2) if own else empty("photo_album", t("No albums yet")),
    ]


_SIGNS = ("photo", "videocam", "smartphone")


def _cover(drawn: str) -> Node:
    if not drawn:
        return picture("photo_album", "#8a8f98")
    kind, _, number = drawn.partition(":")
    return art(kind, int(number), style="square")


def _kind(kind: str, title: str, sign: str) -> Node:
    return chip(t(title), False, on("kind", kind=kind, title=title), f"kind-{kind}", sign)


def _search(state: GalleryState, look: Look) -> list[Node | None]:
    form = look.form
    rows = [(i, p) for i, p in shown(state) if fits(p, look.draft("query"))]
    kind, place, span = form.get("kind", ""), form.get("place", ""), form.get("span", "")
    rows = [(i, p) for i, p in rows if (not kind or _is(p, kind)) and place in ("", p["place"])]
    if span:
        since = (look.now - timedelta(days=int(span))).isoformat(timespec="minutes")
        rows = [(i, p) for i, p in rows if p["at"] >= since]
    match form.get("sort", ""):
        case "oldest":
            rows.reverse()
        case "largest":
            rows.sort(key=lambda row: -row[1]["size"])
        case _:
            pass
    places = sorted({p["place"] for _, p in shown(state) if p["place"]})
    return [
        strip(
            *[
                chip(t(words), kind == name, on("narrow", key="kind", value=name), f"only-{name}")
                for name, words in (("favourite", "Favourites"), *KIND_WORDS.items())
            ],
            key="kinds",
        ),
        strip(
            *[
                chip(words, place == words, on("narrow", key="place", value=words), f"place-{n}", "place")
                for n, words in enumerate(places)
            ],
            key="places",
        ),
        chips(*[chip(t(words), span == days, on("span", days=days), f"span-{days}") for days, words in SPANS]),
        chips(*[chip(t(words), form.get("sort", "") == by, on("sort", by=by), f"by-{by}") for by, words in SORTS]),
        text(count_words(rows), "small muted pad", key="found"),
        grid(state, rows, "open") if rows else empty("search", t("No photo fits")),
    ]


def _library(state: GalleryState, look: Look) -> list[Node | None]:
    binned = sum(bool(p["binned"]) for p in state["photos"].values())
    used = sum(p["size"] for p in state["photos"].values())
    today = look.now.date()
    ago = [(i, p) for i, p in shown(state) if p["at"][5:7] == f"{today:%m}" and p["at"][:4] != f"{today:%Y}"]
    return [
        heading(t("One year ago")) if ago else None,
        strip(*[_memory(i, p) for i, p in ago[:8]], key="memories") if ago else None,
        item(t("Bin"), t("{n} items", n=binned), on("go", screen="bin"), leading=icon("delete"), key="go-bin"),
        item(t("Hidden"), t("{n} items", n=len(_hidden(state))), on("go", screen="hidden"),
             leading=icon("visibility_off"), key="go-hidden"),
        item(t("Storage"), size_words(used), on("go", screen="storage"), leading=icon("storage"), key="go-storage"),
        toggle(t("Back up photos"), state["backup"], on("backup"), t("Over Wi-Fi only"), "backup", "cloud_upload"),
        item(t("Keep deleted photos"), t("{n} days", n=state["keep"]), on("ask_keep"), leading=icon("history"),
             key="keep"),
    ]  # fmt: skip


def _memory(photo_id: str, photo_: Photo) -> Node:
    shown_ = drawing(photo_, "memory", photo_["caption"] or photo_["name"])
    shown_.tap, shown_.key = on("open", id=photo_id), f"memory-{photo_id}"
    return shown_


def _plain(state: GalleryState, title: str, rows: list[tuple[str, Photo]], nothing: str) -> Node:
    return page(title, grid(state, rows, "open") if rows else empty("photo", nothing), key="photos")


def _bin(state: GalleryState, look: Look) -> Node:
    rows = [(i, p) for i, p in state["photos"].items() if p["binned"]]
    rows.sort(key=lambda row: row[1]["binned"], reverse=True)
    return page(
        t("Bin"),
        banner(t("Photos are deleted for good after {n} days.", n=state["keep"])),
        grid(state, rows, "open") if rows else empty("delete", t("The bin is empty")),
        actions=[icon_button("restore", t("Restore all"), on("restore_all")),
                 icon_button("delete_forever", t("Empty the bin"), on("empty_bin"))] if rows else [],
        key="bin",
    )  # fmt: skip


def _storage(state: GalleryState) -> Node:
    photos = [p for p in state["photos"].values() if not p["binned"]]
    sums = [
        (KIND_WORDS[kind], sum(p["size"] for p in photos if p["kind"] == kind), sign)
        for kind, sign in zip(KINDS, _SIGNS, strict=True)
    ]
    binned = sum(p["size"] for p in state["photos"].values() if p["binned"])
    large = sorted(((i, p) for i, p in shown(state)), key=lambda row: -row[1]["size"])[:8]
    return page(
        t("Storage"),
        text(size_words(sum(p["size"] for p in state["photos"].values())), "huge centre", key="used"),
        *[item(t(words), size_words(size), leading=icon(sign)) for words, size, sign in sums],
        item(t("Bin"), size_words(binned), leading=icon("delete")),
        heading(t("Largest")),
        *[
            item(
                p["caption"] or p["name"],
                size_words(p["size"]),
                on("open", id=i),
                leading=drawing(p, "thumb"),
                key=f"large-{i}",
            )
            for i, p in large
        ],
    )

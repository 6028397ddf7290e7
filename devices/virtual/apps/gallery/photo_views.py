"""One photo: looking at it, what is known of it, editing it."""

from devices.virtual.app import Look
from devices.virtual.apps.gallery.parts import CROP_STYLES, drawing, name_of, when_taken
from devices.virtual.apps.gallery.state import (
    CROPS,
    FILTERS,
    MAX_LIGHT,
    GalleryState,
    albums_of,
    size_words,
)
from devices.virtual.node import Node, on
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    chip,
    chips,
    confirm,
    dialog,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    menu,
    page,
    row,
    stepper,
    text,
)
from devices.virtual.words import t


def photo(state: GalleryState, look: Look) -> Node:
    """A photo as large as it goes, with what is known of it below."""
    photo_id: str = look.args["id"]
    shown = state["photos"].get(photo_id)
    if shown is None:
        return page(t("Photo"), empty("photo", t("This photo is gone")))
    picture = drawing(shown, f"whole {CROP_STYLES[shown['edits']['crop']]}".strip(), name_of(shown))
    picture.swipe, picture.key = on("turned", id=photo_id), "picture"
    holding = [a["name"] for _, a in albums_of(state) if photo_id in a["photos"]]
    if shown["binned"]:
        actions = [
            icon_button("restore", t("Restore"), on("restore", id=photo_id)),
            icon_button("delete_forever", t("Delete for good"), on("ask_forget", id=photo_id)),
        ]
    else:
        heart = t("Remove from favourites") if shown["favourite"] else t("Add to favourites")
        sign = "favorite" if shown["favourite"] else "favorite_border"
        actions = [
            icon_button(sign, heart, on("favour", id=photo_id), "heart", shown["favourite"]),
            icon_button("more_vert", t("More options"), on("menu", id=photo_id)),
        ]
    buttons = row(
        button(t("Share"), on("share", id=photo_id), "tonal", icon="share"),
        button(t("Edit"), on("edit", id=photo_id), "tonal", icon="tune") if shown["kind"] == "photo" else None,
        button(t("Delete"), on("delete", id=photo_id), "tonal", icon="delete"),
        style="pad middle",
    )
    length = f"{shown['seconds'] // 60}:{shown['seconds'] % 60:02}"
    return page(
        "",
        picture,
        None if shown["binned"] else buttons,
        text(shown["caption"], "big pad", "caption") if shown["caption"] else None,
        item(when_taken(shown, look), t("Taken"), leading=icon("event"), key="taken"),
        item(shown["place"], t("Place"), on("place", id=photo_id), leading=icon("place"), key="place")
        if shown["place"]
        else None,
        item(f"{shown['name']} · {size_words(shown['size'])}", t("File"), leading=icon("image"), key="file"),
        item(length, t("Length"), leading=icon("videocam"), key="length") if shown["kind"] == "video" else None,
        item(t(", ").join(holding), t("Albums"), leading=icon("photo_album"), key="in-albums") if holding else None,
        heading(t("People")) if shown["people"] else None,
        *[item(name, leading=avatar(name), key=f"person-{n}") for n, name in enumerate(shown["people"])],
        actions=actions,
        key="photo",
    )


def photo_menu(state: GalleryState, look: Look) -> Node:
    """What else can be done with a photo."""
    photo_id: str = look.args["id"]
    hidden = state["photos"][photo_id]["hidden"]
    return menu(
        (t("Add to album"), on("pick_album", id=photo_id)),
        (t("Edit caption"), on("rename", id=photo_id)),
        (t("Make a copy"), on("copy", id=photo_id)),
        (t("Show again") if hidden else t("Hide"), on("hide", id=photo_id)),
    )


def rename(look: Look) -> Node:
    """Words under a photo."""
    return dialog(
        t("Caption"),
        field("caption", t("Caption"), look.form.get("caption", ""), submit=on("renamed")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("renamed"), "flat")],
    )


def delete_photo(look: Look) -> Node:
    """Asked before photos go to the bin, or for good."""
    if look.name == "forget":
        return confirm(
            t("Delete for good?"), t("This cannot be undone."), t("Delete"), on("forgotten", id=look.args["id"])
        )
    return confirm(
        t("Move to the bin?"),
        t("{n} items", n=look.args["count"]),
        t("Move to bin"),
        on("binned", ids=look.args["ids"]),
    )


def edit(state: GalleryState, look: Look) -> Node:
    """Filter, turn, light and crop, with what it will look like."""
    form, shown = look.form, state["photos"][look.args["id"]]
    light = int(form["light"])
    trial = {**shown, "edits": {"filter": form["filter"], "turn": int(form["turn"]), "light": light,
                                "crop": form["crop"]}}  # fmt: skip
    less = on("light", to=light - 1) if light > -MAX_LIGHT else None
    more = on("light", to=light + 1) if light < MAX_LIGHT else None
    return page(
        t("Edit photo"),
        drawing(trial, f"whole {CROP_STYLES[form['crop']]}".strip(), name_of(shown)),  # type: ignore[arg-type]
        heading(t("Filter")),
        chips(*[chip(t(words), form["filter"] == key, on("filter", to=key), f"filter-{key}")
                for key, words in FILTERS.items()]),
        heading(t("Crop")),
        chips(*[chip(t(words), form["crop"] == key, on("crop", to=key), f"crop-{n}")
                for n, (key, words) in enumerate(CROPS.items())]),
        heading(t("Light")),
        row(stepper(t("light"), f"{light:+d}" if light else "0", less, more, key="light"), style="pad"),
        heading(t("Turn")),
        row(button(t("Left"), on("rotate", by=270), "tonal", icon="rotate_left"),
            button(t("Right"), on("rotate", by=90), "tonal", icon="rotate_right"), style="pad"),
        row(button(t("Undo all changes"), on("revert"), "flat"),
            button(t("Save as copy"), on("saved", copy=True), "tonal"), style="pad"),
        actions=[button(t("Save"), on("saved", copy=False), "flat", key="save")],
        key="edit",
    )  # fmt: skip

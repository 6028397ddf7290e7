"""What the reader keeps and sets: saved articles, folders, tags, downloads, newsletters, settings."""

from devices.virtual.app import Turn
from devices.virtual.apps.news.catalogue import ARTICLES, LETTERS
from devices.virtual.apps.news.reading import Handler, email_problem, off_sheet
from devices.virtual.apps.news.state import (
    MAX_NAME,
    MAX_TAG,
    NewsState,
    folders,
    iso,
    new_id,
    out,
    size_of,
)
from devices.virtual.flags import flip
from devices.virtual.node import Event
from devices.virtual.times import SETTINGS
from devices.virtual.words import t, tn

EDITION = 10


def _put(state: NewsState, turn: Turn, article: str, folder: str = "") -> None:
    state["saved"][article] = {"folder": folder, "tags": [], "at": iso(turn.now)}


def _save(state: NewsState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    if event["id"] in state["saved"]:
        del state["saved"][event["id"]]
        turn.toast(t("Removed from saved"))
    else:
        _put(state, turn, event["id"])
        turn.toast(t("Article saved"))


def _unsave(state: NewsState, event: Event, turn: Turn) -> None:
    if event.name == "unsave":
        gone = state["saved"].pop(event["id"], None)
        if gone is not None:
            turn.form["gone"] = "\n".join([event["id"], gone["folder"], gone["at"], *gone["tags"]])
        return
    article, folder, at, *tags = turn.form.pop("gone", "\n\n").split("\n")
    if article in ARTICLES and article not in state["saved"]:
        state["saved"][article] = {"folder": folder if folder in state["folders"] else "", "tags": tags, "at": at}


def _file(state: NewsState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("file", id=event["id"])


def _filed(state: NewsState, event: Event, turn: Turn) -> None:
    if event["id"] not in state["saved"]:
        _put(state, turn, event["id"])
    state["saved"][event["id"]]["folder"] = event["folder"]
    name = state["folders"][event["folder"]]["name"] if event["folder"] else ""
    turn.toast(t("Moved to “{name}”", name=name) if name else t("Moved out of its folder"))


def _tag(state: NewsState, event: Event, turn: Turn) -> None:
    article = event["id"]
    tag = event["tag"] if event.name == "tag" else turn.draft("tag").lstrip("#").strip()
    if not tag or len(tag) > MAX_TAG or "\n" in tag:
        turn.form["tag-error"] = t("At most {n} characters", n=MAX_TAG) if tag else t("Type a tag first")
        return
    if article not in state["saved"]:
        _put(state, turn, article)
    own = state["saved"][article]["tags"]
    if tag not in own:
        own.append(tag)
        own.sort()
    elif event.name == "tag":
        own.remove(tag)
    if event.name == "tag_add":
        turn.form.update({"tag": "", "tag-error": ""})


def _folder(state: NewsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "folder_new":
            off_sheet(turn)
            turn.overlay("folder", id=event.args.get("id", ""))
            turn.focus("name")
        case "folder_rename":
            off_sheet(turn)
            name = state["folders"][event["id"]]["name"]
            turn.overlay("folder", form={"name": name}, folder=event["id"])
            turn.focus("name")
        case "folder_gone":
            off_sheet(turn)
            del state["folders"][event["id"]]
            for saved in state["saved"].values():
                saved["folder"] = "" if saved["folder"] == event["id"] else saved["folder"]
            turn.toast(t("Folder deleted"))
        case _:
            _folder_save(state, turn)


def _folder_save(state: NewsState, turn: Turn) -> None:
    name, old = turn.draft("name"), turn.args.get("folder", "")
    taken = {folder["name"].casefold() for i, folder in folders(state) if i != old}
    turn.form["name-error"] = (
        t("Enter a name") if not name
        else t("At most {n} characters", n=MAX_NAME) if len(name) > MAX_NAME
        else t("There is a folder of this name already") if name.casefold() in taken
        else ""
    )  # fmt: skip
    if turn.form["name-error"]:
        return
    turn.close()
    if old in state["folders"]:
        state["folders"][old]["name"] = name
        turn.toast(t("Folder renamed"))
        return
    made = new_id(state, "f")
    state["folders"][made] = {"name": name, "made": iso(turn.now)}
    article = turn.args.get("id", "")
    if article:
        if article not in state["saved"]:
            _put(state, turn, article)
        state["saved"][article]["folder"] = made
    turn.toast(t("Folder created"))


def _may_download(state: NewsState, turn: Turn, size: int) -> bool:
    if state["options"]["wifi_only"] and not turn.others[SETTINGS]["wifi"]:
        turn.toast(t("Downloads wait for Wi-Fi. You can change this in the settings."))
        return False
    if size > turn.space:
        turn.toast(t("Not enough space on this phone"))
        return False
    return True


def _download(state: NewsState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    match event.name:
        case "download" if event["id"] not in state["downloads"]:
            size = size_of(state, event["id"])
            if _may_download(state, turn, size):
                state["downloads"][event["id"]] = {"size": size, "at": iso(turn.now)}
                turn.toast(t("Downloaded, {n} MB", n=size))
        case "download_edition":
            new = [i for i in out(state, turn.now)[:EDITION] if i not in state["downloads"]]
            if new and _may_download(state, turn, sum(size_of(state, i) for i in new)):
                for i in new:
                    state["downloads"][i] = {"size": size_of(state, i), "at": iso(turn.now)}
                turn.toast(tn("{n} article downloaded", "{n} articles downloaded", len(new)))
            elif not new:
                turn.toast(t("Today's edition is on this phone already"))
        case "downloads_clear":
            state["downloads"].clear()
            turn.toast(t("All downloads deleted"))
        case _:
            state["downloads"].pop(event["id"], None)
            turn.toast(t("Download deleted"))


def _history(state: NewsState, event: Event, turn: Turn) -> None:
    if event.name == "visit_gone":
        state["history"].pop(event["id"], None)
        turn.toast(t("Removed from history"))
        return
    off_sheet(turn)
    state["history"].clear()
    turn.toast(t("History cleared"))


def _sure(state: NewsState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.overlay("sure", None, **event.args)


def _letters(state: NewsState, event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "letter":
            form[event["id"]] = "" if form.get(event["id"]) else "1"
        case "agree":
            form["agree"] = "" if form.get("agree") else "1"
        case "letter_stop":
            off_sheet(turn)
            state["letters"][event["id"]] = ""
            turn.toast(t("Unsubscribed from “{name}”", name=t(LETTERS[event["id"]].name)))
        case _:
            _subscribe(state, turn)


def _subscribe(state: NewsState, turn: Turn) -> None:
    form, email = turn.form, turn.draft("email")
    chosen = [i for i in LETTERS if form.get(i) == "1" and not state["letters"][i]]
    form["letters-error"] = "" if chosen else t("Choose at least one newsletter")
    form["email-error"] = email_problem(email)
    form["agree-error"] = "" if form.get("agree") else t("Please agree first")
    if form["letters-error"] or form["email-error"] or form["agree-error"]:
        return
    for i in chosen:
        state["letters"][i] = email
        form[i] = ""
    turn.toast(tn("Subscribed to {n} newsletter", "Subscribed to {n} newsletters", len(chosen)))


def _hide(state: NewsState, event: Event, turn: Turn) -> None:
    shelf = state["hidden_sections"] if event.name == "hide_section" else state["hidden_sources"]
    off_sheet(turn)
    name = t(event["name"])
    if event["name"] in shelf:
        shelf.remove(event["name"])
        turn.toast(t("“{name}” is shown again", name=name))
    else:
        shelf.append(event["name"])
        shelf.sort()
        turn.toast(t("“{name}” is hidden", name=name))


def _alert(state: NewsState, event: Event, turn: Turn) -> None:
    if not state["options"]["breaking"]:
        turn.toast(t("Turn on breaking news first"))
        return
    state["alerts"][event["name"]] = not state["alerts"][event["name"]]


def _option(state: NewsState, event: Event, turn: Turn) -> None:
    flip(state["options"], event["key"])


def _choose(state: NewsState, event: Event, turn: Turn) -> None:
    if event.name == "size":
        state["options"]["size"] = event["to"]
    else:
        state["options"]["edition"] = event["name"]
        turn.close()


def _name(state: NewsState, event: Event, turn: Turn) -> None:
    if event.name == "name_edit":
        turn.open("name", form={"name": state["options"]["name"]})
        turn.focus("name")
        return
    name = turn.draft("name")
    if not name or len(name) > MAX_NAME:
        turn.form["name-error"] = t("At most {n} characters", n=MAX_NAME) if name else t("Enter a name")
        return
    state["options"]["name"] = name
    turn.close()
    turn.toast(t("Name saved"))


KEEPING: dict[str, Handler] = {
    "save": _save, "unsave": _unsave, "undo": _unsave, "file": _file, "filed": _filed, "tag": _tag, "tag_add": _tag,
    "folder_new": _folder, "folder_rename": _folder, "folder_gone": _folder, "folder_save": _folder,
    "download": _download, "download_edition": _download, "downloads_clear": _download, "download_gone": _download,
    "visit_gone": _history, "history_clear": _history, "sure": _sure, "letter": _letters, "agree": _letters,
    "letter_stop": _letters, "subscribe": _letters, "hide_section": _hide, "hide_source": _hide, "alert": _alert,
    "option": _option, "size": _choose, "edition": _choose, "name_edit": _name, "name_save": _name,
}  # fmt: skip

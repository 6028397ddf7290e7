"""Reading: articles, listening, comments, polls, error reports, searching and following."""

from collections.abc import Callable

from devices.virtual.app import Turn
from devices.virtual.apps.news.catalogue import ARTICLES, PLACES, POLLS, listen_seconds
from devices.virtual.apps.news.paper import AUTHORS, SECTIONS, TOPICS
from devices.virtual.apps.news.state import (
    MAX_COMMENT,
    PACES,
    NewsState,
    is_out,
    iso,
    new_id,
    title_of,
    visits,
)
from devices.virtual.node import Event
from devices.virtual.words import t

Handler = Callable[[NewsState, Event, Turn], None]
OVERLAYS = {"options", "text_size", "file", "folder", "folder_menu", "sure", "edition"}
PAGES = {"hidden", "weather", "scores", "polls", "letters", "follow", "alerts", "downloads", "history", "reports",
         "settings"}  # fmt: skip
SHEETS = {"text_size", "edition", "folder_menu"}
FILTERS = ("section", "date", "author", "sort")
FORM_KEYS = {"date", "sort", "folder", "tab", "team", "to", "kind"}
KEEP = 80


def off_sheet(turn: Turn) -> None:
    """Close the sheet, menu or dialog an event came from, if it came from one."""
    if turn.name in OVERLAYS:
        turn.close()


def email_problem(email: str) -> str:
    """What is wrong with an address; empty where nothing is."""
    name, _, host = email.partition("@")
    if not email:
        return t("Enter an e-mail address")
    good = name and "." in host and not host.startswith(".") and not host.endswith(".") and "@" not in host
    return "" if good and " " not in email else t("This is not an e-mail address")


def _go(state: NewsState, event: Event, turn: Turn) -> None:
    turn.root()
    if event["to"] in ("foryou", "search", "saved", "more"):
        turn.open(event["to"])


def _open(state: NewsState, event: Event, turn: Turn) -> None:
    if event["name"] not in PAGES:
        raise ValueError(f"The Lantern Post has no page {event['name']!r}")
    turn.open(event["name"])


def _sheet(state: NewsState, event: Event, turn: Turn) -> None:
    if event["name"] not in SHEETS:
        raise ValueError(f"The Lantern Post has no sheet {event['name']!r}")
    turn.overlay(event["name"], None, **{key: value for key, value in event.args.items() if key != "name"})


def article(state: NewsState, event: Event, turn: Turn) -> None:
    """Open an article and keep it in the history."""
    wanted = event["id"]
    if wanted not in ARTICLES or not is_out(state, wanted, turn.now):
        turn.toast(t("This article is not there any more"))
        return
    off_sheet(turn)
    seen = next(iter(visits(state)), None)
    if seen is None or seen[1]["article"] != wanted:
        state["history"][new_id(state, "y")] = {"article": wanted, "at": iso(turn.now)}
        state["stories"][wanted]["reads"] += 1
    for old, _ in visits(state)[KEEP:]:
        del state["history"][old]
    turn.open("article", id=wanted)


def _section(state: NewsState, event: Event, turn: Turn) -> None:
    name = next((known for known in SECTIONS if known.casefold() == event["name"].casefold()), "")
    if event.name == "section_tab":
        turn.form["section"] = event["name"]
    elif name:
        turn.open("section", name=name)
    else:
        turn.toast(t("There is no section of that name"))


def _author(state: NewsState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    turn.open("author", id=event["id"])


def _follow(state: NewsState, event: Event, turn: Turn) -> None:
    if event.name == "topic_page":
        if event["name"] in TOPICS:
            turn.open("topic", name=event["name"])
        return
    what, shelf = (event["name"], state["topics"]) if event.name == "topic" else (event["id"], state["authors"])
    name = t(what) if event.name == "topic" else t(AUTHORS[what].name)
    if what in shelf:
        shelf.remove(what)
        turn.toast(t("Unfollowed {name}", name=name))
    else:
        shelf.append(what)
        shelf.sort()
        turn.toast(t("Following {name}", name=name))


def _form(state: NewsState, event: Event, turn: Turn) -> None:
    form = turn.form
    form.pop("gone", None)  # what could be undone
    match event.name:
        case "only":
            form["only"] = event["name"]
        case "pick" if event["key"] in FORM_KEYS:
            form[event["key"]] = event["to"]
        case "set":
            form[event["key"]] = "" if form.get(event["key"]) == event["to"] else event["to"]
        case "filters_clear":
            for key in FILTERS:
                form.pop(key, None)
        case "filter":
            # The sheet works on a copy of the page's choices, so that leaving it changes nothing.
            turn.overlay("filter", form=dict(form))
        case "apply":
            turn.replace("search", form=dict(form))
        case _:
            raise ValueError(f"The Lantern Post cannot set {event.args!r}")


def _search(state: NewsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "search_gone":
            state["searches"] = [words for words in state["searches"] if words != event["value"]]
        case "searches_clear":
            state["searches"] = []
        case _:
            query = " ".join((event["value"] if "value" in event.args else turn.draft("query")).split())[:60]
            if not query:
                turn.toast(t("Type what you are looking for"))
                return
            state["searches"] = [query, *(other for other in state["searches"] if other != query)][:8]
            if turn.name == "search":
                turn.form["query"] = query
            else:
                turn.open("search", form={"query": query})


def _listen(state: NewsState, event: Event, turn: Turn) -> None:
    player = state["player"]
    match event.name:
        case "listen":
            wanted = event.args.get("id") or player["article"]
            if not wanted:
                return
            same = player["article"] == wanted
            player.update(article=wanted, playing=not player["playing"] if same else True)
            if player["playing"] and state["stories"][wanted]["listened"] >= listen_seconds(wanted):
                state["stories"][wanted]["listened"] = 0
        case "listen_seek":
            state["stories"][event["id"]]["listened"] = round(listen_seconds(event["id"]) * event["value"])
        case "listen_stop":
            player.update(article="", playing=False)
        case _:
            pace = player["pace"]
            player["pace"] = PACES[(PACES.index(pace) + 1) % len(PACES)] if pace in PACES else 100


def _share(state: NewsState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    link = f"guimcp://news/article/{event['id']}"
    if event.name == "share":
        turn.share("text", f"{title_of(state, event['id'])}\n{link}")
    else:
        turn.copy(link)
        turn.toast(t("Link copied"))


def _options(state: NewsState, event: Event, turn: Turn) -> None:
    turn.overlay("options", id=event["id"])


def _vote(state: NewsState, event: Event, turn: Turn) -> None:
    vote = state["polls"][event["id"]]
    if vote["choice"] >= 0:
        vote["votes"][vote["choice"]] -= 1
    vote["choice"] = event["n"]
    if 0 <= event["n"] < len(POLLS[event["id"]].answers):
        vote["votes"][event["n"]] += 1
        turn.toast(t("Thank you for your vote"))


def _comment(state: NewsState, event: Event, turn: Turn) -> None:
    match event.name:
        case "comments":
            turn.open("comments", id=event["id"])
        case "comment_like":
            comment = state["comments"][event["id"]]
            comment["liked"] = not comment["liked"]
            comment["likes"] += 1 if comment["liked"] else -1
        case "reply":
            turn.form["to"] = event["id"]
            if event["id"]:
                turn.focus("comment")
        case "comment_report":
            off_sheet(turn)
            state["comments"][event["id"]]["reported"] = True
            turn.toast(t("Comment reported, thank you"))
        case "comment_post":
            _post(state, turn)
        case _:
            off_sheet(turn)
            state["comments"] = {
                i: comment for i, comment in state["comments"].items() if event["id"] not in (i, comment["parent"])
            }
            turn.toast(t("Comment deleted"))


def _post(state: NewsState, turn: Turn) -> None:
    words, to = turn.draft("comment"), turn.form.get("to", "")
    if not words or len(words) > MAX_COMMENT:
        turn.form["comment-error"] = t("At most {n} characters", n=MAX_COMMENT) if words else t("Write something first")
        return
    state["comments"][new_id(state, "c")] = {
        "article": turn.args["id"], "parent": to if to in state["comments"] else "", "author": "", "text": words,
        "at": iso(turn.now), "likes": 0, "liked": False, "reported": False,
    }  # fmt: skip
    turn.form.update({"comment": "", "to": "", "comment-error": ""})
    if not to:
        turn.form["sort"] = "new"
    turn.toast(t("Comment posted"))


def _report(state: NewsState, event: Event, turn: Turn) -> None:
    if event.name == "report":
        off_sheet(turn)
        turn.open("report", id=event["id"])
        return
    form = turn.form
    kind, words, email = form.get("kind", ""), turn.draft("text"), turn.draft("email")
    form["kind-error"] = "" if kind else t("Choose what is wrong")
    form["text-error"] = "" if len(words) >= 5 else t("Write at least a few words")
    form["email-error"] = email_problem(email) if email else ""
    if form["kind-error"] or form["text-error"] or form["email-error"]:
        return
    state["reports"][new_id(state, "r")] = {"article": turn.args["id"], "kind": kind, "text": words, "email": email,
                                            "at": iso(turn.now)}  # fmt: skip
    turn.close()
    turn.toast(t("Thank you. The editors will look at it."))


def _place(state: NewsState, event: Event, turn: Turn) -> None:
    if event["name"] in PLACES:
        state["options"]["place"] = event["name"]


READING: dict[str, Handler] = {
    "go": _go, "open": _open, "sheet": _sheet, "article": article, "section": _section, "section_tab": _section,
    "author": _author, "topic": _follow, "topic_page": _follow, "follow": _follow, "only": _form, "pick": _form,
    "set": _form, "filters_clear": _form, "filter": _form, "apply": _form, "searched": _search,
    "search_for": _search, "received": _search, "search_gone": _search, "searches_clear": _search,
    "listen": _listen, "listen_seek": _listen, "listen_stop": _listen, "pace": _listen, "share": _share,
    "copy_link": _share, "options": _options, "vote": _vote, "comments": _comment, "comment_like": _comment,
    "reply": _comment, "comment_report": _comment, "comment_post": _comment, "comment_gone": _comment,
    "report": _report, "report_send": _report, "place": _place,
}  # fmt: skip

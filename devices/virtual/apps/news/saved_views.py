"""What the reader keeps: saved articles in folders with tags, history, downloads."""

from devices.virtual.app import Look
from devices.virtual.apps.news.catalogue import ARTICLES
from devices.virtual.apps.news.parts import bottom_bar, story_row, undo_bar
from devices.virtual.apps.news.state import NewsState, folders, number, tags, title_of, visits
from devices.virtual.node import Node, on
from devices.virtual.times import date_words, time_words
from devices.virtual.ui import (
    BACK,
    badge,
    button,
    check,
    chip,
    chips,
    column,
    confirm,
    dialog,
    divider,
    empty,
    field,
    heading,
    icon,
    icon_button,
    item,
    menu,
    page,
    radio,
    row,
    search,
    sheet,
    spacer,
    text,
)
from devices.virtual.words import t, tn


def saved_page(state: NewsState, look: Look) -> Node:
    """Saved articles, of one folder or tag if chosen."""
    form, query = look.form, look.draft("query").casefold()
    folder, tag, sort = form.get("folder", ""), form.get("tag", ""), form.get("sort", "")
    if folder not in ("", "none") and folder not in state["folders"]:
        folder = ""
    ids = [
        i
        for i, saved in state["saved"].items()
        if (not folder or saved["folder"] == ("" if folder == "none" else folder))
        and (not tag or tag in saved["tags"])
        and query in title_of(state, i).casefold()
    ]
    ids.sort(key=lambda i: (state["saved"][i]["at"], number(i)), reverse=True)
    if sort == "title":
        ids.sort(key=lambda i: title_of(state, i).casefold())
    return page(
        t("Saved"),
        search("query", t("Search saved articles"), form.get("query", "")),
        chips(
            chip(t("All"), not folder, on("pick", key="folder", to=""), "folder-all"),
            *[
                chip(f"{known['name']} ({_count(state, i)})", folder == i, on("pick", key="folder", to=i),
                     f"folder-{i}", "folder")
                for i, known in folders(state)
            ],
            chip(t("No folder"), folder == "none", on("pick", key="folder", to="none"), "folder-none"),
        ),
        chips(*[chip(f"#{name}", tag == name, on("set", key="tag", to=name), f"tag-{name}") for name in tags(state)])
        if tags(state) else None,
        row(
            text(tn("{n} article", "{n} articles", len(ids)), "muted", key="count"), spacer(),
            button(t("By title") if sort == "title" else t("Latest first"),
                   on("pick", key="sort", to="" if sort == "title" else "title"), "flat", key="sort",
                   icon="swap_vert"),
            style="pad",
        ),
        *[_row(state, i, look) for i in ids],
        None if ids else empty("bookmark", t("Nothing saved here")),
        back=False,
        actions=[
            icon_button("edit", t("Folder options"), on("sheet", name="folder_menu", id=folder), "folder-menu")
            if folder in state["folders"] else None,
            icon_button("add", t("New folder"), on("folder_new"), "folder-new"),
            icon_button("history", t("History"), on("open", name="history"), "history"),
        ],
        bottom=column(undo_bar(t("Removed from saved")) if form.get("gone") else None, bottom_bar(state, "saved")),
        key="saved",
    )  # fmt: skip


def _count(state: NewsState, folder: str) -> int:
    return sum(saved["folder"] == folder for saved in state["saved"].values())


def _row(state: NewsState, article: str, look: Look) -> Node:
    saved = state["saved"][article]
    name = state["folders"][saved["folder"]]["name"] if saved["folder"] in state["folders"] else t("No folder")
    words = " ".join([name, "·", date_words(saved["at"], look.now.date()), *(f"#{tag}" for tag in saved["tags"])])
    title = title_of(state, article)
    return story_row(
        state, article, look, words,
        row(
            icon_button("folder_open", t("Folder and tags of {title}", title=title), on("file", id=article),
                        f"file-{article}"),
            icon_button("delete", t("Remove {title}", title=title), on("unsave", id=article), f"unsave-{article}"),
            style="trail",
        ),
    )  # fmt: skip


def file_sheet(state: NewsState, look: Look) -> Node:
    """Which folder an article is in, and its tags."""
    article, form = look.args["id"], look.form
    saved = state["saved"].get(article)
    folder, own = (saved["folder"], saved["tags"]) if saved else ("", [])
    every = sorted({*tags(state), *own})
    return sheet(
        t("Folder and tags"),
        text(title_of(state, article), "muted pad"),
        radio(t("No folder"), saved is not None and not folder, on("filed", id=article, folder=""), key="into-none"),
        *[radio(known["name"], folder == i, on("filed", id=article, folder=i), key=f"into-{i}")
          for i, known in folders(state)],
        item(t("New folder"), "", on("folder_new", id=article), leading=icon("add"), key="folder-new"),
        divider(),
        heading(t("Tags")),
        *[check(f"#{tag}", tag in own, on("tag", id=article, tag=tag), key=f"tagged-{tag}") for tag in every],
        row(
            field("tag", t("New tag"), form.get("tag", ""), submit=on("tag_add", id=article),
                  error=form.get("tag-error", "")),
            button(t("Add"), on("tag_add", id=article), "tonal", key="tag-add"), style="pad",
        ),
        row(spacer(), button(t("Done"), BACK, "flat", key="done"), style="pad"),
        key="file",
    )  # fmt: skip


def folder_dialog(state: NewsState, look: Look) -> Node:
    """The name of a folder."""
    old = look.args.get("folder", "")
    return dialog(
        t("Rename folder") if old else t("New folder"),
        field("name", t("Folder name"), look.form.get("name", ""), submit=on("folder_save"),
              error=look.form.get("name-error", "")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("folder_save"), "flat", key="folder-save")],
    )  # fmt: skip


def folder_menu(state: NewsState, look: Look) -> Node:
    """What can be done with a folder."""
    return menu(
        (t("Rename folder"), on("folder_rename", id=look.args["id"])),
        (t("Delete folder"), on("sure", what="folder", id=look.args["id"])),
    )


def history_page(state: NewsState, look: Look) -> Node:
    """What was read, by days."""
    query = look.draft("query").casefold()
    body: list[Node] = []
    day = ""
    for visit_id, visit in visits(state):
        title = title_of(state, visit["article"])
        if query not in title.casefold():
            continue
        if visit["at"][:10] != day:
            day = visit["at"][:10]
            body.append(heading(date_words(visit["at"], look.now.date())))
        when = f"{time_words(visit['at'][11:16], look.others)} · {t(ARTICLES[visit['article']].section)}"
        body.append(
            item(title, when, on("article", id=visit["article"]), leading=icon("history"), key=f"visit-{visit_id}",
                 trailing=icon_button("close", t("Remove {title} from history", title=title),
                                      on("visit_gone", id=visit_id), f"visit-gone-{visit_id}"))
        )  # fmt: skip
    return page(
        t("History"),
        search("query", t("Search history"), look.form.get("query", "")),
        *body,
        None if body else empty("history", t("Nothing read yet")),
        actions=[button(t("Clear"), on("sure", what="history"), "flat", key="clear")] if body else [],
        key="history",
    )


def downloads_page(state: NewsState, look: Look) -> Node:
    """What can be read without a network."""
    rows = sorted(state["downloads"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    return page(
        t("Offline reading"),
        row(
            text(t("{size} MB used", size=sum(d["size"] for _, d in rows)), "muted", key="used"), spacer(),
            button(t("Delete all"), on("sure", what="downloads"), "flat", key="delete-all") if rows else None,
            style="pad",
        ),
        row(button(t("Download today's edition"), on("download_edition"), "tonal", key="edition", icon="download"),
            style="pad"),
        *[
            story_row(
                state, i, look, t("{n} MB", n=download["size"]),
                icon_button("delete", t("Delete download of {title}", title=title_of(state, i)),
                            on("download_gone", id=i), f"delete-{i}"),
            )
            for i, download in rows
        ],
        None if rows else empty("download", t("Downloaded articles can be found here")),
        key="downloads",
    )  # fmt: skip


def reports_page(state: NewsState, look: Look) -> Node:
    """Errors the reader has reported."""
    rows = sorted(state["reports"].items(), key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)
    return page(
        t("Your reports"),
        *[
            item(title_of(state, report["article"]), f"{t(report['kind'])} · {report['text']}",
                 on("article", id=report["article"]), leading=icon("report"),
                 extra=row(badge(t("Being checked"), "warn")), key=f"report-{i}")
            for i, report in rows
        ],
        None if rows else empty("report", t("You have not reported anything")),
        key="reports",
    )  # fmt: skip


def sure_dialog(state: NewsState, look: Look) -> Node:
    """Asks before something is gone for good."""
    match look.args["what"]:
        case "folder":
            name = state["folders"][look.args["id"]]["name"]
            return confirm(t("Delete folder?"), t("The articles in “{name}” stay saved.", name=name), t("Delete"),
                           on("folder_gone", id=look.args["id"]))  # fmt: skip
        case "history":
            return confirm(t("Clear history?"), t("What you have read is forgotten."), t("Clear"), on("history_clear"))
        case "downloads":
            return confirm(t("Delete all downloads?"), t("They can be downloaded again."), t("Delete"),
                           on("downloads_clear"))  # fmt: skip
        case "comment":
            return confirm(t("Delete comment?"), t("Answers to it are deleted too."), t("Delete"),
                           on("comment_gone", id=look.args["id"]))  # fmt: skip
        case "letters":
            return confirm(t("Unsubscribe?"), t("You will no longer receive “{name}”.", name=look.args["name"]),
                           t("Unsubscribe"), on("letter_stop", id=look.args["id"]))  # fmt: skip
        case _:
            return confirm(t("Report comment?"), t("It is hidden for you and checked by the editors."), t("Report"),
                           on("comment_report", id=look.args["id"]))  # fmt: skip

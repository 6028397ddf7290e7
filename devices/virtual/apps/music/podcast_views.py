"""Podcasts, their episodes, and the page of an episode."""

from devices.virtual.app import Look
from devices.virtual.apps.music.parts import clock, cover, head, shell, thing_row
from devices.virtual.apps.music.spoken import EPISODES, SHOWS, episodes_of
from devices.virtual.apps.music.state import MusicState, current, is_out, number
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    badge,
    button,
    card,
    chip,
    chips,
    column,
    empty,
    icon,
    icon_button,
    progress,
    row,
    spacer,
    text,
)
from devices.virtual.words import t, tn


def podcasts_page(state: MusicState, look: Look) -> Node:
    """What is begun, what is new, and every podcast."""
    mine = state["shows"]
    out = [i for i in EPISODES if is_out(state, i, look.now) and EPISODES[i].show in mine]
    newest = sorted(out, key=lambda i: (state["episodes"][i]["at"], number(i)), reverse=True)
    begun = [i for i in newest if state["episodes"][i]["position"] and not state["episodes"][i]["done"]]
    others = [i for i in SHOWS if i not in mine]
    return shell(
        state,
        "library",
        t("Podcasts"),
        head(t("Continue listening")) if begun else None,
        *[episode_card(state, i, look, "go") for i in begun],
        head(t("New episodes")) if newest else None,
        *[episode_card(state, i, look) for i in newest[:6]],
        head(t("Your podcasts")) if mine else None,
        *[thing_row(state, i, trailing=icon("chevron_right")) for i in sorted(mine)],
        head(t("Discover")) if others else None,
        *[thing_row(state, i, trailing=icon("chevron_right")) for i in others],
        key="podcasts",
    )


def episode_card(state: MusicState, episode: str, look: Look, prefix: str = "episode") -> Node:
    """An episode with how far one has heard it."""
    known, cast = EPISODES[episode], state["episodes"][episode]
    day = date_words(cast["at"], look.now.date())
    playing = current(state) == episode and state["player"]["playing"]
    return card(
        row(
            cover(state, episode),
            column(text(t(known.title), "strong"), text(t(SHOWS[known.show].name), "small muted"), style="grow"),
        ),
        text(t(known.about), "muted"),
        progress(cast["position"] / known.seconds) if cast["position"] and not cast["done"] else None,
        row(
            text(f"{day} · {_left(state, episode)}", "small muted grow"),
            icon("download_done", "#2f7d6b") if episode in state["downloads"] else None,
            icon_button("pause_circle" if playing else "play_circle", t("Pause") if playing else
                        t("Play {title}", title=t(known.title)),
                        on("toggle") if playing else on("play", id=episode, source=known.show),
                        f"{prefix}-play-{episode}"),
        ),
        tap=on("episode", id=episode),
        key=f"{prefix}-{episode}",
    )  # fmt: skip


def _left(state: MusicState, episode: str) -> str:
    known, cast = EPISODES[episode], state["episodes"][episode]
    if cast["done"]:
        return t("Heard")
    left = (known.seconds - cast["position"]) // 60
    return tn("{n} min left", "{n} min left", left) if cast["position"] else tn("{n} min", "{n} min", left)


def show_page(state: MusicState, look: Look) -> Node:
    """A podcast with its episodes."""
    show = SHOWS[look.args["id"]]
    only, oldest = look.form.get("only", ""), look.form.get("sort") == "old"
    ids = [i for i in episodes_of(show.id) if is_out(state, i, look.now) and _fits(state, i, only)]
    if oldest:
        ids.reverse()
    mine = show.id in state["shows"]
    coming = [i for i in episodes_of(show.id) if not is_out(state, i, look.now)]
    return shell(
        state,
        "library",
        t(show.name),
        row(
            cover(state, show.id, "record"),
            column(
                text(t(show.name), "big strong"), text(t(show.by), "muted"), row(badge(t(show.kind))), style="grow"
            ),
            style="pad",
        ),
        column(text(t(show.about), selectable=True), style="pad"),
        row(
            button(t("Subscribed") if mine else t("Subscribe"), on("keep", id=show.id), "tonal" if mine else "",
                   key="subscribe", icon="check" if mine else "add"),
            spacer(),
            icon_button("share", t("Share"), on("share", id=show.id), "share"),
            style="pad",
        ),
        chips(
            chip(t("All"), not only, on("only", name=""), "only-all"),
            chip(t("Not heard"), only == "new", on("only", name="new"), "only-new"),
            chip(t("Downloaded"), only == "down", on("only", name="down"), "only-down"),
            chip(t("Oldest first") if oldest else t("Newest first"), oldest, on("sort", by="" if oldest else "old"),
                 "sort", "swap_vert"),
        ),
        text(t("The next episode comes {day}", day=date_words(state["episodes"][coming[0]]["at"], look.now.date())),
             "small muted pad", key="coming") if coming else None,
        *[episode_card(state, i, look) for i in ids],
        None if ids else empty("mic", t("No episodes here")),
        key="show",
    )  # fmt: skip


def _fits(state: MusicState, episode: str, only: str) -> bool:
    match only:
        case "new":
            return not state["episodes"][episode]["done"]
        case "down":
            return episode in state["downloads"]
        case _:
            return True


def episode_page(state: MusicState, look: Look) -> Node:
    """An episode: about it, play, download, mark as heard."""
    known, cast = EPISODES[look.args["id"]], state["episodes"][look.args["id"]]
    playing = current(state) == known.id and state["player"]["playing"]
    down = known.id in state["downloads"]
    return shell(
        state,
        "library",
        t(known.title),
        row(cover(state, known.id, "record"), style="middle"),
        column(
            text(t(known.title), "big strong"),
            text(t("Episode {n} · {day}", n=known.number, day=date_words(cast["at"], look.now.date())), "small muted"),
            text(f"{clock(known.seconds)} · {_left(state, known.id)}", "small muted", key="left"),
            progress(cast["position"] / known.seconds) if cast["position"] else None,
            text(t(known.about), selectable=True),
            style="pad",
        ),
        row(
            button(t("Pause") if playing else t("Play"), on("toggle") if playing else
                   on("play", id=known.id, source=known.show), "grow", key="play-episode",
                   icon="pause" if playing else "play_arrow"),
            style="pad",
        ),
        chips(
            chip(t("Downloaded") if down else t("Download"), down, on("download", id=known.id), "download",
                 "download_done" if down else "download"),
            chip(t("Heard"), cast["done"], on("done", id=known.id), "done", "done"),
            chip(t("Add to queue"), False, on("queue_add", id=known.id), "queue-add", "queue_music"),
            chip(t("Share"), False, on("share", id=known.id), "share", "share"),
        ),
        thing_row(state, known.show, trailing=icon("chevron_right")),
        key="episode",
    )  # fmt: skip

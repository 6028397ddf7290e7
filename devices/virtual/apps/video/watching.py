"""Watching: opening a video, the player, and what a list's sheet does with one."""

from collections.abc import Callable
from random import Random

from devices.virtual.app import Turn
from devices.virtual.apps.video.catalogue import SERIES, VIDEOS
from devices.virtual.apps.video.parts import ago
from devices.virtual.apps.video.state import (
    LATER,
    Mark,
    VideoState,
    best_quality,
    finished,
    is_locked,
    is_out,
    iso,
    new_id,
    next_after,
    size_of,
    title_of,
    visits,
)
from devices.virtual.node import Event
from devices.virtual.times import SETTINGS
from devices.virtual.words import t

Handler = Callable[[VideoState, Event, Turn], None]
OVERLAYS = {
    "options", "save", "place", "list_menu", "history_menu", "player", "speed", "quality", "subtitles", "download",
    "bell", "sure", "pin", "list_name", "pick_quality", "pick_language", "pick_break",
}  # fmt: skip
KEEP = 80


def off_sheet(turn: Turn) -> None:
    """Close the sheet, menu or dialog an event came from, if it came from one."""
    if turn.name in OVERLAYS:
        turn.close()


def load(state: VideoState, turn: Turn, video: str, playlist: str = "", queue: list[str] | None = None) -> None:
    """Put a video in the player and keep it in the history; it plays from where it was left."""
    player, options = state["player"], state["options"]
    known = VIDEOS[video]
    words = options["language"] if options["subtitles"] and options["language"] in known.subtitles else ""
    player.update(video=video, playing=True, quality=best_quality(state), subtitles=words, playlist=playlist)
    player["queue"] = [i for i in player["queue"] if i != video] if queue is None else queue
    if finished(state, video):
        state["clips"][video]["position"] = 0
    for alert in state["alerts"].values():
        alert["seen"] = alert["seen"] or alert["video"] == video
    if options["history_paused"]:
        return
    state["history"][new_id(state, "y")] = {"video": video, "at": iso(turn.now)}
    for old, _ in visits(state)[KEEP:]:
        del state["history"][old]


def watch(state: VideoState, event: Event, turn: Turn) -> None:
    """Open a video's page; one that is locked asks for the PIN there."""
    video, playlist = event["id"], event.args.get("playlist", "")
    if video not in VIDEOS:
        turn.toast(t("This video is not on Reelhouse any more"))
        return
    if not is_out(state, video, turn.now):
        turn.toast(ago(state["clips"][video]["at"], turn.now))
        return
    off_sheet(turn)
    turn.open("watch", id=video)
    if is_locked(state, video):
        return
    if state["player"]["video"] != video or playlist != state["player"]["playlist"]:
        known = state["playlists"].get(playlist)
        ids = known["videos"] if known is not None else []
        load(state, turn, video, playlist, ids[ids.index(video) + 1 :] if video in ids else [])


def _here(state: VideoState, turn: Turn) -> str:
    """The video that the player's buttons are about; it is put in the player where it was not."""
    video = turn.args["id"] if turn.name == "watch" else state["player"]["video"]
    if video and state["player"]["video"] != video:
        load(state, turn, video, queue=[])
    return video


def _play(state: VideoState, event: Event, turn: Turn) -> None:
    player, before = state["player"], state["player"]["video"]
    video = _here(state, turn)
    if not video:
        return
    player["playing"] = not player["playing"] if before == video else True
    if player["playing"] and finished(state, video):
        state["clips"][video]["position"] = 0


def _to(state: VideoState, video: str, second: int) -> None:
    state["clips"][video]["position"] = min(VIDEOS[video].seconds, max(0, second))


def _seek(state: VideoState, event: Event, turn: Turn) -> None:
    video = _here(state, turn)
    match event.name:
        case "seek":
            _to(state, video, round(VIDEOS[video].seconds * event["value"]))
        case "skip":
            _to(state, video, state["clips"][video]["position"] + event["by"])
        case "jump":
            _to(state, video, event["at"])
        case _:
            _to(state, video, 0)


def _next(state: VideoState, event: Event, turn: Turn) -> None:
    _here(state, turn)
    following = next_after(state, turn.now)
    if not following:
        turn.toast(t("This is the last one"))
        return
    load(state, turn, following, state["player"]["playlist"])
    turn.replace("watch", id=following)


def _close_player(state: VideoState, event: Event, turn: Turn) -> None:
    state["player"].update(video="", playing=False, playlist="", queue=[])


def _sheet(state: VideoState, event: Event, turn: Turn) -> None:
    _here(state, turn)
    off_sheet(turn)
    turn.overlay(event["name"])


def _chosen(state: VideoState, event: Event, turn: Turn) -> None:
    player = state["player"]
    match event.name:
        case "speed":
            player["speed"] = event["to"]
        case "quality":
            player["quality"] = event["to"]
        case _:
            player["subtitles"] = event["to"]
            turn.toast(t("Subtitles: {name}", name=t(event["to"])) if event["to"] else t("Subtitles off"))
    turn.close()


def _mark(state: VideoState, event: Event, turn: Turn) -> None:
    clip = state["clips"][event["id"]]
    wanted: Mark = event["to"]
    old: Mark = clip["mark"]
    clip["mark"] = "" if old == wanted else wanted
    clip["likes"] += (clip["mark"] == "up") - (old == "up")
    if clip["mark"] == "up":
        turn.toast(t("Added to liked videos"))


def _not_this(state: VideoState, event: Event, turn: Turn) -> None:
    clip = state["clips"][event["id"]]
    clip["likes"] -= clip["mark"] == "up"
    clip["mark"] = "down"
    off_sheet(turn)
    turn.toast(t("It will not be recommended again"))


def _later(state: VideoState, event: Event, turn: Turn) -> None:
    ids = state["playlists"][LATER]["videos"]
    if event["id"] in ids:
        ids.remove(event["id"])
        words = t("Removed from Watch later")
    else:
        ids.insert(0, event["id"])
        words = t("Saved to Watch later")
    off_sheet(turn)
    turn.toast(words)


def _share(state: VideoState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    link = f"guimcp://video/watch/{event['id']}"
    if event.name == "share":
        turn.share("text", f"{title_of(event['id'])}\n{link}")
    else:
        turn.copy(link)
        turn.toast(t("Link copied"))


def _download(state: VideoState, event: Event, turn: Turn) -> None:
    off_sheet(turn)
    if event["id"] in state["downloads"]:
        turn.overlay("sure", what="download", id=event["id"])
    elif state["options"]["wifi_only"] and not turn.others[SETTINGS]["wifi"]:
        turn.toast(t("Downloads wait for Wi-Fi. You can change this in the settings."))
    else:
        turn.overlay("download", id=event["id"])


def _download_as(state: VideoState, event: Event, turn: Turn) -> None:
    video, quality = event["id"], event["quality"]
    size = size_of(video, quality)
    turn.close()
    if size > turn.space:
        turn.toast(t("Not enough space on this phone"))
        return
    state["downloads"][video] = {"quality": quality, "size": size, "at": iso(turn.now)}
    turn.toast(t("Downloaded, {n} MB", n=size))


def _more(state: VideoState, event: Event, turn: Turn) -> None:
    turn.form["more"] = "" if turn.form.get("more") else "1"


def _options(state: VideoState, event: Event, turn: Turn) -> None:
    turn.overlay("options", id=event["id"])


def _series(state: VideoState, event: Event, turn: Turn) -> None:
    if event["id"] in SERIES:
        turn.open("series", id=event["id"])


def _play_list(state: VideoState, event: Event, turn: Turn) -> None:
    ids = [i for i in state["playlists"][event["id"]]["videos"]
           if is_out(state, i, turn.now) and not is_locked(state, i)]  # fmt: skip
    if not ids:
        turn.toast(t("Nothing in it can be played"))
        return
    if event["shuffle"]:
        Random(f"{event['id']}:{iso(turn.now)}:{len(state['history'])}").shuffle(ids)
    load(state, turn, ids[0], event["id"], ids[1:])
    turn.open("watch", id=ids[0])


WATCHING: dict[str, Handler] = {
    "watch": watch, "play": _play, "seek": _seek, "skip": _seek, "jump": _seek, "restart": _seek, "next": _next,
    "close_player": _close_player, "sheet": _sheet, "speed": _chosen, "quality": _chosen, "subtitle": _chosen,
    "mark": _mark, "not_this": _not_this, "later": _later, "share": _share, "copy_link": _share,
    "download": _download, "download_as": _download_as, "more": _more, "options": _options, "series": _series,
    "play_list": _play_list,
}  # fmt: skip

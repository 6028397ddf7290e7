"""What each event of Reelhouse does, and what time does to it."""

from datetime import datetime
from random import Random

from devices.virtual.app import Turn
from devices.virtual.apps.video.catalogue import CHANNELS, VIDEOS
from devices.virtual.apps.video.collecting import COLLECTING
from devices.virtual.apps.video.state import VideoState, iso, new_id, next_after, number, title_of
from devices.virtual.apps.video.talking import TALKING
from devices.virtual.apps.video.watching import WATCHING, Handler, load
from devices.virtual.node import Event, on
from devices.virtual.words import t, tn

HANDLERS: dict[str, Handler] = {**WATCHING, **COLLECTING, **TALKING}


def update(state: VideoState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    handler = HANDLERS.get(event.name)
    if handler is None:
        raise ValueError(f"Reelhouse knows no event {event.name!r}")
    handler(state, event, turn)


def tick(state: VideoState, since: datetime, turn: Turn) -> None:
    """What plays goes on, new videos come out and are announced."""
    if turn.now <= since:
        return
    _publish(state, since, turn)
    _play_on(state, int((turn.now - since).total_seconds()), turn)


def _publish(state: VideoState, since: datetime, turn: Turn) -> None:
    fresh = [i for i, clip in state["clips"].items() if iso(since) < clip["at"] <= iso(turn.now)]
    for video in sorted(fresh, key=lambda i: (state["clips"][i]["at"], number(i))):
        clip, channel = state["clips"][video], VIDEOS[video].channel
        if not clip["views"]:
            luck = Random(f"{video}:{clip['at']}")
            clip["views"] = luck.randint(60, 4000)
            clip["likes"] = clip["views"] // luck.randint(12, 40)
        if not _wanted(state, video):
            continue
        state["alerts"][new_id(state, "n")] = {"video": video, "at": clip["at"], "seen": False}
        if state["options"]["announce"]:
            turn.notify(t(CHANNELS[channel].name), title_of(video), on("watch", id=video, playlist=""))


def _wanted(state: VideoState, video: str) -> bool:
    known = VIDEOS[video]
    following = state["following"][known.channel]
    if following["bell"] != "some":
        return following["bell"] == "all"
    liked = {VIDEOS[i].category for i, clip in state["clips"].items() if clip["mark"] == "up"}
    begun = {VIDEOS[i].series for i, clip in state["clips"].items() if clip["position"]} - {""}
    return known.category in liked or known.series in begun


def _play_on(state: VideoState, seconds: int, turn: Turn) -> None:
    player, pause = state["player"], state["options"]["pause_after"] * 60
    if not player["playing"] or not player["video"]:
        return
    if pause and player["watched"] + seconds >= pause:
        seconds = max(0, pause - player["watched"])
    player["watched"] += seconds
    left = seconds * player["speed"] // 100
    while player["playing"] and left > 0:
        video = player["video"]
        clip = state["clips"][video]
        step = min(left, VIDEOS[video].seconds - clip["position"])
        clip["position"] += step
        left -= step
        if clip["position"] >= VIDEOS[video].seconds:
            _ended(state, turn)
    if pause and player["watched"] >= pause:
        player.update(playing=False, watched=0)
        minutes = state["options"]["pause_after"]
        words = tn("You have been watching for {n} minute", "You have been watching for {n} minutes", minutes)
        turn.notify(t("Time for a break?"), words, on("watch", id=player["video"], playlist=player["playlist"]))


def _ended(state: VideoState, turn: Turn) -> None:
    player = state["player"]
    following = next_after(state, turn.now) if state["options"]["autoplay"] else ""
    seen = state["clips"][following]["position"] if following else 0
    if not following or seen >= VIDEOS[following].seconds:
        player["playing"] = False
        return
    load(state, turn, following, player["playlist"])

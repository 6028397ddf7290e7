"""The player: what is on, the queue, repeating, sleeping."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from devices.virtual.app import Turn
from devices.virtual.apps.music.catalogue import SONGS
from devices.virtual.apps.music.player_views import device_words
from devices.virtual.apps.music.spoken import EPISODES, lyrics
from devices.virtual.apps.music.state import (
    END,
    LIKED,
    MusicState,
    allowed,
    by,
    content,
    current,
    iso,
    known,
    new_id,
    number,
    seconds_of,
    title_of,
)
from devices.virtual.node import Event
from devices.virtual.times import SETTINGS, time_words
from devices.virtual.words import t, tn

Handler = Callable[[MusicState, Event, Turn], None]
OVERLAYS = {
    "song_menu", "list_menu", "add_to", "place", "speed", "sleep", "device", "now_menu", "sure", "pick_quality",
    "library_sort",
}  # fmt: skip
KEEP = 60


def off_sheet(turn: Turn) -> None:
    """Close the sheet, menu or dialog an event came from, if it came from one."""
    if turn.name in OVERLAYS:
        turn.close()


def remember(state: MusicState, what: str, at: str) -> None:
    """Note that something was put on, unless the session is private."""
    if state["options"]["private"]:
        return
    state["history"][new_id(state, "h")] = {"what": what, "at": at}
    rows = sorted(state["history"], key=lambda i: (state["history"][i]["at"], number(i)), reverse=True)
    for old in rows[KEEP:]:
        del state["history"][old]


def begin(state: MusicState) -> None:
    """Start what `at` points to: an episode where it was left, a song from its beginning, which counts a play."""
    player, now = state["player"], current(state)
    if now in EPISODES:
        cast = state["episodes"][now]
        player["position"] = 0 if cast["done"] else cast["position"]
        return
    player["position"] = 0
    if now and not state["options"]["private"]:
        state["songs"][now]["plays"] += 1
        state["songs"][now]["month"] += 1


def put_on(state: MusicState, turn: Turn, line: list[str], at: int, source: str) -> None:
    """Play a line from one of its places on; what is shuffled comes after it."""
    player = state["player"]
    keep_place(state)
    first = line[at]
    ready = [i for i in line if allowed(state, i)]
    player.update(line=ready, order=list(ready), at=ready.index(first), playing=True, source=source)
    if player["shuffle"]:
        _shuffle(state, turn)
    remember(state, source if known(state, source) or source == LIKED else first, iso(turn.now))
    begin(state)


def keep_place(state: MusicState) -> None:
    """Note how far an episode was heard."""
    now = current(state)
    if now in EPISODES:
        state["episodes"][now]["position"] = state["player"]["position"]


def _shuffle(state: MusicState, turn: Turn) -> None:
    player, now = state["player"], current(state)
    rest = [i for n, i in enumerate(player["line"]) if n != player["at"]]
    Random(f"{iso(turn.now)}:{now}:{len(state['history'])}:{len(rest)}").shuffle(rest)
    player.update(line=[now, *rest], at=0)


def _play(state: MusicState, event: Event, turn: Turn) -> None:
    what, source = event["id"], event["source"]
    if what not in SONGS and what not in EPISODES:
        turn.toast(t("This song is not on Tremolo any more"))
        return
    if not allowed(state, what):
        turn.toast(t("Explicit content is turned off in the settings"))
        return
    if current(state) == what and state["player"]["source"] == source:
        state["player"]["playing"] = True
        turn.open("now")
        return
    line = content(state, source, turn.now) if source else [what]
    if what not in line:
        line = [what]
    put_on(state, turn, line, line.index(what), source)


def song_link(state: MusicState, event: Event, turn: Turn) -> None:
    """Play a song that a link names and show the player."""
    if event["id"] not in SONGS:
        turn.toast(t("This song is not on Tremolo any more"))
        return
    album = SONGS[event["id"]].album
    line = content(state, album, turn.now)
    if allowed(state, event["id"]):
        put_on(state, turn, line, line.index(event["id"]), album)
        turn.open("now")
    else:
        turn.toast(t("Explicit content is turned off in the settings"))


def _play_all(state: MusicState, event: Event, turn: Turn) -> None:
    line = [i for i in content(state, event["id"], turn.now) if allowed(state, i)]
    if not line:
        turn.toast(t("There is nothing in it to play"))
        return
    at = 0
    state["player"]["shuffle"] = event["shuffle"]
    if event["shuffle"]:
        at = Random(f"{iso(turn.now)}:{event['id']}:{len(state['history'])}").randrange(len(line))
    put_on(state, turn, line, at, event["id"])


def _toggle(state: MusicState, event: Event, turn: Turn) -> None:
    if current(state):
        state["player"]["playing"] = not state["player"]["playing"]
        keep_place(state)


def advance(state: MusicState, ended: bool = False) -> bool:
    """Go on to what follows; False (and silence) where nothing does. `ended` says that it came to its end by itself."""
    player, now = state["player"], current(state)
    if now in EPISODES:
        state["episodes"][now].update(position=0 if ended else player["position"],
                                      done=ended or state["episodes"][now]["done"])  # fmt: skip
    if ended and player["repeat"] == "one":
        begin(state)
        return True
    if player["at"] + 1 < len(player["line"]):
        player["at"] += 1
    elif player["repeat"] == "all" and player["line"]:
        player["at"] = 0
    else:
        player.update(playing=False, position=0)
        return False
    begin(state)
    return True


def _step(state: MusicState, event: Event, turn: Turn) -> None:
    player = state["player"]
    if not current(state):
        return
    if event.name == "next":
        if advance(state):
            player["playing"] = True
        else:
            turn.toast(t("Nothing comes after this"))
        return
    keep_place(state)
    if player["position"] > 5 or player["at"] <= 0:
        player["position"] = 0
        keep_place(state)
    else:
        player["at"] -= 1
        begin(state)


def _seek(state: MusicState, event: Event, turn: Turn) -> None:
    player, now = state["player"], current(state)
    if not now:
        return
    length = seconds_of(now)
    match event.name:
        case "seek":
            player["position"] = round(length * event["value"])
        case "seek_line":
            player["position"] = -(-length * event["n"] // event["of"])
        case _:
            player["position"] = min(length, max(0, player["position"] + event["by"]))
    keep_place(state)


def _shuffled(state: MusicState, event: Event, turn: Turn) -> None:
    player, now = state["player"], current(state)
    player["shuffle"] = not player["shuffle"]
    if not now:
        return
    if player["shuffle"]:
        player["order"] = list(player["line"])
        _shuffle(state, turn)
    else:
        left = list(player["line"])
        order = [i for i in player["order"] if i in left]
        line = [*order, *(i for i in left if i not in order)]
        player.update(line=line, at=line.index(now))
    turn.toast(t("Shuffle is on") if player["shuffle"] else t("Shuffle is off"))


def _repeat(state: MusicState, event: Event, turn: Turn) -> None:
    player = state["player"]
    match player["repeat"]:
        case "off":
            player["repeat"] = "all"
            turn.toast(t("Repeating all"))
        case "all":
            player["repeat"] = "one"
            turn.toast(t("Repeating this one"))
        case _:
            player["repeat"] = "off"
            turn.toast(t("Repeat is off"))


def _queue(state: MusicState, event: Event, turn: Turn) -> None:
    player = state["player"]
    line = player["line"]
    match event.name:
        case "queue_add" | "queue_next":
            off_sheet(turn)
            if not allowed(state, event["id"]):
                turn.toast(t("Explicit content is turned off in the settings"))
                return
            line.insert(player["at"] + 1 if event.name == "queue_next" else len(line), event["id"])
            if player["at"] < 0:
                player["at"] = 0
            turn.toast(t("Plays next") if event.name == "queue_next" else t("Added to queue"))
        case "queue_all":
            off_sheet(turn)
            ready = [i for i in content(state, event["id"], turn.now) if allowed(state, i)]
            line.extend(ready)
            player["at"] = max(player["at"], 0) if line else -1
            turn.toast(tn("{n} song added to queue", "{n} songs added to queue", len(ready)))
        case "queue_clear":
            off_sheet(turn)
            del line[player["at"] + 1 :]
            turn.toast(t("Queue cleared"))
        case _:
            _place(state, event, turn)


def _place(state: MusicState, event: Event, turn: Turn) -> None:
    player, at = state["player"], event["at"]
    line = player["line"]
    if event.name == "place":
        turn.overlay("place", at=at)
        return
    off_sheet(turn)
    if not player["at"] < at < len(line):
        return
    match event.name:
        case "queue_move":
            to = at + event["by"]
            if player["at"] < to < len(line):
                line.insert(to, line.pop(at))
        case "queue_gone":
            gone = line.pop(at)
            turn.toast(t("Removed “{name}” from the queue", name=title_of(state, gone)))
        case _:
            keep_place(state)
            player.update(at=at, playing=True)
            begin(state)


def _chosen(state: MusicState, event: Event, turn: Turn) -> None:
    player = state["player"]
    match event.name:
        case "speed":
            player["speed"] = event["to"]
        case "device":
            if event["to"] == "headphones" and not turn.others[SETTINGS]["bluetooth"]:
                turn.toast(t("Turn on Bluetooth to use them"))
                return
            player["device"] = event["to"]
            turn.toast(t("Playing on {name}", name=device_words(event["to"])))
        case _:
            _sleep(state, event["to"], turn)
    turn.close()


def _sleep(state: MusicState, minutes: int, turn: Turn) -> None:
    player = state["player"]
    if minutes > 0:
        player["sleep"] = iso(turn.now + timedelta(minutes=minutes))
        turn.toast(t("The music stops at {time}", time=time_words(player["sleep"][11:16], turn.others)))
    elif minutes < 0:
        player["sleep"] = END
        turn.toast(t("The music stops after this one"))
    else:
        player["sleep"] = ""
        turn.toast(t("Sleep timer is off"))


def _copy_words(state: MusicState, event: Event, turn: Turn) -> None:
    now = current(state)
    turn.copy("\n".join(t(line) for line in lyrics(now)) if now in SONGS else "")
    turn.toast(t("Copied"))


def _share(state: MusicState, event: Event, turn: Turn) -> None:
    what = event["id"]
    off_sheet(turn)
    lines = [title_of(state, what)]
    if what in SONGS or what in EPISODES:
        lines = [f"{title_of(state, what)} · {by(what)}"]
    kinds = {"s": "song", "b": "album", "p": "playlist"}
    if what[0] in kinds:
        lines.append(f"guimcp://music/{kinds[what[0]]}/{what}")
    turn.share("text", "\n".join(lines))


PLAYING: dict[str, Handler] = {
    "play": _play, "song_link": song_link, "play_all": _play_all, "toggle": _toggle, "next": _step,
    "previous": _step, "seek": _seek, "seek_line": _seek, "skip": _seek, "shuffle": _shuffled, "repeat": _repeat,
    "queue_add": _queue, "queue_next": _queue, "queue_all": _queue, "queue_clear": _queue, "place": _queue,
    "queue_move": _queue, "queue_gone": _queue, "jump": _queue, "speed": _chosen, "device": _chosen,
    "sleep": _chosen, "copy_words": _copy_words, "share": _share,
}  # fmt: skip

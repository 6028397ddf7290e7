"""Tremolo as a user finds it."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.music.catalogue import ALBUMS, ARTISTS, MIXES, SONGS, mix_songs, songs_of
from devices.virtual.apps.music.spoken import EPISODES, episodes_of, lyrics
from devices.virtual.apps.music.state import LIKED, PRESETS, MusicState, coming, current
from devices.virtual.node import on
from tests.virtual_user import User

MUSIC = TypeAdapter(MusicState)


def listener(seed: int = 0) -> User:
    """A user with an empty player and plain settings."""
    user = User("Tremolo", seed)
    state = user.state
    state["history"].clear()
    state["options"].update(explicit=True, crossfade=0, private=False, wifi_only=True)
    state["player"].update(line=[], order=[], at=-1, playing=False, shuffle=False, repeat="off", sleep="", source="")
    user.world.touch_state()
    return user


def follow(user: User, kind: str, what: str) -> None:
    assert user.world.follow(f"guimcp://music/{kind}/{what}")


def go(user: User, **time: float) -> None:
    user.world.move_clock(user.world.now + timedelta(**time))


def songs(user: User) -> list[str]:
    return [n.key.removeprefix("song-") for n in user.front.walk() if n.key.startswith("song-")]


def shown(user: User, key: str) -> str:
    node = user.front.find(key)
    assert node is not None, key
    return node.text


@pytest.mark.parametrize("seed", range(6))
def test_a_fresh_tremolo_fits_its_schema(seed: int) -> None:
    state = User("Tremolo", seed).state
    MUSIC.validate_python(state, strict=True)
    assert len(SONGS) == 63
    assert len(ALBUMS) == 16
    assert len(ARTISTS) == 14
    assert all(track["month"] <= track["plays"] for track in state["songs"].values())
    assert current(state)
    assert state["player"]["position"] < SONGS[current(state)].seconds


def test_two_seeds_differ_in_what_a_task_would_ask() -> None:
    one, two = User("Tremolo", 1).state, User("Tremolo", 2).state
    assert [s["plays"] for s in one["songs"].values()] != [s["plays"] for s in two["songs"].values()]
    assert one["playlists"] != two["playlists"]


def test_an_album_plays_in_order_and_goes_on_with_time() -> None:
    user = listener()
    follow(user, "album", "b1")
    first, second, third, fourth = songs_of("b1")
    before = user.state["songs"][second]["plays"]
    user.tap("play-all")
    assert (current(user.state), user.state["player"]["playing"]) == (first, True)
    go(user, seconds=SONGS[first].seconds + 30)
    assert (current(user.state), user.state["player"]["position"]) == (second, 30)
    assert user.state["songs"][second]["plays"] == before + 1
    go(user, hours=1)
    assert (current(user.state), user.state["player"]["playing"]) == (fourth, False)
    assert next(iter(user.state["history"].values()))["what"] == "b1"
    assert third in user.state["player"]["line"]


def test_crossfade_starts_the_next_song_before_the_end() -> None:
    user = listener()
    user.tap("settings")
    slider = user.front.find("crossfade")
    assert slider is not None
    user.world.change(slider, 0.5)
    assert (user.state["options"]["crossfade"], shown(user, "crossfade-words")) == (6, "6 seconds")
    follow(user, "album", "b2")
    user.tap("play-all")
    first, second = songs_of("b2")[:2]
    go(user, seconds=SONGS[first].seconds - 6)
    assert current(user.state) == second


def test_repeat_and_shuffle() -> None:
    user = listener()
    follow(user, "album", "b3")
    user.tap("play-all", "mini", "repeat", "repeat")
    assert user.state["player"]["repeat"] == "one"
    first = songs_of("b3")[0]
    go(user, seconds=SONGS[first].seconds + 5)
    assert (current(user.state), user.state["player"]["position"]) == (first, 5)
    user.tap("next", "repeat", "shuffle")
    now = current(user.state)
    assert sorted(user.state["player"]["line"]) == sorted(songs_of("b3"))
    assert user.state["player"]["line"][0] == now
    user.tap("shuffle")
    assert user.state["player"]["line"] == songs_of("b3")
    assert current(user.state) == now


def test_the_sleep_timer_stops_the_music_on_time_or_after_the_song() -> None:
    user = listener()
    follow(user, "album", "b4")
    user.tap("play-all", "mini", "sleep", "sleep-5")
    assert user.sees("Stops at 9:35 AM")
    go(user, minutes=30)
    player = user.state["player"]
    total = sum(SONGS[i].seconds for i in player["line"][: player["at"]]) + player["position"]
    assert (total, player["playing"], player["sleep"]) == (300, False, "")
    user.tap("play", "sleep", "sleep-end")
    at = player["at"]
    go(user, minutes=30)
    assert (player["at"], player["position"], player["playing"]) == (at + 1, 0, False)


def test_the_queue_is_filled_ordered_and_cleared() -> None:
    user = listener()
    follow(user, "album", "b1")
    user.tap("play-all")
    follow(user, "album", "b9")
    fern, drops, five = songs_of("b9")
    user.tap(f"menu-{fern}", "Add to queue", f"menu-{drops}", "Play next", f"menu-{five}", "Play next")
    assert coming(user.state) == [five, drops, *songs_of("b1")[1:], fern]
    user.tap("mini", "queue", "place-1", "Move down", "place-2", "Remove from queue")
    assert coming(user.state) == [drops, *songs_of("b1")[1:], fern]
    user.tap("queue-2")
    assert current(user.state) == songs_of("b1")[1]
    user.tap("clear", "Clear")
    assert coming(user.state) == []
    assert user.state["player"]["playing"]


def test_explicit_songs_are_left_out_where_they_are_not_allowed() -> None:
    user = listener()
    user.tap("settings", "explicit")
    assert not user.state["options"]["explicit"]
    loud = next(i for i in songs_of("b15") if SONGS[i].explicit)
    follow(user, "album", "b15")
    user.tap(f"song-{loud}")
    assert user.toast == "Explicit content is turned off in the settings"
    user.tap("play-all")
    assert user.state["player"]["line"] == [i for i in songs_of("b15") if not SONGS[i].explicit]


def test_a_playlist_is_made_filled_ordered_undone_and_deleted() -> None:
    user = listener()
    before = set(user.state["playlists"])
    user.tap("Your library", "list-new", "list-save")
    assert user.sees("Enter a name")
    user.fill("name", "Rainy Tuesdays")
    user.fill("about", "For the window seat")
    user.tap("list-save")
    (made,) = set(user.state["playlists"]) - before
    playlist = user.state["playlists"][made]
    assert (playlist["about"], playlist["public"], user.title) == ("For the window seat", False, "Rainy Tuesdays")
    user.tap("add-songs")
    for title in ("Blue Umbrella", "Low Sun", "Window Seat"):
        user.fill("query", title)
        user.tap(title)
    assert [SONGS[i].title for i in playlist["songs"]] == ["Blue Umbrella", "Low Sun", "Window Seat"]
    user.back()  # the keyboard
    user.tap("Back")
    first, second, third = playlist["songs"]
    user.tap(f"menu-{third}", "Move up", f"menu-{first}", "Remove from this playlist")
    assert playlist["songs"] == [third, second]
    user.tap("undo")
    assert playlist["songs"] == [first, third, second]
    user.tap("list-menu", "Make public", "list-menu", "Edit name and description")
    user.fill("name", "Wet Tuesdays")
    user.tap("list-save", "list-menu", "Delete playlist", "Cancel")
    assert (playlist["name"], playlist["public"]) == ("Wet Tuesdays", True)
    user.tap("list-menu", "Delete playlist", "Delete")
    assert set(user.state["playlists"]) == before
    assert user.title == "Your library"


def test_two_playlists_do_not_share_a_name() -> None:
    user = listener()
    taken = next(iter(user.state["playlists"].values()))["name"]
    user.tap("Your library", "list-new")
    user.fill("name", taken.upper())
    user.tap("list-save")
    assert user.sees("You have a playlist of this name already")


def test_likes_and_follows_are_found_in_the_library() -> None:
    user = listener()
    for track in user.state["songs"].values():
        track["liked"] = ""
    follow(user, "song", "s7")
    user.tap("like")
    assert user.toast == "Added to liked songs"
    user.tap("Back", "Your library", f"thing-{LIKED}")
    assert songs(user) == ["s7"]
    user.state["artists"]["a6"]["followed"] = ""
    user.tap("Back", "Search")
    user.fill("query", "sable")
    user.tap("hit-a6", "follow")
    assert user.toast == "Following Sable Quartet"
    user.tap("Your library", "kind-artists")
    assert user.front.find("thing-a6") is not None


def test_search_shows_kinds_and_keeps_what_was_looked_for() -> None:
    user = listener()
    user.state["searches"] = []
    user.tap("Search")
    user.fill("query", "umbrella")
    user.world.key("enter")
    assert {SONGS[i].title for i in songs(user)} == {"Blue Umbrella", "Umbrellas, Allegro"}
    assert user.sees("Forty-one umbrellas")
    user.tap("kind-podcasts")
    assert songs(user) == []
    user.fill("query", "trombone")
    assert user.sees("Nothing found for “trombone”")
    user.fill("query", "")
    assert user.state["searches"] == ["umbrella"]
    user.tap("searched-gone-0", "genre-jazz")
    assert user.state["searches"] == []
    assert {SONGS[i].artist for i in songs(user)} == {"a6"}


def test_an_episode_keeps_its_place_and_is_heard_at_its_end() -> None:
    user = listener()
    show = "w3"
    for cast in user.state["episodes"].values():
        cast.update(at=min(cast["at"], "2026-03-09T08:00"), position=0, done=False)
    episode = episodes_of(show)[0]
    user.tap("Your library", "Search")
    user.fill("query", "why though")
    user.tap(f"hit-{show}", f"episode-{episode}", "play-episode", "mini", "speed", "speed-200")
    go(user, minutes=5)
    assert user.state["episodes"][episode]["position"] == 600
    user.tap("forward-10")
    follow(user, "album", "b1")
    user.tap("play-all")
    assert user.state["episodes"][episode] == {**user.state["episodes"][episode], "position": 610, "done": False}
    follow(user, "album", "b2")
    user.state["player"].update(line=[episode], order=[episode], at=0, position=610, playing=True)
    go(user, minutes=30)
    assert user.state["episodes"][episode]["done"]
    assert EPISODES[episode].show == show


def test_a_new_episode_of_a_subscribed_show_is_announced() -> None:
    user = listener()
    state = user.state
    state["shows"].clear()
    state["shows"]["w2"] = "2026-01-01T08:00"
    for cast in state["episodes"].values():
        cast["at"] = min(cast["at"], "2026-03-09T08:00")
    state["episodes"][episodes_of("w2")[0]]["at"] = "2026-03-10T10:00"
    state["episodes"][episodes_of("w4")[0]]["at"] = "2026-03-10T10:00"
    go(user, hours=1)
    (notice,) = (n for n in user.world.nav["notices"].values() if n["app"] == user.app)
    assert notice["text"] == EPISODES[episodes_of("w2")[0]].title


def test_downloads_want_room_and_wi_fi() -> None:
    user = listener()
    user.state["downloads"].clear()
    user.world.settings["wifi"] = False
    follow(user, "album", "b8")
    user.tap("download")
    assert user.toast.startswith("Downloads wait for Wi-Fi")
    user.world.settings["wifi"] = True
    user.world.trials["on"].append("storage")
    user.tap("download")
    assert user.toast == "Not enough space on this phone"
    user.world.trials["on"].remove("storage")
    user.tap("download")
    size = user.state["downloads"]["b8"]["size"]
    assert size == sum(SONGS[i].seconds for i in songs_of("b8")) * 2 // 100
    user.tap("Your library", "downloads")
    assert shown(user, "used") == f"{size} MB used"
    user.tap("remove-b8", "Remove")
    assert user.state["downloads"] == {}


def test_the_equaliser_knows_its_presets_and_makes_a_custom_one() -> None:
    user = listener()
    user.tap("settings", "equaliser", "preset-vocals")
    assert user.state["equaliser"] == {"on": True, "preset": "Vocals", "bands": list(PRESETS["Vocals"])}
    band = user.front.find("band-0")
    assert band is not None
    user.world.change(band, 1.0)
    assert (user.state["equaliser"]["preset"], user.state["equaliser"]["bands"][0]) == ("", 6)
    user.tap("Reset")
    assert user.state["equaliser"]["preset"] == "Flat"


def test_statistics_count_this_month_and_not_what_is_private() -> None:
    user = listener()
    for track in user.state["songs"].values():
        track.update(plays=1, month=0)
    user.tap("settings", "private")
    follow(user, "song", "s1")
    assert user.state["songs"]["s1"] == {**user.state["songs"]["s1"], "plays": 1, "month": 0}
    user.state["options"]["private"] = False
    follow(user, "song", "s30")
    user.tap("Back", "Statistics")
    assert shown(user, "plays") == "1 play"
    assert next(n.key for n in user.front.walk() if n.key.startswith("top-")) == f"top-{SONGS['s30'].artist}"
    user.tap("only-all")
    assert shown(user, "plays") == f"{len(SONGS) + 1} plays"


def test_words_mixes_links_and_unknown_events() -> None:
    user = listener()
    sung = next(i for i, song in SONGS.items() if song.words)
    follow(user, "song", sung)
    user.tap("lyrics", "line-8")
    assert user.state["player"]["position"] == -(-SONGS[sung].seconds * 8 // len(lyrics(sung)))
    user.tap("Back", "Back", "mix-m1", "copy")
    made = max(user.state["playlists"], key=lambda i: int(i[1:]))
    assert user.state["playlists"][made]["songs"] == mix_songs("m1")
    assert user.state["playlists"][made]["name"] == f"{MIXES['m1'].name}, copy"
    follow(user, "song", "s999")
    assert user.toast == "This song is not on Tremolo any more"
    node = user.find("Search")
    node.tap = on("levitate")
    with pytest.raises(ValueError, match="levitate"):
        user.world.tap(node)

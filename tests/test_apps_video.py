"""Reelhouse as a user finds it."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.video.catalogue import CHANNELS, VIDEOS, chapters, episodes
from devices.virtual.apps.video.state import LATER, VideoState, is_out, size_of
from devices.virtual.node import on
from tests.virtual_user import User

VIDEO = TypeAdapter(VideoState)


def viewer(seed: int = 0) -> User:
    """A user without history, lock or breaks, for whom everything is out."""
    user = User("Reelhouse", seed)
    state = user.state
    state["history"].clear()
    state["options"].update(pause_after=0, lock=False, autoplay=False, data_saver=False, quality="720p")
    for clip in state["clips"].values():
        clip.update(at=min(clip["at"], "2026-03-09T10:00"), position=0, mark="")
    user.world.touch_state()
    return user


def watch(user: User, video: str) -> None:
    assert user.world.follow(f"guimcp://video/watch/{video}")


def found(user: User) -> list[str]:
    return [n.key.removeprefix("video-") for n in user.front.walk() if n.key.startswith("video-")]


def shown(user: User, key: str) -> str:
    node = user.front.find(key)
    assert node is not None, key
    return node.text


@pytest.mark.parametrize("seed", range(6))
def test_a_fresh_house_fits_its_schema_and_knows_its_videos(seed: int) -> None:
    user = User("Reelhouse", seed)
    state = user.state
    VIDEO.validate_python(state, strict=True)
    assert set(state["clips"]) == set(VIDEOS)
    assert sum(one["subscribed"] for one in state["following"].values()) == 5
    for visit in state["history"].values():
        assert is_out(state, visit["video"], user.world.now)
        assert state["clips"][visit["video"]]["at"] <= visit["at"] <= user.world.now.isoformat()
    for video, download in state["downloads"].items():
        assert download["size"] == size_of(video, download["quality"])
    assert any(not is_out(state, i, user.world.now) for i in VIDEOS)


def test_two_seeds_differ_in_what_a_task_would_ask() -> None:
    one, two = User("Reelhouse", 1).state, User("Reelhouse", 2).state
    assert [c["views"] for c in one["clips"].values()] != [c["views"] for c in two["clips"].values()]
    assert [v["video"] for v in one["history"].values()] != [v["video"] for v in two["history"].values()]


def test_filters_leave_what_fits_in_the_chosen_order() -> None:
    user = viewer()
    user.tap("search")
    user.fill("query", "a")
    user.world.key("enter")
    everything = found(user)
    user.tap("filter", "length-short", "in-kids")
    user.back()
    assert found(user) == everything  # leaving the sheet changes nothing
    user.tap("filter", "length-short", "in-kids", "by-views", "apply")
    assert found(user)
    assert all(VIDEOS[i].seconds < 600 and VIDEOS[i].category == "Kids" for i in found(user))
    views = [user.state["clips"][i]["views"] for i in found(user)]
    assert views == sorted(views, reverse=True)
    user.tap("filter", "Clear all", "subtitles", "apply")
    assert set(found(user)) == {i for i in everything if VIDEOS[i].subtitles}


def test_searches_are_kept_and_can_be_forgotten() -> None:
    user = viewer()
    user.state["searches"] = []
    user.tap("search")
    user.world.key("enter")
    assert user.toast == "Type what you are looking for"
    user.fill("query", "button bear")
    user.world.key("enter")
    assert set(found(user)) == set(episodes("button"))
    user.back()
    user.fill("query", "zebra")
    user.world.key("enter")
    assert user.sees("Nothing fits. Try other words or fewer filters.")
    assert user.state["searches"] == ["zebra", "button bear"]
    user.back()
    user.fill("query", "")
    user.tap("recent-gone-0")
    assert user.state["searches"] == ["button bear"]
    user.tap("Clear all")
    assert user.state["searches"] == []


def test_the_player_skips_seeks_jumps_and_goes_on_with_time() -> None:
    user = viewer()
    watch(user, "v17")
    clip, player = user.state["clips"]["v17"], user.state["player"]
    assert player["playing"]
    user.tap("forward-10", "forward-10", "back-10")
    assert (clip["position"], shown(user, "position")) == (10, "0:10")
    slider = user.front.find("seek")
    assert slider is not None
    user.world.change(slider, 0.5)
    assert clip["position"] == VIDEOS["v17"].seconds // 2
    user.tap("chapter-3")
    assert clip["position"] == chapters("v17")[3][0]
    user.tap("restart", "speed", "speed-200")
    user.world.move_clock(user.world.now + timedelta(minutes=2))
    assert clip["position"] == 240
    user.tap("play")
    user.world.move_clock(user.world.now + timedelta(minutes=1))
    assert clip["position"] == 240
    user.tap("play")
    user.world.move_clock(user.world.now + timedelta(hours=1))
    assert (clip["position"], player["playing"]) == (VIDEOS["v17"].seconds, False)  # autoplay is off


def test_autoplay_goes_on_with_the_next_episode() -> None:
    user = viewer()
    user.state["options"]["autoplay"] = True
    first, second = episodes("ferry")[:2]
    watch(user, first)
    user.world.move_clock(user.world.now + timedelta(seconds=VIDEOS[first].seconds + 60))
    assert user.state["player"]["video"] == second
    assert user.state["clips"][second]["position"] == 60
    assert [v["video"] for v in user.state["history"].values()] == [first, second]


def test_a_break_is_proposed_and_stops_the_player() -> None:
    user = viewer()
    user.tap("You", "settings", "break", "pick-15")
    watch(user, "v12")
    user.world.move_clock(user.world.now + timedelta(minutes=40))
    assert user.state["clips"]["v12"]["position"] == 15 * 60
    assert not user.state["player"]["playing"]
    assert any(n["title"] == "Time for a break?" for n in user.world.nav["notices"].values())


def test_a_thumb_counts_once_and_can_be_taken_back() -> None:
    user = viewer()
    watch(user, "v22")
    likes = user.state["clips"]["v22"]["likes"]
    user.tap("like")
    assert (user.state["clips"]["v22"]["likes"], user.state["clips"]["v22"]["mark"]) == (likes + 1, "up")
    user.tap("dislike")
    assert (user.state["clips"]["v22"]["likes"], user.state["clips"]["v22"]["mark"]) == (likes, "down")
    user.tap("dislike", "like")
    user.back()
    user.tap("Library", "liked")
    assert found(user) == ["v22"]


def test_a_comment_is_written_answered_and_deleted_with_its_answers() -> None:
    user = viewer()
    user.state["comments"].clear()
    watch(user, "v18")
    user.tap("write", "comment-post")
    assert user.sees("Write something first")
    user.fill("comment", "Mine rose twice as high")
    user.tap("comment-post")
    (first,) = user.state["comments"]
    user.tap("Reply")
    user.fill("comment", "Because I forgot it")
    user.tap("comment-post", f"like-{first}")
    answer = next(i for i in user.state["comments"] if i != first)
    assert user.state["comments"][answer]["parent"] == first
    assert user.state["comments"][first]["likes"] == 1
    VIDEO.validate_python(user.state, strict=True)
    user.tap("Delete", "Cancel")
    assert len(user.state["comments"]) == 2
    user.tap("Delete", "Delete")
    assert user.state["comments"] == {}


def test_a_subscription_rings_when_something_new_comes_out() -> None:
    user = viewer()
    state = user.state
    for following in state["following"].values():
        following.update(subscribed=False, bell="none")
    soon = (user.world.now + timedelta(minutes=30)).isoformat(timespec="minutes")
    state["clips"]["v44"].update(at=soon, views=0, likes=0)
    state["clips"]["v32"].update(at=soon, views=0, likes=0)
    state["alerts"].clear()
    assert user.world.follow("guimcp://video/channel/h10")
    count = state["following"]["h10"]["subscribers"]
    user.tap("subscribe-h10", "bell-h10", "ring-all")
    assert state["following"]["h10"] == {"subscribers": count + 1, "subscribed": True, "bell": "all"}
    user.back()
    user.tap("Subscriptions")
    assert user.front.find("soon-v44") is not None
    user.world.move_clock(user.world.now + timedelta(hours=1))
    assert [alert["video"] for alert in state["alerts"].values()] == ["v44"]
    assert state["clips"]["v44"]["views"] > 0
    (notice,) = (n for n in user.world.nav["notices"].values() if n["app"] == user.app)
    assert notice["title"] == CHANNELS["h10"].name
    user.tap("Home", "alerts", f"alert-{next(iter(state['alerts']))}")
    assert user.state["player"]["video"] == "v44"
    assert all(alert["seen"] for alert in state["alerts"].values())


def test_a_playlist_is_made_ordered_emptied_and_deleted() -> None:
    user = viewer()
    before = set(user.state["playlists"])
    for video in ("v17", "v18", "v19"):
        watch(user, video)
        user.tap("save")
        if video == "v17":
            user.tap("list-new", "list-save")
            assert user.sees("Enter a name")
            user.fill("name", "Bake off")
            user.tap("list-save")
        else:
            user.tap("Bake off")
            user.back()
    (made,) = set(user.state["playlists"]) - before
    playlist = user.state["playlists"][made]
    assert playlist["videos"] == ["v17", "v18", "v19"]
    user.tap("Back", "Library", f"list-{made}", "place-v19", "Move up", "place-v17", "Remove from playlist")
    assert playlist["videos"] == ["v19", "v18"]
    user.tap("undo")
    assert playlist["videos"] == ["v17", "v19", "v18"]
    user.tap("play-all")
    assert user.state["player"]["queue"] == ["v19", "v18"]
    user.tap("next")
    assert user.state["player"]["video"] == "v19"
    user.back()
    user.tap("rename")
    user.fill("name", "Sweet things")
    user.tap("list-save", "list-menu", "Delete playlist", "Delete")
    assert set(user.state["playlists"]) == before
    assert user.title == "Library"


def test_downloads_want_room_and_wi_fi() -> None:
    user = viewer()
    user.state["downloads"].clear()
    user.world.settings["wifi"] = False
    watch(user, "v30")
    user.tap("download")
    assert user.toast.startswith("Downloads wait for Wi-Fi")
    user.world.settings["wifi"] = True
    user.world.trials["on"].append("storage")
    user.tap("download", "download-360p")
    assert user.toast == "Not enough space on this phone"
    assert user.state["downloads"] == {}
    user.world.trials["on"].remove("storage")
    user.tap("download", "download-480p")
    assert user.state["downloads"]["v30"]["size"] == size_of("v30", "480p")
    user.tap("Back", "Library", "downloads", "delete-v30", "Delete")
    assert user.state["downloads"] == {}


def test_history_can_be_paused_searched_and_cleared() -> None:
    user = viewer()
    watch(user, "v23")
    watch(user, "v13")
    user.tap("Back", "Library", "Show all")
    user.fill("query", "slow trains")
    assert [n.text for n in user.front.walk() if n.style == "item-title"] == ["Six days on slow trains"]
    user.fill("query", "")
    user.tap("Remove Six days on slow trains from history", "history-menu", "Pause history")
    watch(user, "v14")
    assert [v["video"] for v in user.state["history"].values()] == ["v23"]
    user.tap("Back", "Library", "Show all", "history-menu", "Clear history", "Clear")
    assert user.state["history"] == {}


def test_the_parental_lock_asks_for_its_pin() -> None:
    user = viewer()
    user.tap("You", "lock", "lock")
    user.fill("pin", "12a4")
    user.tap("pin-ok")
    assert user.sees("A PIN has four digits")
    user.fill("pin", "2580")
    user.tap("pin-ok")
    assert (user.state["options"]["lock"], user.state["options"]["pin"]) == (True, "2580")
    watch(user, "v8")
    assert user.state["player"]["video"] == ""
    user.tap("Enter PIN")
    user.fill("pin", "0000")
    user.tap("pin-ok")
    assert user.sees("Wrong PIN")
    user.fill("pin", "2580")
    user.tap("pin-ok")
    assert user.state["player"]["video"] == "v8"
    watch(user, "v1")
    assert user.state["player"]["video"] == "v1"  # from twelve on is allowed


def test_watch_later_sharing_and_links_to_nothing() -> None:
    user = viewer()
    user.state["playlists"][LATER]["videos"] = []
    watch(user, "v26")
    user.tap("later", "share")
    assert user.state["playlists"][LATER]["videos"] == ["v26"]
    assert user.world.nav["over"][-1]["args"]["value"].endswith("guimcp://video/watch/v26")
    user.back()
    watch(user, "v999")
    assert user.toast == "This video is not on Reelhouse any more"
    node = user.find("Library")
    node.tap = on("levitate")
    with pytest.raises(ValueError, match="levitate"):
        user.world.tap(node)

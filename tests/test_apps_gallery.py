"""Gallery, driven by nodes: what is deleted can be brought back, albums hold photos, edits are kept."""

from datetime import timedelta

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.gallery.state import GalleryState, in_album, shown
from devices.virtual.node import on
from devices.virtual.world import EPOCH
from tests.virtual_user import User

SCHEMA = TypeAdapter(GalleryState)


def first(user: User, kind: str = "photo") -> str:
    """The newest photo of a kind that is shown."""
    return next(i for i, p in shown(user.state) if p["kind"] == kind and not p["favourite"])


def test_photos_lie_by_month_the_newest_first() -> None:
    user = User("Gallery")
    keys = [n.key for n in user.front.walk() if n.role == "phototile"]
    assert keys == [f"photo-{i}" for i, _ in shown(user.state)]
    headings = [n.text for n in user.front.walk() if n.role == "heading"]
    assert headings[0] == "March 2026"


def test_a_photo_is_deleted_found_in_the_bin_and_restored() -> None:
    user = User("Gallery")
    photo_id = first(user)
    user.tap(f"photo-{photo_id}", "Delete", "Move to bin")
    assert user.state["photos"][photo_id]["binned"]
    assert user.title == "Gallery"
    user.tap("Library", "go-bin", f"photo-{photo_id}", "Restore")
    assert user.state["photos"][photo_id]["binned"] == ""


def test_the_bin_forgets_after_its_days_and_albums_with_it() -> None:
    user = User("Gallery")
    album_id, album = next((i, a) for i, a in user.state["albums"].items() if a["photos"])
    photo_id = album["photos"][0]
    user.state["photos"][photo_id]["binned"] = "2026-03-10T09:00"
    user.world.move_clock(EPOCH + timedelta(days=29))
    assert photo_id in user.state["photos"]
    user.world.move_clock(EPOCH + timedelta(days=31))
    assert photo_id not in user.state["photos"]
    assert photo_id not in user.state["albums"][album_id]["photos"]
    SCHEMA.validate_python(user.state, strict=True)


def test_emptying_the_bin_asks_first() -> None:
    user = User("Gallery")
    user.tap("Library", "go-bin", "Empty the bin", "Cancel")
    assert any(p["binned"] for p in user.state["photos"].values())
    user.tap("Empty the bin", "Empty")
    assert not any(p["binned"] for p in user.state["photos"].values())
    assert user.sees("The bin is empty")


def test_several_photos_are_selected_and_put_into_a_new_album() -> None:
    user = User("Gallery")
    one, two, three = [i for i, _ in shown(user.state)][:3]
    user.hold(f"photo-{one}")
    user.tap(f"photo-{two}", f"photo-{three}", f"photo-{two}")
    assert user.title == "2 selected"
    user.tap("Add to album", "new-album")
    user.fill("name", "Best of")
    user.tap("Save")
    album = next(a for a in user.state["albums"].values() if a["name"] == "Best of")
    assert album["photos"] == [one, three]
    assert user.title == "Gallery", "the selection ends"


def test_an_album_s_name_must_be_new() -> None:
    user = User("Gallery")
    taken = next(iter(user.state["albums"].values()))["name"]
    user.tap("Albums", "New album")
    user.fill("name", taken.upper())
    user.tap("Save")
    assert user.sees("There is an album of this name already")
    user.fill("name", "  ")
    user.tap("Save")
    assert user.sees("Enter a name")
    assert len(user.state["albums"]) == 3


def test_photos_are_put_into_an_album_and_taken_out_and_it_can_be_deleted() -> None:
    user = User("Gallery")
    album_id = sorted(user.state["albums"])[0]
    before = list(user.state["albums"][album_id]["photos"])
    user.tap("Albums", f"album-{album_id}", "Add photos")
    new = next(i for i, _ in shown(user.state) if i not in before)
    user.tap(f"photo-{new}", "Add")
    assert user.state["albums"][album_id]["photos"] == [*before, new]
    user.tap("Remove photos", f"photo-{new}")
    assert user.state["albums"][album_id]["photos"] == before
    count = len(user.state["photos"])
    user.tap("Delete album", "Delete")
    assert album_id not in user.state["albums"]
    assert len(user.state["photos"]) == count


def test_search_narrows_by_words_kind_place_and_time() -> None:
    user = User("Gallery")
    user.tap("Search")
    place = next(p["place"] for _, p in shown(user.state) if p["place"])
    user.fill("query", place.lower())
    keys = {n.key for n in user.front.walk() if n.role == "phototile"}
    assert keys == {f"photo-{i}" for i, p in shown(user.state) if p["place"] == place}
    user.fill("query", "zzz")
    assert user.sees("No photo fits")
    user.world.key("delete_all")
    user.tap("only-screenshot")
    assert {n.label for n in user.front.walk() if n.role == "phototile"} <= {
        p["caption"] for _, p in shown(user.state) if p["kind"] == "screenshot"
    }
    user.tap("only-screenshot", "span-30")
    since = (EPOCH - timedelta(days=30)).isoformat(timespec="minutes")
    assert user.sees(f"{sum(p['at'] >= since for _, p in shown(user.state))} items")


def test_the_largest_come_first_when_asked() -> None:
    user = User("Gallery")
    user.tap("Search", "by-largest")
    keys = [n.key.removeprefix("photo-") for n in user.front.walk() if n.role == "phototile"]
    sizes = [user.state["photos"][i]["size"] for i in keys]
    assert sizes == sorted(sizes, reverse=True)


def test_edits_are_kept_on_the_photo_or_on_a_copy() -> None:
    user = User("Gallery")
    photo_id = first(user)
    user.tap(f"photo-{photo_id}", "Edit", "filter-mono", "Right", "Increase light", "Save")
    edits = user.state["photos"][photo_id]["edits"]
    assert edits == {"filter": "mono", "turn": 90, "light": 1, "crop": "original"}
    user.tap("Edit", "Undo all changes", "crop-1", "Save as copy")
    assert user.state["photos"][photo_id]["edits"] == edits
    copy = max(user.state["photos"], key=lambda i: int(i[1:]))
    assert user.state["photos"][copy]["edits"]["crop"] == "square"


def test_without_space_nothing_is_copied() -> None:
    user = User("Gallery")
    user.world.trials["on"].append("storage")
    count = len(user.state["photos"])
    user.tap(f"photo-{first(user)}", "More options", "Make a copy")
    assert len(user.state["photos"]) == count
    assert user.toast == "There is no space left on this phone"


def test_a_hidden_photo_is_only_in_hidden() -> None:
    user = User("Gallery")
    photo_id = first(user)
    user.tap(f"photo-{photo_id}", "More options", "Hide")
    user.back()
    assert f"photo-{photo_id}" not in {n.key for n in user.front.walk()}
    user.tap("Library", "go-hidden", f"photo-{photo_id}", "More options", "Show again")
    assert not user.state["photos"][photo_id]["hidden"]


def test_a_stroke_turns_to_the_next_photo() -> None:
    user = User("Gallery")
    ids = [i for i, _ in shown(user.state)]
    user.tap(f"photo-{ids[0]}")
    picture = next(n for n in user.front.walk() if n.key == "picture")
    user.world.swipe(picture, "left")
    assert user.world.screen["args"] == {"id": ids[1]}
    user.world.swipe(next(n for n in user.front.walk() if n.key == "picture"), "right")
    user.world.swipe(next(n for n in user.front.walk() if n.key == "picture"), "right")
    assert user.world.screen["args"] == {"id": ids[0]}


def test_a_picture_from_another_app_is_kept() -> None:
    user = User("Gallery")
    user.world.send(user.app, on("received", value="sea:42"))
    newest = user.state["photos"][user.world.screen["args"]["id"]]
    assert (newest["art"], newest["at"]) == ("sea:42", "2026-03-10T09:30")
    user.world.send(user.app, on("received", value="nonsense"))
    assert user.toast == "This picture cannot be saved"


def test_albums_show_what_is_in_them() -> None:
    user = User("Gallery")
    for album_id in user.state["albums"]:
        assert [i for i, _ in in_album(user.state, album_id)] == [
            i for i in user.state["albums"][album_id]["photos"] if not user.state["photos"][i]["binned"]
        ]


def test_unknown_events_are_refused() -> None:
    user = User("Gallery")
    node = user.find("Albums")
    node.tap = on("levitate")
    with pytest.raises(ValueError, match="levitate"):
        user.world.tap(node)

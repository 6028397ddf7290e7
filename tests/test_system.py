"""The phone around its apps: home screen, shade, notifications, sharing, permissions, selection, the clock."""

from datetime import timedelta

import pytest

from devices.virtual.apps import APPS
from devices.virtual.node import Node, on
from devices.virtual.schema import MISSING, check, json_schema
from devices.virtual.world import EPOCH, World
from tests.virtual_user import User, words

SETTINGS, NOTES, CLOCK, MESSAGES = "org.guimcp.settings", "org.guimcp.notes", "org.guimcp.clock", "org.guimcp.messages"
CALENDAR, CONTACTS = "org.guimcp.calendar", "org.guimcp.contacts"


def named(world: World, name: str) -> Node:
    """The first node with this key or these words, wherever it is."""
    found = next((n for n in world.tree().walk() if name in (n.key, words(n)) and (n.tap or n.swipe or n.hold)), None)
    assert found is not None, f"no {name!r} among {[words(n) for n in world.tree().walk() if n.tap]}"
    return found


def styled(world: World, style: str) -> Node:
    return next(n for n in world.tree().walk() if style in n.style.split())


def shows(world: World, text: str) -> bool:
    return any(text in (n.text, n.label) for n in world.tree().walk())


# -- home screen ---------------------------------------------------------------------------------------------------


def test_every_app_is_on_a_page_or_in_the_dock_and_opens() -> None:
    world = World.new()
    found: set[str] = set()
    for _ in range(4):
        found |= {n.key.removeprefix("app-") for n in world.tree().walk() if n.role == "appicon"}
        world.swipe(styled(world, "launcher"), "left")
    assert found == set(APPS)
    for app_id in APPS:
        world.key("home")
        world.swipe(styled(world, "launcher"), "up")
        world.tap(named(world, f"app-{app_id}"))
        assert world.front == app_id


def test_apps_are_searched_by_name_and_back_leads_home() -> None:
    world = World.new()
    world.tap(named(world, "search-apps"))
    world.tap(named(world, "query"))
    world.type_text("cloc")
    icons = [n.key for n in world.tree().walk() if n.key.startswith("app-")]
    assert icons == [f"app-{CLOCK}"]
    world.type_text("zzz")
    assert shows(world, "No app of that name")
    world.key("back")
    world.key("back")
    assert world.screen["name"] == "home"


def test_pages_turn_to_the_side_and_stop_at_the_ends() -> None:
    world = World.new()
    for way, page in (("right", 0), ("left", 1), ("left", 1), ("right", 0)):
        world.swipe(styled(world, "launcher"), way)
        assert world.nav["page"] == page


def test_recents_hold_the_apps_newest_first_and_close_them() -> None:
    world = World.new()
    for app_id in (NOTES, CLOCK):
        world.launch(app_id)
    world.key("recents")
    titles = [n.text for n in world.tree().walk() if n.style == "item-title"]
    assert titles == ["Clock", "Notes"]
    world.tap(named(world, "Close Clock"))
    assert world.nav["running"] == [NOTES]
    world.tap(named(world, "Close all"))
    assert world.nav["running"] == []


def test_the_way_back_goes_through_the_screens_and_then_home() -> None:
    user = User("Settings")
    user.tap("go-network", "go-wifi")
    for title in ("Network & internet", "Settings"):
        user.back()
        assert user.title == title
    user.back()
    assert user.world.front == "home"


# -- shade and notifications ---------------------------------------------------------------------------------------


def test_the_shade_comes_down_with_switches_that_work_and_goes_up_again() -> None:
    world = World.new()
    before = world.settings["dark_theme"]
    world.swipe(styled(world, "statusbar"), "down")
    world.tap(named(world, "quick-dark_theme"))
    assert world.settings["dark_theme"] is not before
    world.change(next(n for n in world.tree().walk() if n.key == "quick-brightness"), 0.8)
    assert world.settings["brightness"] == 80
    world.swipe(styled(world, "shade"), "up")
    assert world.nav["over"] == []


def test_a_notification_comes_over_the_screen_waits_in_the_shade_and_opens_its_app() -> None:
    world = World.new()
    world.launch(NOTES)
    world.notify(CALENDAR, "Dentist", "in ten minutes", on("new_on", date="2026-03-12"))
    assert shows(world, "in ten minutes")
    world.swipe(named(world, "heads-up"), "up")
    assert not shows(world, "in ten minutes")
    world.shade(True)
    world.tap(named(world, "notice-1"))
    assert world.front == CALENDAR
    assert world.screen["form"]["date"] == "2026-03-12"
    assert world.nav["notices"] == {}


def test_a_touch_on_a_notification_as_it_comes_in_opens_it_too() -> None:
    world = World.new()
    world.notify(MESSAGES, "Anna", "hello", on(""))
    world.tap(named(world, "heads-up"))
    assert world.front == MESSAGES
    assert world.nav["heads_up"] is None
    world.tree()


def test_do_not_disturb_and_muted_apps_stay_quiet() -> None:
    world = World.new()
    world.settings["do_not_disturb"] = True
    world.notify(MESSAGES, "Anna", "hello", on(""))
    assert world.nav["heads_up"] is None
    assert len(world.nav["notices"]) == 1
    world.settings["notifications"][MESSAGES] = False
    world.notify(MESSAGES, "Anna", "again", on(""))
    assert len(world.nav["notices"]) == 1


def test_notifications_are_dismissed_one_by_one_or_all() -> None:
    world = World.new()
    for n in range(3):
        world.notify(MESSAGES, f"Anna {n}", "hello", on(""))
    world.shade(True)
    world.tap(named(world, "Dismiss"))
    assert sorted(world.nav["notices"]) == ["1", "2"]
    world.tap(named(world, "Clear all"))
    assert world.nav["notices"] == {}
    assert shows(world, "No notifications")


# -- the clock -----------------------------------------------------------------------------------------------------


def test_an_alarm_rings_when_the_clock_passes_it_and_can_be_stopped() -> None:
    user = User("Clock")
    user.state["alarms"].clear()
    user.state["alarms"]["a1"] = {"time": "10:15", "label": "Tea", "days": [], "vibrate": True, "enabled": True}
    user.world.key("home")
    user.world.move_clock(EPOCH + timedelta(minutes=45))
    assert user.world.front == CLOCK
    assert shows(user.world, "10:15 AM")
    user.tap("Stop")
    assert user.state["alarms"]["a1"]["enabled"] is False, "an alarm without days rings once"


def test_a_reminder_of_the_calendar_comes_before_its_event() -> None:
    world = World.new()
    event = next(e for e in world.apps[CALENDAR]["events"].values() if e["repeat"] == "Does not repeat" and e["start"])
    event.update(date="2026-03-10", start="12:00", end="13:00", reminder="30 minutes before", title="Eye test")
    world.move_clock(EPOCH.replace(hour=11, minute=20))
    assert "Eye test" not in {n["title"] for n in world.nav["notices"].values()}
    world.move_clock(EPOCH.replace(hour=11, minute=40))
    assert "Eye test" in {n["title"] for n in world.nav["notices"].values()}


# -- words: selecting, copying, sharing ----------------------------------------------------------------------------


def test_a_held_word_is_selected_cut_and_pasted_elsewhere() -> None:
    user = User("Notes")
    user.tap("New note")
    user.fill("title", "buy oat milk")
    field = user.find("title")
    user.world.hold(field, at=5)
    assert user.world.nav["caret"] == [4, 7]
    user.world.tap(named(user.world, "Cut"))
    assert user.world.screen["form"]["title"] == "buy  milk"
    user.world.tap(user.find("body"))
    user.world.hold(user.find("body"), at=0)
    user.world.tap(named(user.world, "Paste"))
    assert user.world.screen["form"]["body"] == "oat"


def test_a_shared_note_reaches_the_app_that_is_chosen() -> None:
    user = User("Notes")
    note = sorted(user.state["notes"].values(), key=lambda n: n["edited"])[-1]
    user.tap(f"note-{next(i for i, n in user.state['notes'].items() if n is note)}", "More options", "Share")
    assert user.title == "Share"
    user.tap(f"share-{MESSAGES}")
    assert user.world.front == MESSAGES
    assert note["title"] in str(user.world.stack)
    user.back()
    user.back()
    assert user.world.front in (NOTES, MESSAGES)


def test_a_link_to_a_number_opens_the_dialler() -> None:
    world = World.new()
    assert world.follow("tel:5550101")
    assert world.front == CONTACTS
    assert not world.follow("nobody:knows")
    assert not world.follow("tel:")


# -- permissions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "kept"), [("Allow", "allow"), ("Don't allow", "deny")])
def test_an_app_asks_once_and_keeps_the_answer(answer: str, kept: str) -> None:
    world = World.new()
    app_id = next(app.id for app in APPS.values() if "location" in app.permissions)
    world.launch(app_id)
    assert not world.ask(app_id, "location", on(""))
    world.touch_state()
    world.tap(named(world, answer))
    assert world.settings["permissions"][app_id]["location"] == kept
    assert world.ask(app_id, "location", on("")) is (kept == "allow")
    assert world.nav["over"] == []


def test_a_permission_is_not_answered_to_another_app_and_is_asked_for_again() -> None:
    world = World.new()
    app_id = next(app.id for app in APPS.values() if "location" in app.permissions)
    world.launch(app_id)
    assert not world.ask(app_id, "location", on("locate"))
    world.launch(NOTES)
    assert world.nav["over"] == []
    assert not shows(world, "Allow")
    assert world.settings["permissions"][app_id]["location"] == "ask"
    world.launch(app_id)
    assert not world.ask(app_id, "location", on(""))
    world.launch(app_id)
    assert shows(world, "Allow")


# -- the network ---------------------------------------------------------------------------------------------------


def test_without_a_network_an_online_app_says_so_until_it_is_back() -> None:
    world = World.new()
    app_id = next(app.id for app in APPS.values() if app.online)
    world.settings.update(wifi=False, mobile_data=False)
    world.launch(app_id)
    assert shows(world, "No connection")
    world.tap(named(world, "Try again"))
    assert shows(world, "Still no connection")
    world.settings["mobile_data"] = True
    world.touch_state()
    assert not shows(world, "No connection")


# -- state ---------------------------------------------------------------------------------------------------------


def test_a_world_knows_what_is_wrong_with_it() -> None:
    world = World.new()
    world.check()
    world.apps[NOTES]["notes"]["n1"]["pinned"] = "yes"
    with pytest.raises(ValueError, match=r"apps.org.guimcp.notes.notes.n1.pinned"):
        world.check()
    other = World.new()
    del other.state["apps"][CLOCK]
    with pytest.raises(ValueError, match="org.guimcp.clock: is missing"):
        check(other.state)
    third = World.new()
    third.nav["keyboard"] = 1  # type: ignore[typeddict-item]
    with pytest.raises(ValueError, match="nav.keyboard"):
        third.check()


def test_the_difference_of_two_worlds_is_told_leaf_by_leaf() -> None:
    one, two = World.new(), World.new()
    assert one.diff(two) == []
    two.apps[NOTES]["notes"]["n1"]["title"] = "Changed"
    del two.apps[NOTES]["notes"]["n2"]
    changes = {change.path: change for change in one.diff(two)}
    assert changes[f"apps.{NOTES}.notes.n1.title"].after == "Changed"
    assert changes[f"apps.{NOTES}.notes.n2"].after == MISSING
    assert len(changes) == 2


def test_the_schema_names_every_app() -> None:
    schema = json_schema()
    assert set(schema["properties"]["apps"]["required"]) == set(APPS)
    assert "notes" in schema["properties"]["apps"]["properties"][NOTES]["properties"]


# -- leaving -------------------------------------------------------------------------------------------------------


def test_the_back_key_keeps_what_was_begun_in_a_composer() -> None:
    user = User("Letterbox")
    user.tap("Compose")
    user.fill("subject", "Half a thought")
    user.back()  # the keyboard
    user.back()
    assert user.title != "Compose"
    assert "Half a thought" in str(user.state)
    assert user.toast == "Draft saved"


def test_what_lies_below_the_shade_is_not_touched_but_puts_it_away() -> None:
    world = World.new()
    world.launch(NOTES)
    note = next(n for n in world.tree().walk() if n.key.startswith("note-"))
    world.shade(True)
    with pytest.raises(LookupError):
        world.tap(note)
    scrim = [n for n in world.tree().walk() if n.role == "scrim"][-1]
    world.tap(scrim)
    assert world.nav["over"] == []
    assert world.screen["name"] == "home"

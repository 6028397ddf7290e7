"""What the phone's shell answers, and what it does to the phone: lines that other people's tools send."""

from collections.abc import Iterator

import pytest

from devices.virtual.adb.commands import COMMANDS
from devices.virtual.adb.files import Files
from devices.virtual.adb.shell import Shell
from devices.virtual.apps import APPS
from devices.virtual.node import on
from devices.virtual.phone import VirtualPhone
from devices.virtual.world import World


@pytest.fixture(scope="module")
def phone() -> Iterator[VirtualPhone]:
    phone = VirtualPhone()
    yield phone
    phone.close()


@pytest.fixture
def shell(phone: VirtualPhone) -> Shell:
    phone.restore(World.new(0).dumps())
    phone.resize(*phone.made)
    return Shell(phone, Files(), COMMANDS)


def says(shell: Shell, line: str) -> str:
    result = shell.run(line)
    assert result.code == 0, (line, result)
    return result.out.decode().strip()


def test_size_and_density_can_be_overridden_and_put_back(shell: Shell, phone: VirtualPhone) -> None:
    says(shell, "wm size 1080x2400; wm density 420")
    assert says(shell, "wm size") == "Physical size: 720x1600\nOverride size: 1080x2400"
    assert says(shell, "wm density") == "Physical density: 320\nOverride density: 420"
    seen = phone.observe()
    assert (seen.width, seen.height) == (1080, 2400)
    assert "cur=1080x2400" in says(shell, "dumpsys window displays")
    says(shell, "wm size reset; wm density reset")
    assert says(shell, "wm size") == "Physical size: 720x1600"
    for bad in ("wm size 10x10", "wm size big", "wm density 9999", "wm size 1080x-5"):
        assert shell.run(bad).code == 255, bad
    assert phone.observe().width == 720


@pytest.mark.parametrize(
    "line",
    [
        "settings put system user_rotation 1",
        "content insert --uri content://settings/system --bind name:s:user_rotation --bind value:i:1",
        "wm user-rotation lock 1",
    ],
)
def test_the_phone_is_turned_on_its_side_and_says_so(shell: Shell, phone: VirtualPhone, line: str) -> None:
    says(shell, line)
    seen = phone.observe()
    assert (seen.width, seen.height) == (1600, 720)
    assert says(shell, "settings get system user_rotation") == "1"
    assert "mCurrentRotation=ROTATION_90" in says(shell, "dumpsys window")
    assert "SurfaceOrientation: 1" in says(shell, "dumpsys input")
    assert '<hierarchy rotation="1">' in says(shell, "uiautomator dump /dev/tty")
    assert says(shell, "wm size") == "Physical size: 720x1600", "Android tells the size of the phone held upright"
    says(shell, "settings put system user_rotation 0")
    assert phone.observe().width == 720


@pytest.mark.parametrize(
    ("space", "key", "value", "field", "want"),
    [
        ("system", "screen_brightness", "255", "brightness", 100),
        ("system", "font_scale", "1.3", "font_scale", "Largest"),
        ("system", "screen_off_timeout", "30000", "screen_timeout", "30 seconds"),
        ("system", "system_locales", "zh-CN", "language", "zh"),
        ("system", "time_12_24", "24", "clock_24h", True),
        ("secure", "ui_night_mode", "2", "dark_theme", True),
        ("secure", "location_mode", "3", "location", True),
        ("global", "airplane_mode_on", "1", "airplane", True),
        ("global", "zen_mode", "1", "do_not_disturb", True),
        ("global", "device_name", "Otter", "device_name", "Otter"),
    ],
)
def test_settings_are_the_settings_app_s(
    shell: Shell, phone: VirtualPhone, space: str, key: str, value: str, field: str, want: object
) -> None:
    says(shell, f"settings put {space} {key} {value}")
    assert phone.world.settings[field] == want
    assert says(shell, f"settings get {space} {key}") == value
    assert f"{key}={value}" in says(shell, f"settings list {space}").split("\n")


def test_a_setting_that_android_would_refuse_is_refused(shell: Shell, phone: VirtualPhone) -> None:
    before = phone.snapshot()
    for line in ("settings put system screen_brightness bright", "settings put system system_locales tlh"):
        assert shell.run(line).code == 255, line
    assert phone.snapshot() == before
    assert says(shell, "settings get global no_such_key") == "null"


def test_night_mode_and_the_shade_have_commands(shell: Shell, phone: VirtualPhone) -> None:
    assert says(shell, "cmd uimode night yes") == "Night mode: yes"
    assert phone.world.settings["dark_theme"]
    says(shell, "cmd statusbar expand-notifications")
    assert phone.world.screen["name"] == "shade"
    says(shell, "cmd statusbar expand-notifications; cmd statusbar collapse")
    assert phone.world.nav["over"] == []
    says(shell, "cmd wifi set-wifi-enabled disabled; cmd connectivity airplane-mode enable")
    assert not phone.world.settings["wifi"]
    assert phone.world.settings["airplane"]


def test_links_open_in_the_app_that_knows_them(shell: Shell, phone: VirtualPhone) -> None:
    says(shell, "am start -a android.intent.action.VIEW -d guimcp://tiffin/restaurant/r3")
    assert (phone.world.front, phone.world.screen["args"]) == ("org.guimcp.tiffin", {"id": "r3"})
    says(shell, "am start -a android.intent.action.DIAL -d tel:5550101")
    assert phone.world.front == "org.guimcp.contacts"
    lost = shell.run("am start -a android.intent.action.VIEW -d https://nowhere.example/")
    assert lost.code == 1
    assert b"unable to resolve Intent { act=android.intent.action.VIEW dat=https://nowhere.example/" in lost.err


def test_a_shared_text_reaches_an_app_or_a_choice_of_apps(shell: Shell, phone: VirtualPhone) -> None:
    say = "am start -a android.intent.action.SEND -t text/plain --es android.intent.extra.TEXT 'see you'"
    says(shell, f"{say} -p org.guimcp.notes")
    assert phone.world.front == "org.guimcp.notes"
    assert "see you" in phone.world.screen["form"].values()
    says(shell, say)
    assert phone.world.screen["name"] == "share"


def test_keys_move_the_caret_and_use_the_clipboard(shell: Shell, phone: VirtualPhone) -> None:
    says(shell, "am start -n org.guimcp.notes/.MainActivity")
    phone.world.do(on("new"))
    field = next(e for e in phone.observe(pixels=False).elements if e.editable)
    says(shell, f"input tap {field.bounds.centre.x} {field.bounds.centre.y}")
    says(shell, "input text milk; input keyevent KEYCODE_MOVE_HOME; input text oat")

    def typed() -> str:
        return next(e for e in phone.observe(pixels=False).elements if e.editable).text

    assert typed() == "oatmilk"
    says(shell, "input keyevent 22 21; input keyevent KEYCODE_SPACE; input keyevent KEYCODE_FORWARD_DEL")
    assert typed() == "oat ilk"
    says(shell, "input keycombination 113 29; input keyevent KEYCODE_CUT")
    assert typed() == ""
    says(shell, "input keyevent KEYCODE_PASTE KEYCODE_PASTE")
    assert typed() == "oat ilkoat ilk"


def test_the_power_key_turns_the_screen_off_and_nothing_is_touched_in_the_dark(
    shell: Shell, phone: VirtualPhone
) -> None:
    says(shell, "input keyevent KEYCODE_POWER")
    assert "mWakefulness=Asleep" in says(shell, "dumpsys power")
    before = phone.snapshot()
    says(shell, "input tap 360 800")
    assert phone.snapshot() == before
    says(shell, "input keyevent KEYCODE_WAKEUP; input keyevent KEYCODE_WAKEUP")
    assert "mScreenState=ON" in says(shell, "dumpsys display")


def test_providers_tell_what_the_apps_hold(shell: Shell, phone: VirtualPhone) -> None:
    people = phone.world.apps["org.guimcp.contacts"]["contacts"]
    rows = says(shell, "content query --uri content://com.android.contacts/data/phones").split("\n")
    assert len(rows) == len(people)
    assert any(f"display_name={people['c1']['name']}" in row for row in rows)
    only = says(shell, "content query --uri content://sms/inbox --projection address:body").split("\n")
    assert only[0].startswith("Row: 0 address=")
    assert all("type=" not in row for row in only)
    assert shell.run("content query --uri content://nothing").code == 1
    assert shell.run("content delete --uri content://sms").code == 1
    assert "name=wifi_on" in says(shell, "content query --uri content://settings/global")


def test_permissions_are_granted_and_revoked(shell: Shell, phone: VirtualPhone) -> None:
    app_id = next(app.id for app in APPS.values() if "location" in app.permissions)
    says(shell, f"pm grant {app_id} android.permission.ACCESS_FINE_LOCATION")
    assert phone.world.settings["permissions"][app_id]["location"] == "allow"
    says(shell, f"pm revoke {app_id} android.permission.ACCESS_FINE_LOCATION")
    assert phone.world.settings["permissions"][app_id]["location"] == "deny"
    assert b"has not requested" in shell.run(f"pm grant {app_id} android.permission.BODY_SENSORS").err


def test_clearing_an_app_puts_its_data_back_and_leaves_the_others(shell: Shell, phone: VirtualPhone) -> None:
    fresh = World.new(0)
    phone.world.apps["org.guimcp.notes"]["notes"].clear()
    phone.world.apps["org.guimcp.clock"]["alarms"].clear()
    assert says(shell, "pm clear org.guimcp.notes") == "Success"
    assert phone.world.apps["org.guimcp.notes"] == fresh.apps["org.guimcp.notes"]
    assert phone.world.apps["org.guimcp.clock"]["alarms"] == {}
    assert says(shell, "pm clear org.guimcp.settings") == "Success"
    assert phone.world.settings == fresh.settings
    assert shell.run("pm clear org.none").code == 1


def test_processes_and_the_log_follow_what_runs(shell: Shell) -> None:
    assert shell.run("pidof org.guimcp.clock").code == 1
    says(shell, "logcat -c; monkey -p org.guimcp.clock -c android.intent.category.LAUNCHER 1")
    number = says(shell, "pidof org.guimcp.clock")
    assert f" {number} " in next(row for row in says(shell, "ps -A").split("\n") if row.endswith("org.guimcp.clock"))
    assert "cmp=org.guimcp.clock" in says(shell, "logcat -d -s ActivityTaskManager")
    says(shell, "am force-stop org.guimcp.clock")
    assert shell.run("pidof org.guimcp.clock").code == 1


def test_notifications_are_listed(shell: Shell, phone: VirtualPhone) -> None:
    phone.world.notify("org.guimcp.messages", "Anna", "On my way", on("nothing"))
    listed = says(shell, "dumpsys notification --noredact")
    assert "pkg=org.guimcp.messages" in listed
    assert "android.title=String (Anna)" in listed


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("echo a > /sdcard/a; mv -f /sdcard/a /sdcard/b; cat /sdcard/b; ls /sdcard/a || echo gone", "a\ngone"),
        ("echo a > /sdcard/c; cp /sdcard/c /sdcard/Download; find /sdcard/Download -name c", "/sdcard/Download/c"),
        ("CLASSPATH=/x nohup echo hi", "hi"),
        ("false & echo $?", "0"),
        ("printf hi | base64", "aGk="),
        ("[ -d /sdcard ] && echo yes", "yes"),
        ("test -f /sdcard || echo no", "no"),
        ("which input", "/system/bin/input"),
        ("cmd package query-activities --brief | head -n 1", "org.guimcp.settings/.MainActivity"),
        ("getprop persist.sys.locale", "en-GB"),
    ],
)  # fmt: skip
def test_small_commands_answer_as_toybox_does(shell: Shell, line: str, printed: str) -> None:
    assert says(shell, line) == printed


@pytest.mark.parametrize("line", ["app_process / some.Main", "run-as org.guimcp.notes true", "cmd nosuch", "mv /a /b",
                                  "find / -delete", "wm user-rotation lock 7"])  # fmt: skip
def test_what_the_phone_cannot_do_it_refuses(shell: Shell, phone: VirtualPhone, line: str) -> None:
    before = phone.snapshot()
    assert shell.run(line).code != 0
    assert phone.snapshot() == before

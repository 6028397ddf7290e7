"""The phone itself."""

from agent.policies.scripted import Back, Fill, Tap
from benchmarks.daily.scene import BY_NAME, TEST, TRAIN, Scene
from benchmarks.daily.template import Theme
from devices.virtual.apps.settings.state import NETWORKS, RINGTONES, TIMEOUTS

SETTINGS = "org.guimcp.settings"
THEME = Theme("system", "Settings")

SWITCHES = {
    "dark_theme": ("Display", "the dark theme", "深色主题"),
    "bluetooth": ("Connected devices", "Bluetooth", "蓝牙"),
    "do_not_disturb": ("Notifications", "Do Not Disturb", "勿扰模式"),
    "battery_saver": ("Battery", "the battery saver", "省电模式"),
    "clock_24h": ("Date & time", "the 24-hour time format", "24小时制"),
    "vibrate": ("Sound & vibration", "vibration for calls", "来电时振动"),
    "auto_rotate": ("Display", "automatic screen rotation", "屏幕自动旋转"),
    "airplane": ("Network & internet", "airplane mode", "飞行模式"),
    "location": ("Location", "location access", "定位"),
}
HOTSPOTS = (("Blue Heron", "蓝鹭"), ("Attic 4", "阁楼四号"), ("Ferry Office", "渡口办公室"), ("Night Owl", "夜猫子"),
            ("Third Floor", "三楼"), ("Sparrow", "麻雀"), ("Tin Roof", "铁皮屋顶"))  # fmt: skip
MISSING = (("Harbour Guest", "港口访客"), ("Birchwood", "桦木"), ("Library West", "西区图书馆"),
           ("Hotel Lumen", "流明酒店"), ("Platform 9", "九号站台"), ("Rooftop", "天台"))  # fmt: skip
VOLUMES = {"media": "媒体音量", "ring": "铃声音量", "alarm": "闹钟音量"}
TALKATIVE = ("Basar", "Hearth", "Reelhouse", "Tremolo", "Tiffin", "The Lantern Post", "Evening", "Parley")


@THEME.task(
    "settings-switch", TEST,
    en=("Turn {word} {name}.", "Switch {name} {word} in Settings.", "Please turn {name} {word} on this phone."),
    zh=("{word}{name}。", "在设置里{word}{name}。", "帮我把这台手机的{name}{word}一下。"),
)  # fmt: skip
def switch(s: Scene) -> None:
    key = s.pick(SWITCHES)
    on = s.any((True, False))
    section, en, zh = SWITCHES[key]
    s.say(name=s.text(en, zh), word=s.text("on" if on else "off", "打开" if on else "关闭"))
    s.want(SETTINGS, key, value=on)
    if key == "airplane" and on:
        s.goal[SETTINGS].update(wifi=False, bluetooth=False)  # which it takes down
    s.do("Settings", Tap(section), Tap(key))


@THEME.task(
    "settings-timeout", TEST,
    en=("Set the screen timeout to {timeout}.", "The screen should turn off after {timeout}.",
        "Change the screen timeout in the display settings to {timeout}."),
    zh=("把屏幕自动关闭的时间设为{timeout}。",
        "让屏幕在{timeout}后自动关闭。", "在显示设置里将屏幕超时改成{timeout}。"),
)  # fmt: skip
def timeout(s: Scene) -> None:
    chosen = s.any(t for t in TIMEOUTS if t != s.start[SETTINGS]["screen_timeout"])
    s.say(timeout=s.t("Settings", chosen))
    s.want(SETTINGS, "screen_timeout", value=chosen)
    s.do("Settings", Tap("Display"), Tap("Screen timeout"), Tap(chosen, "text"))


@THEME.task(
    "settings-if-wifi", TEST, composition="conditional",
    en=("If Wi-Fi is on, connect to {network}. If it is off, set the phone ringtone to {ringtone} instead.",
        "Check Wi-Fi: when it is on join {network}, otherwise only change the phone ringtone to {ringtone}.",
        "Join the network {network} if Wi-Fi is on; if not, make {ringtone} the phone ringtone instead."),
    zh=("如果WLAN开着，就连接“{network}”；如果关着，改为把手机铃声设成“{ringtone}”。",
        "看看WLAN：开着就加入“{network}”，没开就只把手机铃声换成“{ringtone}”。",
        "WLAN打开的话连上“{network}”，否则将手机铃声改为“{ringtone}”。"),
)  # fmt: skip
def if_wifi(s: Scene) -> None:
    now = s.start[SETTINGS]
    now["wifi"] = s.any((True, False))
    network = s.any(n for n in NETWORKS if n != now["wifi_network"])
    ringtone = s.any(r for r in RINGTONES if r != now["ringtone"])
    s.say(network=s.t("Settings", network), ringtone=s.t("Settings", ringtone))
    s.do("Settings", Tap("Network & internet"), Tap("go-wifi"))
    if now["wifi"]:
        s.want(SETTINGS, "wifi_network", value=network)
        s.then("Settings", Tap(network, "text"))
    else:
        s.want(SETTINGS, "ringtone", value=ringtone)
        s.then("Settings", Back(), Back(), Tap("Sound & vibration"), Tap("ringtone"), Tap(ringtone, "text"))


@THEME.task(
    "settings-volume", TEST, objective="query",
    en=("What is the {kind} volume set to, in per cent? Answer with the number.",
        "How loud is the {kind} volume? Answer with the per cent number only.",
        "Look up the {kind} volume in Settings. Answer with the number."),
    zh=("{kind}现在是百分之多少？只回答数字。", "查一下{kind}调到了百分之几，回答数字即可。",
        "在设置里看看{kind}，用数字回答。"),
)  # fmt: skip
def volume(s: Scene) -> None:
    kind = s.any(VOLUMES)
    s.say(kind=s.text(kind, VOLUMES[kind]))
    s.answer("number", s.start[SETTINGS][f"{kind}_volume"])
    s.do("Settings", Tap("Sound & vibration"))


@THEME.task(
    "settings-no-such-network", TEST, feasible=False,
    en=("Connect the phone to the Wi-Fi network “{network}”.", "Join the Wi-Fi called “{network}”.",
        "Use “{network}” as the Wi-Fi network from now on."),
    zh=("把手机连到名为“{network}”的WLAN。", "加入WLAN“{network}”。", "从现在起用“{network}”这个WLAN上网。"),
)  # fmt: skip
def no_such_network(s: Scene) -> None:
    network = s.text(*s.pick(MISSING))
    s.start[SETTINGS]["wifi"] = True
    s.say(network=network)
    s.do("Settings", Tap("Network & internet"), Tap("go-wifi"))
    s.decline(f"there is no network called {network}")


# -- train ---------------------------------------------------------------------------------------------------------


@THEME.task(
    "settings-hotspot", TRAIN, composition="composite",
    en=('Rename the Wi-Fi hotspot to "{name}" and turn it on.', 'Start the hotspot, but first call it "{name}".',
        'I want to share my connection under the name "{name}": set up the hotspot and switch it on.'),
    zh=("把WLAN热点改名为“{name}”，然后打开它。", "打开热点，不过先把它的名字改成“{name}”。",
        "我想用“{name}”这个名字共享网络：设置好热点并开启。"),
)  # fmt: skip
def hotspot(s: Scene) -> None:
    name = s.text(*s.pick(HOTSPOTS))
    s.say(name=name)
    s.want(SETTINGS, "hotspot", value=True)
    s.want(SETTINGS, "hotspot_name", value=name)
    s.do("Settings", Tap("Network & internet"), Tap("hotspot-name"), Fill("name", name), Tap("OK"), Tap("hotspot"))


@THEME.task(
    "settings-quiet-apps", TRAIN, composition="loop",
    en=("Turn off the notifications of {one}, {two} and {three}. Leave all other apps as they are.",
        "I want no more notifications from {one}, {two} and {three}.",
        "Silence three apps in the notification settings: {one}, {two}, {three}."),
    zh=("关闭{one}、{two}和{three}的通知，其他应用不要动。", "我不想再收到{one}、{two}和{three}的通知。",
        "在通知设置里让这三个应用不再通知：{one}、{two}、{three}。"),
)  # fmt: skip
def quiet_apps(s: Scene) -> None:
    chosen = sorted(s.rng.sample(TALKATIVE, 3))
    s.say(**{word: s.t(app, app) for word, app in zip(("one", "two", "three"), chosen, strict=True)})
    s.do("Settings", Tap("Notifications"))
    for app in chosen:
        s.want(SETTINGS, "notifications", BY_NAME[app].id, value=False)
        s.then("Settings", Tap(f"notify-{BY_NAME[app].id}"))


@THEME.task(
    "settings-permission", TRAIN, composition="composite",
    en=("{app} should never be allowed to use my location again. Change its permission.",
        "Do not allow {app} to know my location any more.", "Set the location permission of {app} to not allowed."),
    zh=("以后不允许{app}使用我的位置，改一下它的权限。", "不要再让{app}知道我在哪里：把位置权限关掉。",
        "把{app}的位置权限设为不允许。"),
)  # fmt: skip
def permission(s: Scene) -> None:
    asked = s.start[SETTINGS]["permissions"]
    app = s.any(name for name, app in BY_NAME.items() if "location" in asked.get(app.id, {}))
    app_id = BY_NAME[app].id
    s.start[SETTINGS]["permissions"][app_id]["location"] = "allow"
    s.say(app=s.t(app, app))
    s.want(SETTINGS, "permissions", app_id, "location", value="deny")
    s.do("Settings", Tap("go-apps"), Tap(f"app-{app_id}"), Tap("permission-location"), Tap("Not allowed", "text"))


@THEME.task(
    "settings-loudest", TRAIN, objective="analyse",
    en=("How many percentage points is the louder of ring volume and alarm volume above the other? Answer with the "
        "number.",
        "By how many percentage points do ring volume and alarm volume differ? Answer with the number only.",
        "Compare the ring volume with the alarm volume and answer with the difference in percentage points, as a "
        "number."),
    zh=("铃声音量和闹钟音量相差几个百分点？用数字回答。", "比较一下铃声音量和闹钟音量，差几个百分点？只回答数字。",
        "铃声音量和闹钟音量，一个减去另一个差几个百分点？回答一个数字。"),
)  # fmt: skip
def loudest(s: Scene) -> None:
    now = s.start[SETTINGS]
    s.need(now["ring_volume"] != now["alarm_volume"])
    s.answer("number", abs(now["ring_volume"] - now["alarm_volume"]))
    s.do("Settings", Tap("Sound & vibration"))


@THEME.task(
    "settings-ringtone-unsaid", TRAIN, clarity="incomplete",
    en=("Change the phone ringtone to my favourite one.", "Give the phone another ringtone, the one I like best.",
        "Please set my favourite ringtone for calls."),
    zh=("把手机铃声换成我最喜欢的那个。", "给手机换个铃声，换成我最爱的。", "来电铃声请设成我喜欢的那首。"),
)  # fmt: skip
def ringtone_unsaid(s: Scene) -> None:
    ringtone = s.any(r for r in RINGTONES if r != s.start[SETTINGS]["ringtone"])
    name = s.t("Settings", ringtone)
    s.unclear(s.text("Which ringtone do you mean?", "您指的是哪个铃声？"), s.text(f"{name}, please.", f"“{name}”。"))
    s.want(SETTINGS, "ringtone", value=ringtone)
    s.do("Settings", Tap("Sound & vibration"), Tap("ringtone"), Tap(ringtone, "text"))

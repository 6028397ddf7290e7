"""What the system's own events do: keys, home screen, recents, shade, sharing, permissions, interruptions."""

from devices.virtual.apps import APPS
from devices.virtual.hardships import code
from devices.virtual.host import Host
from devices.virtual.nav import HOME, RECENTS, new_screen
from devices.virtual.node import Event
from devices.virtual.system.home import Entry, pages
from devices.virtual.words import speaking, t


def system_event(host: Host, event: Event) -> None:
    """Do what a node of the system (or a field of an app) asked for."""
    with speaking(host.settings["language"]):
        if not (_moving(host, event) or _editing(host, event) or _sheets(host, event)):
            raise ValueError(f"unknown system event {event.name!r}")


def _moving(host: Host, event: Event) -> bool:
    nav = host.nav
    match event.name:
        case "system.back":
            back(host)
        case "system.home":
            nav["over"].clear()
            host.to_front(HOME)
        case "system.recents":
            nav["over"].clear()
            host.to_front(RECENTS)
        case "system.launch":
            host.launch(event["app"])
        case "system.quit":
            host.quit(event["app"])
        case "system.quit_all":
            for app_id in list(nav["running"]):
                host.quit(app_id)
        case "system.page":
            nav["page"] = event["to"]
        case "system.turn":
            _turn_page(host, event["direction"])
        case "system.drawer":
            host.stack.append(new_screen("drawer"))
        case "system.retry":
            nav["toast"] = None if host.online else t("Still no connection")
        case _:
            return False
    return True


def _turn_page(host: Host, direction: str) -> None:
    nav = host.nav
    last = len(pages([Entry(app, "") for app in APPS.values()])) - 1
    match direction:
        case "left":
            nav["page"] = min(last, nav["page"] + 1)
        case "right":
            nav["page"] = max(0, nav["page"] - 1)
        case "up":
            host.stack.append(new_screen("drawer"))
        case _:
            nav["over"].append(new_screen("shade", overlay=True))


def back(host: Host) -> None:
    """Hide the keyboard, else close the top sheet or screen, else go to whoever opened the app, else home."""
    nav, stack = host.nav, host.stack
    if nav["keyboard"]:
        nav.update(keyboard=False, focus=None, tools=False)
    elif nav["grabbed"]:
        nav["grabbed"] = ""
    elif nav["over"]:
        gone = nav["over"].pop()
        if gone["name"] == "login":
            host.to_front(HOME)
    elif len(stack) > 1:
        app = APPS.get(nav["front"])
        event = app.leaving.get(stack[-1]["name"]) if app is not None else None
        if event is not None:
            host.do(Event(event, {}))
        else:
            stack.pop()
        nav["focus"] = None
    else:
        host.to_front(nav["callers"].pop(nav["front"], HOME))


def _editing(host: Host, event: Event) -> bool:
    nav = host.nav
    match event.name:
        case "system.focus":
            size = len(host.screen["form"].get(event["key"], ""))
            at = min(size, int(event.args.get("at", size)))
            nav.update(focus=event["key"], keyboard=True, shift=False, symbols=False, tools=False, caret=[at, at])
        case "system.select":
            host.key("select_word")
        case "system.grab":
            nav.update(grabbed=event["text"], tools=False)
        case "system.deselect":
            nav.update(grabbed="", tools=False, caret=[nav["caret"][1], nav["caret"][1]])
        case "system.char":
            host.type_text(event["char"])
            nav["shift"] = False
        case "system.key":
            host.key(event["name"])
        case _:
            return False
    return True


def _sheets(host: Host, event: Event) -> bool:
    nav, settings = host.nav, host.settings
    match event.name:
        case "system.shade":
            if event["direction"] == "down":
                nav.update(keyboard=False, focus=None)
                nav["over"].append(new_screen("shade", overlay=True))
        case "system.unshade":
            if event["direction"] == "up":
                nav["over"].pop()
        case "system.flip":
            settings[event["key"]] = not settings[event["key"]]
            if event["key"] == "airplane" and settings["airplane"]:
                settings["wifi"] = settings["bluetooth"] = False
        case "system.brightness":
            settings["brightness"] = 5 * round(event["value"] * 20)
        case "system.notice":
            notice = nav["notices"].pop(event["id"])
            nav["heads_up"] = None
            nav["over"].clear()
            host.send(notice["app"], Event(notice["event"]["name"], notice["event"]["args"]))
        case "system.dismiss":
            del nav["notices"][event["id"]]
            nav["heads_up"] = None if nav["heads_up"] == event["id"] else nav["heads_up"]
        case "system.clear":
            nav["notices"].clear()
            nav["heads_up"] = None
        case "system.hush":
            nav["heads_up"] = None
        case "system.share":
            host.share(nav["front"], "text", _selected(host))
        case "system.shared":
            args = nav["over"].pop()["args"]
            name = APPS[event["app"]].receives[args["kind"]]
            host.send(event["app"], Event(name, {"value": args["value"]}), args["by"])
        case "system.copied":
            nav["clipboard"] = nav["over"].pop()["args"]["value"]
            nav["toast"] = t("Copied")
        case "system.permit":
            args = nav["over"].pop()["args"]
            settings["permissions"][args["app"]][args["permission"]] = event["answer"]
            if event["answer"] == "allow":
                host.send("", Event(args["name"], args["args"]))
        case "system.away":
            nav["over"].pop()
        case "system.fell":
            host.trials["fell"].append(nav["over"].pop()["name"])
        case "system.login":
            _log_in(host)
        case _:
            return False
    return True


def _selected(host: Host) -> str:
    nav = host.nav
    if nav["grabbed"]:
        return nav["grabbed"]
    start, end = sorted(nav["caret"])
    return host.screen["form"].get(nav["focus"] or "", "")[start:end]


def _log_in(host: Host) -> None:
    nav = host.nav
    form = host.screen["form"]
    if form.get("code", "").strip() == code(host.trials):
        nav["over"].pop()
        nav.update(keyboard=False, focus=None)
    else:
        form["wrong"] = "1"

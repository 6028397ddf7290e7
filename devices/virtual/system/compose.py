"""Putting a screen together: bars, the layers of what is in front, keyboard, the system's sheets."""

from devices.virtual.app import Look
from devices.virtual.apps import APPS
from devices.virtual.hardships import orders
from devices.virtual.host import Host
from devices.virtual.nav import HOME, RECENTS, Screen
from devices.virtual.node import Node, on
from devices.virtual.system.bars import heads_up, navigation_bar, status_bar, tools
from devices.virtual.system.home import Entry, drawer, launcher, recents
from devices.virtual.system.keyboard import keyboard
from devices.virtual.system.sheets import sheet_view
from devices.virtual.ui import banner, button, column, empty, page, spinner
from devices.virtual.words import speaking, t


def compose(host: Host) -> Node:
    """The whole screen as it is now."""
    with speaking(host.settings["language"]):
        nav = host.nav
        if not nav["awake"]:
            return column(Node("stage", children=(Node("layer", key="off"),)), style="screen off")
        stage = Node("stage", children=(*_layers(host), *_above(host)))
        toast = Node("toast", nav["toast"]) if nav["toast"] else None
        keys = keyboard(nav["shift"], nav["symbols"]) if nav["keyboard"] else None
        told = tuple(APPS[n["app"]].icon for _, n in sorted(nav["notices"].items(), key=lambda kv: -int(kv[0])))
        bar = status_bar(host.now, host.settings, tuple(dict.fromkeys(told)))
        return column(bar, stage, keys, navigation_bar(), toast, style="screen")


def entries(host: Host) -> dict[str, Entry]:
    """Every app with its name in the phone's language."""
    return {app.id: Entry(app, host.app_name(app.id)) for app in APPS.values()}


def _above(host: Host) -> list[Node]:
    """What floats over the app without keeping it from being touched."""
    nav = host.nav
    above: list[Node] = []
    if nav["tools"] or nav["grabbed"]:
        start, end = nav["caret"]
        above.append(tools(nav["focus"] is not None, start != end, bool(nav["clipboard"])))
    if nav["heads_up"] is not None:
        notice = nav["notices"][nav["heads_up"]]
        app = APPS[notice["app"]]
        above.append(heads_up(notice["title"], notice["text"], app.icon, app.colour, nav["heads_up"]))
    return above


def _layers(host: Host) -> list[Node]:
    nav, front, stack = host.nav, host.nav["front"], host.stack
    screens = [*stack[max(i for i, screen in enumerate(stack) if not screen["overlay"]) :], *nav["over"]]
    layers: list[Node] = []
    for depth, screen in enumerate(screens):
        over = depth >= len(screens) - len(nav["over"])
        shown = (
            _sheet(host, screen) if over else _home(host, screen) if front in (HOME, RECENTS) else _app(host, screen)
        )
        _dress(shown, screen, nav["focus"] if depth == len(screens) - 1 else None, host)
        scrim = (Node("scrim", tap=on("system.back")),) if screen["overlay"] else ()
        layers.append(Node("layer", children=(*scrim, shown), key=f"layer-{depth}"))
    return layers


def _home(host: Host, screen: Screen) -> Node:
    known = entries(host)
    if host.nav["front"] == RECENTS:
        return recents([known[app_id] for app_id in host.nav["running"]])
    if screen["name"] == "drawer":
        return drawer(list(known.values()), screen["form"].get("query", ""))
    return launcher(list(known.values()), host.nav["page"], host.now, host.settings)


def _sheet(host: Host, screen: Screen) -> Node:
    look = Look(screen, host.now, host.apps, APPS, host.online)
    return sheet_view(look, host.nav["notices"], entries(host), orders(host.trials))


def _app(host: Host, screen: Screen) -> Node:
    app, trials = APPS[host.nav["front"]], host.trials
    if app.online and not host.online and not screen["overlay"]:
        return page(
            host.app_name(app.id),
            empty("wifi_off", t("No connection")),
            button(t("Try again"), on("system.retry"), "wide"),
            back=len(host.stack) > 1,
        )
    if trials["loading"] and not screen["overlay"]:
        return page(host.app_name(app.id), spinner(t("Loading…")), back=len(host.stack) > 1)
    with speaking(host.settings["language"], app.package):
        shown = app.view(host.apps[app.id], Look(screen, host.now, host.apps, APPS, host.online))
    if trials["shift"] == "shown" and not screen["overlay"]:
        words = orders(trials) or t("New: {app} now has a tour for beginners", app=host.app_name(app.id))
        late = banner(words, "campaign", "late")
        return column(late, shown, style="shifted")
    return shown


def _dress(shown: Node, screen: Screen, focus: str | None, host: Host) -> None:
    """Lay the world's own memory over a view: focus, caret and how far lists are scrolled."""
    for node in shown.walk():
        if node.role == "list":
            node.scroll = screen["scroll"].get(node.key, -1.0 if "end" in node.style.split() else 0.0)
        elif node.role == "field" and focus is not None and node.key == focus:
            node.focused = True
            start, end = host.nav["caret"]
            node.caret = (min(start, len(node.text)), min(end, len(node.text)))


def within_reach(tree: Node) -> list[Node]:
    """Every node that a finger can get at: not what lies in a layer below another."""
    out = [tree]
    for at, child in enumerate(tree.children):
        layers_above = child.role == "layer" and any(c.role == "layer" for c in tree.children[at + 1 :])
        if not layers_above:
            out.extend(within_reach(child))
    return out

"""What each event does in Settings."""

from devices.virtual.app import Turn
from devices.virtual.apps.settings.state import SettingsState
from devices.virtual.node import Event
from devices.virtual.words import t


def update(state: SettingsState, event: Event, turn: Turn) -> None:
    """What each event does."""
    match event.name:
        case "go":
            turn.open(event["screen"])
        case "flip":
            state[event["key"]] = not state[event["key"]]
            if event["key"] == "airplane" and state["airplane"]:
                state["wifi"] = state["bluetooth"] = False
        case "app":
            turn.open("app", id=event["id"])
        case "permit":
            turn.overlay("choose", key="permission", id=event["id"], permission=event["permission"])
        case "permitted":
            state["permissions"][turn.args["id"]][turn.args["permission"]] = event["value"]
            turn.close()
        case "language":
            state["language"] = event["code"]
        case "notify":
            state["notifications"][event["app"]] = not state["notifications"][event["app"]]
        case "join":
            state["wifi_network"] = event["network"]
            turn.toast(t("Connected to {network}", network=t(event["network"])))
        case "level":
            state[event["key"]] = 5 * round(event["value"] * 20)
        case "pick":
            turn.overlay("choose", key=event["key"])
        case "chosen":
            state[event["key"]] = event["value"]
            turn.close()
        case "rename":
            turn.overlay("rename", form={"name": str(state[event["which"]])}, which=event["which"])
        case "named":
            if turn.draft("name"):
                state[turn.args["which"]] = turn.draft("name")
                turn.close()
            else:
                turn.toast(t("Enter a name"))
        case _:
            raise ValueError(f"settings knows no event {event.name!r}")

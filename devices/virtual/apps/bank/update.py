"""What each event of Alder Bank does."""

from devices.virtual.app import Turn
from devices.virtual.apps.bank.moving import moving_event
from devices.virtual.apps.bank.owning import owning_event
from devices.virtual.apps.bank.paying import paying_event
from devices.virtual.apps.bank.people import people_event
from devices.virtual.apps.bank.state import BankState
from devices.virtual.node import Event


def update(state: BankState, event: Event, turn: Turn) -> None:
    """Every event by name."""
    if not any(part(state, event, turn) for part in (owning_event, moving_event, paying_event, people_event)):
        raise ValueError(f"Alder Bank knows no event {event.name!r}")

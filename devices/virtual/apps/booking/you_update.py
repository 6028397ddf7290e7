"""What is done with vouchers and settings."""

from devices.virtual.app import Turn
from devices.virtual.apps.booking.catalogue import GIFT_AMOUNTS, GIFT_CODES
from devices.virtual.apps.booking.chance import dice
from devices.virtual.apps.booking.state import BookingState, Gift, iso, new_id
from devices.virtual.money import money
from devices.virtual.node import Event
from devices.virtual.words import t

EVENTS = frozenset({
    "screen", "reminders", "redeem", "redeemed", "give", "whom", "for_whom", "given", "send_gift",
})  # fmt: skip


def update(state: BookingState, event: Event, turn: Turn) -> None:
    """Every event of the user's own corner."""
    match event.name:
        case "screen":
            turn.open(event["name"])
        case "reminders":
            state["reminders"] = not state["reminders"]
        case "redeem":
            turn.overlay("redeem")
            turn.focus("gift_code")
        case "redeemed":
            _redeem(state, turn)
        case "give":
            turn.open("give", form={"cents": str(GIFT_AMOUNTS[1])})
        case "whom":
            turn.overlay("whom")
        case "for_whom":
            turn.below.update(to=event["name"], error="")
            turn.close()
        case "given":
            _give(state, turn)
        case _:
            gift = state["gifts"][event["id"]]
            turn.share("text", _words(gift))


def _words(gift: Gift) -> str:
    line = t(
        "A voucher of {price} for an evening out. Your code: {code}", price=money(gift["cents"]), code=gift["code"]
    )
    return f"{gift['words']}\n{line}" if gift["words"] else line


def _redeem(state: BookingState, turn: Turn) -> None:
    code = turn.draft("gift_code").upper()
    own = {gift["code"]: gift["cents"] for gift in state["gifts"].values()}
    worth = {**GIFT_CODES, **own}
    if not code:
        turn.form["error"] = t("Enter a code")
    elif code in state["used"]:
        turn.form["error"] = t("This voucher has been redeemed already")
    elif code not in worth:
        turn.form["error"] = t("There is no such voucher")
    else:
        state["used"].append(code)
        state["gift"] += worth[code]
        turn.close()
        turn.toast(t("{price} added to your gift balance", price=money(worth[code])))


def _give(state: BookingState, turn: Turn) -> None:
    form = turn.form
    form["error"] = "" if form.get("to") else t("Choose somebody")
    if form["error"]:
        turn.toast(form["error"])
        return
    code = f"GIFT-{dice(state['luck'], 'gift', state['next_id']) % 9000 + 1000}"
    gift = new_id(state, "g")
    state["gifts"][gift] = {
        "to": form["to"], "cents": int(form["cents"]), "code": code, "words": turn.draft("words"), "at": iso(turn.now),
    }  # fmt: skip
    turn.root()
    turn.open("given")
    turn.toast(t("Voucher bought. Send the code to {name}.", name=form["to"]))

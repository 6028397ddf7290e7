"""What is done on the way to cinema tickets."""

from devices.virtual.app import Turn
from devices.virtual.apps.booking.catalogue import EXPIRED_PROMOS, MAX_SEATS, PROMOS
from devices.virtual.apps.booking.chance import film_at, showing_of, taken
from devices.virtual.apps.booking.parts import name_of
from devices.virtual.apps.booking.seat_views import chosen_seats, chosen_snacks, draft_bill
from devices.virtual.apps.booking.state import BookingState, code_of, is_on, new_id, own_seats, since_of
from devices.virtual.money import money
from devices.virtual.node import Event, on
from devices.virtual.words import t

EVENTS = frozenset({"showing", "chair", "snacks", "checkout", "promo", "no_promo", "pay", "paid"})


def update(state: BookingState, event: Event, turn: Turn) -> None:
    """Every event of a purchase."""
    form, args = turn.form, turn.args
    match event.name:
        case "showing":
            if _not_over(event["id"], turn):
                turn.open("seats", showing=event["id"])
        case "chair":
            _chair(state, event["seat"], turn)
        case "snacks":
            if chosen_seats(form):
                turn.open("snacks", form={"seats": form["seats"]}, showing=args["showing"])
            else:
                turn.toast(t("Choose a seat first"))
        case "checkout":
            turn.open("checkout", form=dict(form), showing=args["showing"])
        case "promo":
            code = turn.draft("promo").upper()
            form["promo_error"] = promo_problem(state, code)
            form["promo_used"] = "" if form["promo_error"] else code
        case "no_promo":
            form.update(promo_used="", promo="")
        case "pay":
            _pay(state, turn)
        case _:
            _paid(state, turn)


def _not_over(showing: str, turn: Turn) -> bool:
    if showing_of(showing).at > turn.now:
        return True
    turn.toast(t("This film has begun already"))
    return False


def _chair(state: BookingState, seat: str, turn: Turn) -> None:
    showing, chosen = showing_of(turn.args["showing"]), chosen_seats(turn.form)
    if seat in chosen:
        chosen.remove(seat)
    elif taken(state["luck"], showing, seat) or seat in own_seats(state, showing.id):
        turn.toast(t("This seat is taken"))
    elif len(chosen) >= MAX_SEATS:
        turn.toast(t("You can book {n} seats at most", n=MAX_SEATS))
    else:
        chosen.append(seat)
    turn.form["seats"] = ",".join(chosen)


def promo_problem(state: BookingState, code: str) -> str:
    """Why a code cannot be used; empty where it can."""
    if not code:
        return t("Enter a code")
    if code in EXPIRED_PROMOS:
        return t("This code has expired")
    if code in state["used"]:
        return t("You have used this code already")
    return "" if code in PROMOS else t("There is no such code")


def _pay(state: BookingState, turn: Turn) -> None:
    form, showing = turn.form, turn.args["showing"]
    total = draft_bill(state, form, showing_of(showing))["total"]
    if not form.get("payment"):
        turn.toast(t("Choose how to pay"))
    elif form["payment"] == "gift" and total > state["gift"]:
        turn.toast(t("Your gift balance is only {price}", price=money(state["gift"])))
    elif _not_over(showing, turn):
        turn.overlay("pay", form=dict(form), showing=showing)


def _paid(state: BookingState, turn: Turn) -> None:
    form, showing = turn.form, showing_of(turn.args["showing"])
    sums, seats = draft_bill(state, form, showing), chosen_seats(form)
    promo = form.get("promo_used", "")
    if form["payment"] == "gift":
        state["gift"] -= sums["total"]
    if promo:
        state["used"].append(promo)
    state["points"] += sums["total"] // 100 - sums["spent"]
    code, ticket = code_of(state), new_id(state, "t")
    state["tickets"][ticket] = {
        "film": film_at(state["luck"], since_of(state), showing), "showing": showing.id, "seats": seats,
        "snacks": chosen_snacks(form), "promo": promo, "points": sums["spent"],
        "off": sums["off"] + sums["points_off"], "price": sums["total"], "payment": form["payment"], "code": code,
        "status": "upcoming",
    }  # fmt: skip
    turn.root()
    turn.open("ticket", id=ticket)
    turn.toast(t("Enjoy the film!"))


def tick(state: BookingState, turn: Turn) -> None:
    """A film on the user's list has opened."""
    today = turn.now.date()
    for film in sorted(state["want"]):
        if is_on(state, film, since_of(state)) or not is_on(state, film, today) or f"open:{film}" in state["told"]:
            continue
        state["told"].append(f"open:{film}")
        turn.notify(t("Now in cinemas"), name_of(film), on("film", id=film))

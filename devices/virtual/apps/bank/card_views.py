"""Cards: frozen or not, limits, where they may be used."""

from devices.virtual.app import Look
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.parts import account_line, amount_field, bottom_bar, fact, movement
from devices.virtual.apps.bank.state import MOST_CARD, BankState, Card, movements, number
from devices.virtual.money import money
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    BACK,
    badge,
    banner,
    button,
    card,
    confirm,
    dialog,
    heading,
    icon,
    icon_button,
    item,
    page,
    row,
    slider,
    spacer,
    text,
    toggle,
)
from devices.virtual.words import t


def cards_page(state: BankState, look: Look) -> Node:
    """All cards."""
    ids = sorted(state["cards"], key=number)
    return page(
        t("Cards"),
        *[
            node
            for i in ids
            for node in (
                _plastic(state, i, look, tap=True),
                row(text(_words(state["cards"][i]), "small muted grow"), _status(state["cards"][i]), style="pad"),
            )
        ],
        back=False,
        bottom=bottom_bar("cards"),
        key="cards",
    )


def _words(card_: Card) -> str:
    return t("{amount} a day", amount=money(card_["limit"]))


def _status(card_: Card) -> Node:
    return badge(t("Frozen"), "bad") if card_["frozen"] else badge(t("Active"), "good")


def _plastic(state: BankState, card_id: str, look: Look, tap: bool = False) -> Node:
    """The card itself, with its number where it is shown."""
    card_ = state["cards"][card_id]
    account = state["accounts"][card_["account"]]
    seen = bool(look.form.get("shown")) and not tap
    digits = shown(card_["digits"]) if seen else f"•••• •••• •••• {card_['digits'][-4:]}"
    kind = t("Credit card") if account["kind"] == "credit" else t("Debit card")
    return card(
        row(text(t("Alder Bank"), "strong grow"), icon("contactless")),
        text(kind, "small"),
        text(digits, "big", key=f"digits-{card_id}"),
        row(
            text(state["owner"], "grow"),
            text(card_["expires"] if seen else "••/••", key=f"expires-{card_id}"),
        ),
        tap=on("card", id=card_id) if tap else None,
        key=f"card-{card_id}",
        style="plastic frozen" if card_["frozen"] else "plastic",
    )


def card_page(state: BankState, look: Look) -> Node:
    """One card and its switches."""
    card_id: str = look.args["id"]
    card_ = state["cards"][card_id]
    spent = [
        (i, row_)
        for i, row_ in movements(state, card_["account"])
        if row_["kind"] in ("card", "cash")
    ][:8]  # fmt: skip
    seen = bool(look.form.get("shown"))
    return page(
        t("Card"),
        _plastic(state, card_id, look),
        banner(t("Frozen: nobody can pay with this card"), "ac_unit", "bad") if card_["frozen"] else None,
        banner(t("A new card was ordered {day}", day=date_words(card_["replaced"], look.now.date())), "local_shipping")
        if card_["replaced"] else None,
        row(
            button(t("Hide details") if seen else t("Show details"), on("card_details", id=card_id), "tonal",
                   icon="visibility_off" if seen else "visibility"),
            button(t("Copy card number"), on("copy_card", id=card_id), "tonal", icon="content_copy") if seen else None,
            style="pad wrap",
        ),
        toggle(t("Freeze card"), card_["frozen"], on("freeze", id=card_id), t("Stops every payment at once"), "freeze",
               "ac_unit"),
        toggle(t("Online payments"), card_["online"], on("card_switch", id=card_id, key="online"),
               t("Shops and apps on the internet"), "online", "language"),
        toggle(t("Payments abroad"), card_["abroad"], on("card_switch", id=card_id, key="abroad"),
               t("Outside your own country"), "abroad", "flight"),
        toggle(t("Contactless"), card_["contactless"], on("card_switch", id=card_id, key="contactless"),
               t("Paying by holding it to the reader"), "contactless", "contactless"),
        heading(t("Daily limit")),
        row(text(money(card_["limit"]), "big strong", key="card-limit"), spacer(),
            icon_button("edit", t("Type the limit"), on("card_limit_edit", id=card_id)), style="pad"),
        row(slider(t("Daily limit"), card_["limit"] / MOST_CARD, on("card_limit", id=card_id), "limit-slider"),
            style="pad"),
        fact(t("Account"), account_line(state["accounts"][card_["account"]]), "account_balance_wallet"),
        item(t("Replace card"), t("Lost, stolen or broken"), on("card_new", id=card_id), leading=icon("autorenew"),
             trailing=icon("chevron_right"), key="replace"),
        heading(t("Paid with it lately")) if spent else None,
        *[movement(i, row_, look, day=True) for i, row_ in spent],
        key="card",
    )  # fmt: skip


def card_new_dialog(state: BankState, look: Look) -> Node:
    """The question before a new card is ordered."""
    words = t("This one is frozen. The new card comes by post in five days.")
    return confirm(t("Order a new card?"), words, t("Order"), on("card_ordered", id=look.args["id"]))


def card_limit_dialog(state: BankState, look: Look) -> Node:
    """Where a card's limit is typed."""
    return dialog(
        t("Daily limit"),
        amount_field(look),
        text(t("At most {most}", most=money(MOST_CARD)), "small muted"),
        actions=[
            button(t("Cancel"), BACK, "flat"),
            button(t("Save"), on("card_limit_saved", id=look.args["id"]), "flat"),
        ],
    )

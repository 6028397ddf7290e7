"""Accounts and their movements, cards, spending, statements, rates, limits and settings."""

from datetime import date

from devices.virtual.app import Turn
from devices.virtual.apps.bank.due import add_months
from devices.virtual.apps.bank.numbers import shown
from devices.virtual.apps.bank.plans import amount_error
from devices.virtual.apps.bank.receipts import receipt_words
from devices.virtual.apps.bank.state import MOST_CARD, MOST_DAILY, BankState, parse_day
from devices.virtual.apps.bank.statements import statement_words
from devices.virtual.money import money, parse_money
from devices.virtual.node import Event
from devices.virtual.words import t

FILTERS = ("way", "category", "period", "from", "until", "sort")
PAGES = ("converter", "statements", "limits", "spending", "alerts")
TABS = ("payments", "cards", "spending", "more")


def owning_event(state: BankState, event: Event, turn: Turn) -> bool:
    """Do it if it is about what one has; False if it is not."""
    match event.name:
        case "go":
            turn.root()
            if event["to"] in TABS:
                turn.open(event["to"])
        case "payments":
            turn.open("payments")
        case "open" if event["to"] in PAGES:
            turn.open(event["to"])
        case "hide":
            state["settings"]["hidden"] = not state["settings"]["hidden"]
        case "account" | "filter" | "way" | "in_category" | "period" | "sort" | "clear" | "apply":
            _account(state, event, turn)
        case "transaction" | "recategorise" | "recategorised" | "note" | "noted" | "report" | "reported" | "unreport":
            _transaction(state, event, turn)
        case "receipt" | "copy_reference":
            _transaction(state, event, turn)
        case (
            "card"
            | "freeze"
            | "card_switch"
            | "card_limit"
            | "card_details"
            | "copy_card"
            | "card_new"
            | "card_ordered"
        ):
            _card(state, event, turn)
        case (
            "limit_edit" | "limit_saved" | "setting" | "low_edit" | "low_saved" | "card_limit_edit" | "card_limit_saved"
        ):
            _limits(state, event, turn)
        case "month" | "spent_on" | "statement" | "share_statement" | "currency" | "swap":
            _reports(state, event, turn)
        case _:
            return False
    return True


# -- accounts -------------------------------------------------------------------------------------------------------


def _account(state: BankState, event: Event, turn: Turn) -> None:
    form = turn.form
    match event.name:
        case "account":
            if event["id"] in state["accounts"]:
                turn.open("account", id=event["id"])
            else:
                turn.toast(t("There is no such account"))
        case "filter":
            # The sheet works on a copy of the page's choices, so that leaving it changes nothing.
            turn.overlay("filter", form=dict(form), **turn.args)
        case "clear":
            for key in (*FILTERS, "from-error", "until-error"):
                form.pop(key, None)
        case "apply":
            if _dates_fit(turn):
                turn.replace("account", form=dict(form), **turn.args)
        case "in_category":
            form["category"] = "" if form.get("category") == event["to"] else event["to"]
        case _:
            form[event.name] = event["to"]


def _dates_fit(turn: Turn) -> bool:
    form = turn.form
    form["from-error"] = form["until-error"] = ""
    if form.get("period") != "own":
        return True
    for key in ("from", "until"):
        if turn.draft(key) and parse_day(turn.draft(key)) is None:
            form[f"{key}-error"] = t("Write the date like this: {example}", example=turn.now.date().isoformat())
    if not (form["from-error"] or form["until-error"]) and turn.draft("from") > (turn.draft("until") or "9"):
        form["until-error"] = t("This is before the first day")
    return not form["from-error"] and not form["until-error"]


def _transaction(state: BankState, event: Event, turn: Turn) -> None:
    row = state["transactions"][event["id"]]
    match event.name:
        case "transaction":
            turn.open("transaction", id=event["id"])
        case "recategorise" | "report":
            turn.overlay(event.name, id=event["id"])
        case "recategorised":
            row["category"] = event["to"]
            turn.close()
            turn.toast(t("Category changed"))
        case "note":
            turn.overlay("note", form={"note": row["note"]}, id=event["id"])
            turn.focus("note")
        case "noted":
            row["note"] = turn.draft("note")
            turn.close()
            turn.toast(t("Note saved"))
        case "reported":
            row["disputed"] = event["reason"]
            turn.close()
            turn.toast(t("Reported. We will look into it."))
        case "unreport":
            row["disputed"] = ""
            turn.toast(t("Report withdrawn"))
        case "receipt":
            turn.share("text", receipt_words(state, row))
        case _:
            turn.copy(row["reference"])
            turn.toast(t("Reference copied"))


# -- cards ----------------------------------------------------------------------------------------------------------


def _card(state: BankState, event: Event, turn: Turn) -> None:
    card = state["cards"][event["id"]]
    match event.name:
        case "card":
            turn.open("card", id=event["id"])
        case "freeze":
            card["frozen"] = not card["frozen"]
            turn.toast(t("Card frozen") if card["frozen"] else t("Card can be used again"))
        case "card_switch":
            match event["key"]:
                case "online":
                    card["online"] = not card["online"]
                case "abroad":
                    card["abroad"] = not card["abroad"]
                case _:
                    card["contactless"] = not card["contactless"]
        case "card_limit":
            card["limit"] = round(event["value"] * MOST_CARD / 5000) * 5000
        case "card_details":
            turn.form["shown"] = "" if turn.form.get("shown") else "1"
        case "copy_card":
            turn.copy(shown(card["digits"]))
            turn.toast(t("Card number copied"))
        case "card_new":
            turn.overlay("card_new", id=event["id"])
        case _:
            turn.close()
            card["replaced"], card["frozen"] = turn.now.date().isoformat(), True
            turn.toast(t("A new card is on its way"))


# -- limits and settings --------------------------------------------------------------------------------------------


def _limits(state: BankState, event: Event, turn: Turn) -> None:
    settings = state["settings"]
    match event.name:
        case "limit_edit":
            turn.overlay("limit_edit", form={"amount": f"{settings['daily'] // 100}"})
        case "low_edit":
            turn.overlay("low_edit", form={"amount": f"{settings['low'] // 100}"})
        case "card_limit_edit":
            limit = state["cards"][event["id"]]["limit"]
            turn.overlay("card_limit_edit", form={"amount": f"{limit // 100}"}, id=event["id"])
        case "setting":
            match event["key"]:
                case "notify_out":
                    settings["notify_out"] = not settings["notify_out"]
                case _:
                    settings["notify_bills"] = not settings["notify_bills"]
        case "limit_saved":
            if (cents := _typed(turn, MOST_DAILY)) is not None:
                settings["daily"] = cents
        case "low_saved":
            if (cents := _typed(turn, MOST_DAILY)) is not None:
                settings["low"] = cents
        case _:
            if (cents := _typed(turn, MOST_CARD)) is not None:
                state["cards"][event["id"]]["limit"] = cents


def _typed(turn: Turn, most: int) -> int | None:
    """The amount in a dialog, which closes then; None where it is none or too much, which the field says."""
    words = turn.draft("amount")
    cents, error = parse_money(words), amount_error(words)
    if not error and cents is not None and cents > most:
        error = t("At most {most}", most=money(most))
    turn.form["amount-error"] = error
    if error:
        return None
    turn.close()
    turn.toast(t("Limit changed"))
    return cents


# -- months and currencies ------------------------------------------------------------------------------------------


def _reports(state: BankState, event: Event, turn: Turn) -> None:
    match event.name:
        case "month":
            day = date.fromisoformat((turn.form.get("month") or turn.now.date().isoformat()[:7]) + "-01")
            turn.form["month"] = add_months(day, event["by"]).isoformat()[:7]
        case "spent_on":
            turn.open("spent", form={}, category=event["category"], month=event["month"])
        case "statement":
            turn.open("statement", account=event["account"], month=event["month"])
        case "share_statement":
            turn.share("text", statement_words(state, turn.args["account"], turn.args["month"]))
        case "currency":
            turn.form["currency"] = event["to"]
        case _:
            turn.form["back"] = "" if turn.form.get("back") else "1"

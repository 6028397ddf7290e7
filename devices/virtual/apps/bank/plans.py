"""What a form of a transfer or standing order means, and what is wrong with it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from typing_extensions import TypedDict

from devices.virtual.apps.bank.ledger import problem
from devices.virtual.apps.bank.numbers import account_problem, tidy_account
from devices.virtual.apps.bank.state import BankState, own_account, parse_day
from devices.virtual.money import money, parse_money
from devices.virtual.words import t

LONGEST = timedelta(days=366)
Errors = dict[str, str]


class Plan(TypedDict):
    """A transfer as it was asked for; `day` is empty for at once, `own` the account it goes to if it is one's own."""

    source: str
    own: str
    name: str
    number: str
    amount: int
    purpose: str
    day: str
    save: bool


def number_error(words: str) -> str:
    """What is wrong with an account number; empty where it is right."""
    match account_problem(words):
        case "empty":
            return t("Enter the account number")
        case "form":
            return t("An account number begins with GM, then digits")
        case "length":
            return t("An account number has 16 characters")
        case "check":
            return t("This number is wrong: check the digits")
        case _:
            return ""


def amount_error(words: str) -> str:
    """What is wrong with an amount of money; empty where it is right."""
    cents = parse_money(words)
    if cents is None:
        return t("Enter an amount, such as {example}", example=money(2500))
    return "" if cents else t("The amount must be more than nothing")


def day_error(words: str, today: date, ahead: timedelta = LONGEST) -> str:
    """What is wrong with a day on which something shall be done; empty where it is right."""
    day = parse_day(words)
    if day is None:
        return t("Write the date like this: {example}", example=(today + timedelta(days=7)).isoformat())
    if day <= today:
        return t("Choose a day after today")
    return t("This is too far ahead") if day > today + ahead else ""


def plan_of(state: BankState, form: Mapping[str, str], now: datetime) -> tuple[Plan, Errors]:
    """The transfer that a form asks for, and its errors by field; only without any it means anything."""
    plan, errors = _target(state, form)
    words = form.get("amount", "").strip()
    if error := amount_error(words):
        errors["amount"] = error
    plan["amount"] = parse_money(words) or 0
    plan["purpose"] = form.get("purpose", "").strip()
    if form.get("when") == "later":
        plan["day"] = form.get("date", "").strip()
        if error := day_error(plan["day"], now.date()):
            errors["date"] = error
    elif not errors and (why := problem(state, plan["source"], plan["amount"], now.date(), not plan["own"])):
        errors["amount"] = why
    if len(plan["purpose"]) > 140:
        errors["purpose"] = t("At most 140 characters")
    return plan, errors


def _target(state: BankState, form: Mapping[str, str]) -> tuple[Plan, Errors]:
    errors: Errors = {}
    plan: Plan = {"source": form.get("from", "a1"), "own": "", "name": "", "number": "", "amount": 0, "purpose": "",
                  "day": "", "save": bool(form.get("save"))}  # fmt: skip
    match form.get("kind", "payee"):
        case "own":
            plan["own"] = form.get("to", "")
            if plan["own"] not in state["accounts"] or plan["own"] == plan["source"]:
                errors["to"] = t("Choose another account of yours")
        case "new":
            plan["name"], plan["number"] = form.get("name", "").strip(), tidy_account(form.get("number", ""))
            if len(plan["name"]) < 2:
                errors["name"] = t("Enter the name of the recipient")
            if error := number_error(plan["number"]):
                errors["number"] = error
            elif own_account(state, plan["number"]):
                errors["number"] = t("This is your own account")
        case _:
            payee = state["payees"].get(form.get("to", ""))
            if payee is None:
                errors["to"] = t("Choose who gets the money")
            else:
                plan["name"], plan["number"] = payee["name"], payee["number"]
    return plan, errors


def put_errors(form: dict[str, str], errors: Errors, keys: tuple[str, ...]) -> None:
    """Write errors into a form, where the fields find them."""
    for key in keys:
        form[f"{key}-error"] = errors.get(key, "")

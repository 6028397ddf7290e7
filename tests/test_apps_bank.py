"""Alder Bank as a user finds it."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from devices.virtual.apps.bank.catalogue import BILLERS
from devices.virtual.apps.bank.due import add_months
from devices.virtual.apps.bank.numbers import account_number, account_problem, find_account, shown
from devices.virtual.apps.bank.state import BankState
from devices.virtual.apps.bank.statements import months_of
from devices.virtual.money import money
from devices.virtual.node import on
from tests.virtual_crawler import Crawler
from tests.virtual_user import User

BANK = TypeAdapter(BankState)
OTHER = account_number("777700004242")


def rich(seed: int = 0) -> User:
    """A user with much money and a high limit, whose own payments do not come in between."""
    user = User("Alder Bank", seed)
    state = user.state
    state["accounts"]["a1"]["opening"] += 1_000_000
    state["accounts"]["a1"]["balance"] += 1_000_000
    state["settings"]["daily"] = 500_000
    state["standing"].clear()
    state["scheduled"].clear()
    for subscriber in state["subscribers"].values():
        subscriber["autopay"] = False
    user.world.touch_state()
    return user


def check_books(state: Any) -> None:
    """Every balance is what was there at first and everything that moved since."""
    for i, account in state["accounts"].items():
        moved = sum(row["amount"] for row in state["transactions"].values() if row["account"] == i)
        assert account["balance"] == account["opening"] + moved


def go(user: User, place: str) -> None:
    user.world.send(user.app, on("go", to=place))


def said(user: User) -> list[str]:
    return [notice["title"] for notice in user.world.nav["notices"].values()]


def rows(user: User) -> list[str]:
    return [n.key.removeprefix("transaction-") for n in user.front.walk() if n.key.startswith("transaction-")]


# In the last of them all bills but one would pay themselves.
@pytest.mark.parametrize("seed", [*range(8), 2_000_889])
def test_a_fresh_bank_fits_its_schema_and_its_books_add_up(seed: int) -> None:
    user = User("Alder Bank", seed)
    state = user.state
    BANK.validate_python(state, strict=True)
    check_books(state)
    assert len(state["transactions"]) >= 60
    assert all(row["at"] < user.world.now.isoformat() for row in state["transactions"].values())
    assert all(not account_problem(payee["number"]) for payee in state["payees"].values())
    assert sum(bill["status"] == "open" and bill["due"] < "2026-03-10" for bill in state["bills"].values()) == 2


def test_worlds_differ_in_balances_bills_and_rates() -> None:
    one, other = (User("Alder Bank", seed).state for seed in (1, 2))
    assert one["accounts"]["a1"]["balance"] != other["accounts"]["a1"]["balance"]
    assert one["rates"] != other["rates"]
    assert sorted(b["amount"] for b in one["bills"].values()) != sorted(b["amount"] for b in other["bills"].values())


def test_the_books_add_up_whatever_a_restless_thumb_does_and_however_the_clock_moves() -> None:
    user = User("Alder Bank", 4)
    for round_ in range(4):
        Crawler(user.world, round_).run(150, home=user.app)
        user.world.move_clock(user.world.now + timedelta(days=9))
        user.world.nav.update(notices={}, heads_up=None)
        check_books(user.world.apps[user.app])


def test_account_numbers_are_checked_by_their_digits() -> None:
    number = account_number("204001055501")
    assert account_problem(shown(number).lower()) == ""
    for at in range(4, len(number)):
        wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        assert account_problem(wrong) == "check"
    assert [account_problem(words) for words in ("", "DE12", number[:-1])] == ["empty", "form", "length"]
    assert find_account(f"please pay to {shown(number)}, thanks") == number


def test_a_transfer_to_someone_new_is_checked_reviewed_confirmed_and_kept() -> None:
    user = rich()
    balance = user.state["accounts"]["a1"]["balance"]
    go(user, "payments")
    user.tap("Transfer to someone new", "continue")
    for words in ("Enter the name of the recipient", "Enter the account number", "Enter an amount, such as €25.00"):
        assert user.sees(words)
    user.fill("name", "Quill Press")
    user.fill("number", OTHER[:-1] + str((int(OTHER[-1]) + 1) % 10))
    user.fill("amount", "120,50")
    user.tap("continue")
    assert user.sees("This number is wrong: check the digits")
    user.fill("number", shown(OTHER))
    user.fill("purpose", "Posters")
    user.tap("save-payee", "continue")
    assert user.title == "Check the transfer"
    assert user.state["accounts"]["a1"]["balance"] == balance
    user.tap("send", "confirm")
    assert user.title == "Money sent"
    assert user.state["accounts"]["a1"]["balance"] == balance - 12050
    row = max(user.state["transactions"].values(), key=lambda row: (row["at"], row["reference"]))
    assert (row["title"], row["amount"], row["purpose"], row["number"]) == ("Quill Press", -12050, "Posters", OTHER)
    assert OTHER in {payee["number"] for payee in user.state["payees"].values()}
    check_books(user.state)


def test_money_that_is_not_there_and_the_daily_limit_stop_a_transfer() -> None:
    user = rich()
    payee = min(user.state["payees"])
    user.state["settings"]["daily"] = 30_000
    for amount, words in (("99999", "Not enough money"), ("300.01", "Over your daily limit: €300.00 left today")):
        user.world.send(user.app, on("pay", id=payee))
        user.fill("amount", amount)
        user.tap("continue")
        assert any(words in node.text for node in user.front.walk())
    user.fill("amount", "200")
    user.tap("continue", "send", "confirm")
    user.world.send(user.app, on("pay", id=payee))
    user.fill("amount", "150")
    user.tap("continue")
    assert user.sees("Over your daily limit: €100.00 left today")


def test_money_between_own_accounts_stays_one_s_own() -> None:
    user = rich()
    before = {i: account["balance"] for i, account in user.state["accounts"].items()}
    go(user, "payments")
    user.tap("Between own accounts", "to-a2")
    user.fill("amount", "50")
    user.tap("continue", "send", "confirm")
    after = {i: account["balance"] for i, account in user.state["accounts"].items()}
    assert after == {**before, "a1": before["a1"] - 5000, "a2": before["a2"] + 5000}


def test_a_scheduled_transfer_is_made_on_its_day_or_turned_down() -> None:
    user = rich()
    payee = min(user.state["payees"])
    for amount in ("75", "19000"):
        user.world.send(user.app, on("pay", id=payee))
        user.fill("amount", amount)
        user.tap("when-later")
        user.fill("date", "2026-03-10")
        user.tap("continue")
        assert user.sees("Choose a day after today")
        user.fill("date", "2026-03-13")
        user.tap("continue", "send", "confirm")
        assert user.title == "Transfer planned"
    balance = user.state["accounts"]["a1"]["balance"]
    user.world.move_clock(user.world.now + timedelta(days=2))
    assert user.state["accounts"]["a1"]["balance"] == balance
    user.world.move_clock(user.world.now + timedelta(days=1))
    assert user.state["accounts"]["a1"]["balance"] == balance - 7500
    name = user.state["payees"][payee]["name"]
    assert f"€75.00 sent to {name}" in said(user)
    assert f"Transfer not carried out: {name}" in said(user)
    (left,) = user.state["scheduled"].values()
    assert left["problem"].startswith("Not enough money")


def test_a_standing_order_is_made_changed_paused_and_carried_out() -> None:
    user = rich()
    go(user, "payments")
    user.tap("Standing orders", "New standing order", "payee", "pick-y2")
    user.fill("amount", "40")
    user.fill("purpose", "Piano lessons")
    user.fill("date", "2026-03-12")
    user.tap("Every week", "Save")
    (order_id,) = user.state["standing"]
    order, balance = user.state["standing"][order_id], user.state["accounts"]["a1"]["balance"]
    user.world.move_clock(user.world.now + timedelta(days=10))  # the 12th and the 19th
    assert user.state["accounts"]["a1"]["balance"] == balance - 8000
    assert order["day"] == "2026-03-26"
    user.world.send(user.app, on("standing_order", id=order_id))
    user.tap("Pause")
    user.world.move_clock(user.world.now + timedelta(days=7))
    assert user.state["accounts"]["a1"]["balance"] == balance - 8000
    user.world.send(user.app, on("standing_order", id=order_id))
    user.tap("Resume", "Delete", "Delete")
    assert not user.state["standing"]


def test_bills_are_paid_scheduled_and_left_to_autopay() -> None:
    user = rich()
    open_ = sorted((b["due"], i) for i, b in user.state["bills"].items() if b["status"] == "open")
    late, near, far = open_[0][1], open_[-2][1], open_[-1][1]
    bills, balance = user.state["bills"], user.state["accounts"]["a1"]["balance"]
    go(user, "payments")
    user.tap("Bills", f"bill-{late}")
    assert user.sees("Overdue")
    user.tap("Pay now", "confirm-payment")
    assert bills[late]["status"] == "paid"
    assert user.state["accounts"]["a1"]["balance"] == balance - bills[late]["amount"]
    user.back()
    user.tap(f"bill-{near}", "schedule")
    user.fill("date", "2026-03-14")
    user.tap("do-schedule")
    assert (bills[near]["status"], bills[near]["pay_on"]) == ("scheduled", "2026-03-14")
    user.back()
    user.tap(f"bill-{far}", "autopay")
    user.world.move_clock(user.world.now + timedelta(days=26))
    assert bills[near]["paid"] == "2026-03-14T06:00"
    assert bills[far]["paid"] == bills[far]["due"] + "T06:00"
    assert f"Bill paid: {BILLERS[bills[far]['biller']].name}" in said(user)
    check_books(user.state)


def test_autopay_without_money_says_so_and_the_bill_stays_open() -> None:
    user = rich()
    bill_id, bill = next((i, b) for i, b in sorted(user.state["bills"].items())
                         if b["status"] == "open" and b["due"] > "2026-03-10")  # fmt: skip
    user.state["subscribers"][bill["biller"]]["autopay"] = True
    account = user.state["accounts"]["a1"]
    account["opening"] -= account["balance"]
    account["balance"] = 0
    user.world.move_clock(user.world.now + timedelta(days=30))
    assert user.state["bills"][bill_id]["status"] == "open"
    assert f"Bill not paid: {BILLERS[bill['biller']].name}" in said(user)
    assert "Low balance" in said(user)
    user.world.send(user.app, on("bill", id=bill_id))
    user.tap("Pay now", "source-a2", "confirm-payment")
    assert user.state["bills"][bill_id]["status"] == "paid"


def test_movements_are_searched_filtered_and_sorted() -> None:
    user = User("Alder Bank")
    user.world.send(user.app, on("account", id="a1"))
    here = {i: row for i, row in user.state["transactions"].items() if row["account"] == "a1"}
    assert set(rows(user)) == set(here)
    user.tap("way-in")
    assert set(rows(user)) == {i for i, row in here.items() if row["amount"] > 0}
    user.tap("way-out", "Filter and sort", "in-bills", "period-own", "sort-most")
    user.fill("from", "2026-02-10")
    user.fill("until", "2026-01-10")
    user.tap("apply")
    assert user.sees("This is before the first day")
    user.fill("until", "2026-03-05")
    user.tap("apply")
    fitting = {i: -row["amount"] for i, row in here.items() if row["amount"] < 0 and row["category"] == "Bills"
               and "2026-02-10" <= row["at"][:10] <= "2026-03-05"}  # fmt: skip
    assert rows(user) == sorted(fitting, key=lambda i: (-fitting[i], int(i[1:])))


def test_a_movement_is_annotated_recategorised_reported_and_shared() -> None:
    user = User("Alder Bank")
    user.world.send(user.app, on("account", id="a3"))
    id_ = rows(user)[0]
    row = user.state["transactions"][id_]
    user.tap(f"transaction-{id_}", "category", "to-leisure", "note")
    user.fill("note", "With Mira")
    user.tap("Save", "Report a problem", "Charged twice")
    assert (row["category"], row["note"], row["disputed"]) == ("Leisure", "With Mira", "Charged twice")
    assert user.sees("Reported: Charged twice")
    user.tap("Copy reference")
    assert user.world.nav["clipboard"] == row["reference"]


def test_spending_and_statements_say_what_the_movements_say() -> None:
    user = User("Alder Bank")
    state = user.state
    go(user, "spending")
    user.tap("Earlier month")
    assert user.sees("February 2026")
    outside = ("card", "transfer", "standing", "bill", "top-up", "cash")
    total = -sum(row["amount"] for row in state["transactions"].values()
                 if row["at"].startswith("2026-02") and row["amount"] < 0 and row["kind"] in outside)  # fmt: skip
    assert user.front.find("spent").text == money(total)  # type: ignore[union-attr]
    for account_id, account in state["accounts"].items():
        months = months_of(state, account_id)
        assert months[0].closing == account["balance"]
        assert months[-1].opening == account["opening"]


def test_cards_are_frozen_limited_and_replaced_and_show_their_number_on_demand() -> None:
    user = User("Alder Bank")
    card = user.state["cards"]["c1"]
    go(user, "cards")
    user.tap("card-c1")
    assert not user.sees(shown(card["digits"]))
    user.tap("Show details", "freeze", "abroad", "Type the limit")
    assert user.sees(shown(card["digits"])) is False  # the dialog lies over it
    user.fill("amount", "9000")
    user.tap("Save")
    assert user.sees("At most €5000.00")
    user.fill("amount", "750")
    abroad = card["abroad"]
    user.tap("Save")
    assert (card["frozen"], card["limit"], card["abroad"]) == (True, 75000, abroad)
    slider = next(node for node in user.front.walk() if node.key == "limit-slider")
    user.world.change(slider, 0.5)
    assert card["limit"] == 250000
    user.tap("replace", "Order")
    assert card["replaced"] == "2026-03-10"


def test_savings_goals_take_and_give_money_that_is_there() -> None:
    user = rich()
    goal, balance = user.state["goals"]["g1"], user.state["accounts"]["a1"]["balance"]
    saved = goal["saved"]
    user.world.send(user.app, on("goals"))
    user.tap("goal-g1", "put-in")
    user.fill("amount", "30")
    user.tap("move")
    assert (goal["saved"], user.state["accounts"]["a1"]["balance"]) == (saved + 3000, balance - 3000)
    user.tap("take-out")
    user.fill("amount", "90000")
    user.tap("move")
    assert user.sees(f"There is only {money(saved + 3000)} in this goal")
    user.back()
    user.back()
    user.tap("Delete", "Delete")
    assert "g1" not in user.state["goals"]
    assert user.state["accounts"]["a1"]["balance"] == balance + saved
    check_books(user.state)


def test_a_phone_is_topped_up_and_money_is_asked_for() -> None:
    user = rich()
    balance = user.state["accounts"]["a1"]["balance"]
    user.tap("Top up")
    user.fill("number", "12")
    user.tap("amount-1500", "continue")
    assert user.sees("Enter a phone number")
    user.fill("number", "5550104")
    user.tap("continue", "confirm")
    assert user.title == "Top-up 555-0104"
    assert user.state["accounts"]["a1"]["balance"] == balance - 1500
    user.world.send(user.app, on("request"))
    user.tap("name-0")
    user.fill("amount", "18")
    user.tap("Create request")
    request = max(user.state["requests"].items(), key=lambda pair: int(pair[0][1:]))[1]
    assert (request["amount"], request["settled"]) == (1800, False)


def test_links_and_shared_texts_lead_to_a_transfer() -> None:
    user = User("Alder Bank")
    assert user.world.follow("guimcp://bank/account/a2")
    assert user.title == "Savings account"
    assert user.world.follow(f"guimcp://bank/pay/{OTHER}")
    assert user.world.screen["form"]["number"] == shown(OTHER)
    user.world.send(user.app, on("received", value=f"Please pay {shown(OTHER)}"))
    assert user.world.screen["form"]["number"] == shown(OTHER)
    user.world.send(user.app, on("received", value="Pizza on Friday"))
    assert user.world.screen["form"]["purpose"] == "Pizza on Friday"
    name = user.state["payees"]["y1"]["name"]
    user.world.send(user.app, on("received", value=name))
    assert user.title == "Payees"
    assert user.sees(name)


def test_balances_can_be_hidden() -> None:
    user = User("Alder Bank")
    balance = money(user.state["accounts"]["a1"]["balance"])
    assert user.sees(balance)
    user.tap("Hide balances")
    assert not user.sees(balance)
    user.tap("Show balances")
    assert user.sees(balance)


def test_months_are_added_to_the_end_of_short_ones() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 10), -3) == date(2025, 12, 10)

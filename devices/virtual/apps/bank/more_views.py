"""Everything else: converter, statements, limits and notifications."""

from devices.virtual.app import Look
from devices.virtual.apps.bank.catalogue import EURO_RATES, YUAN_RATES
from devices.virtual.apps.bank.ledger import sent_on
from devices.virtual.apps.bank.parts import amount_field, bottom_bar, fact, pair
from devices.virtual.apps.bank.state import MOST_DAILY, BankState, accounts_of
from devices.virtual.apps.bank.statements import month_name, months_of
from devices.virtual.money import money, parse_money
from devices.virtual.node import Event, Node, on
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    card,
    column,
    dialog,
    field,
    heading,
    icon,
    icon_button,
    item,
    page,
    progress,
    radio,
    row,
    text,
    toggle,
)
from devices.virtual.words import language, t, tn


def more_page(state: BankState, look: Look) -> Node:
    """The way to everything else."""
    rows: list[tuple[str, str, str, Event]] = [
        ("savings", t("Savings goals"), tn("{n} goal", "{n} goals", len(state["goals"])), on("goals")),
        ("description", t("Statements"), t("Month by month"), on("open", to="statements")),
        ("currency_exchange", t("Currency converter"), t("Today's rates"), on("open", to="converter")),
        ("speed", t("Limits"), t("{amount} a day", amount=money(state["settings"]["daily"])), on("open", to="limits")),
        ("notifications", t("Notifications"), t("What we tell you about"), on("open", to="alerts")),
        ("contacts", t("Payees"), tn("{n} payee", "{n} payees", len(state["payees"])), on("payees")),
        ("request_quote", t("Requests"), t("Ask somebody to pay you"), on("requests")),
        ("repeat", t("Standing orders"), tn("{n} order", "{n} orders", len(state["standing"])), on("standing")),
    ]
    return page(
        t("More"),
        row(avatar(state["owner"]), column(text(state["owner"], "big"), text(state["phone"], "muted")), style="pad"),
        *[
            item(title, sub, tap, leading=icon(sign), trailing=icon("chevron_right"), key=f"more-{sign}")
            for sign, title, sub, tap in rows
        ],
        back=False,
        bottom=bottom_bar("more"),
        key="more",
    )  # fmt: skip


# -- currencies -----------------------------------------------------------------------------------------------------


def home_currency() -> str:
    """The name of the phone's own money."""
    return t("Yuan") if language() == "zh" else t("Euro")


def currency_names() -> dict[str, str]:
    """Names of all currencies by id."""
    return {i: t(name) for i, (name, _) in (EURO_RATES | YUAN_RATES).items()}


def converter_page(state: BankState, look: Look) -> Node:
    """An amount in other money."""
    form, names = look.form, currency_names()
    ids = sorted(state["rates"], key=lambda i: (names[i].casefold(), i))
    chosen = form.get("currency") if form.get("currency") in state["rates"] else ids[0]
    other = names[chosen or ids[0]]
    rate, back, words = state["rates"][chosen or ids[0]], bool(form.get("back")), form.get("amount", "100")
    cents = parse_money(words.strip())
    source, target = (other, home_currency()) if back else (home_currency(), other)
    return page(
        t("Currency converter"),
        row(
            column(field("amount", source, words), style="grow"),
            icon_button("swap_vert", t("Other way round"), on("swap"), "swap"),
            style="pad",
        ),
        card(
            text(target, "small muted"),
            text("–" if cents is None else _converted(cents, rate, back), "huge", key="converted"),
            text(t("1 {home} = {rate} {currency}", home=home_currency(), rate=_rate(rate), currency=other),
                 "small muted", key="rate"),
        ),
        text(t("Enter an amount, such as {example}", example="25"), "error small pad") if cents is None else None,
        heading(t("Currency")),
        *[radio(names[i], i == chosen, on("currency", to=i), _rate(state["rates"][i]), f"currency-{i}") for i in ids],
        key="converter",
    )  # fmt: skip


def _rate(rate: int) -> str:
    return f"{rate // 10000}.{rate % 10000:04}"


def _converted(cents: int, rate: int, back: bool) -> str:
    there = (cents * 10000 + rate // 2) // rate if back else (cents * rate + 5000) // 10000
    return f"{there // 100}.{there % 100:02}"


# -- statements -----------------------------------------------------------------------------------------------------


def statements_page(state: BankState, look: Look) -> Node:
    """A statement for each account and month."""
    return page(
        t("Statements"),
        *[
            node
            for i, account in accounts_of(state)
            for node in (
                heading(t(account["name"])),
                *[
                    item(month_name(here.month), tn("{n} movement", "{n} movements", here.count),
                         on("statement", account=i, month=here.month), leading=icon("description"),
                         trailing=icon("chevron_right"), key=f"statement-{i}-{here.month}")
                    for here in months_of(state, i)
                ],
            )
        ],
        key="statements",
    )  # fmt: skip


def statement_page(state: BankState, look: Look) -> Node:
    """One statement."""
    account = state["accounts"][look.args["account"]]
    here = next(m for m in months_of(state, look.args["account"]) if m.month == look.args["month"])
    return page(
        t("Statement"),
        column(text(month_name(here.month), "big"), text(t(account["name"]), "muted"), style="pad"),
        card(
            pair(t("Opening balance"), money(here.opening), key="opening"),
            pair(t("Money in"), money(here.incoming), "good", "incoming"),
            pair(t("Money out"), money(here.outgoing), key="outgoing"),
            pair(t("Closing balance"), money(here.closing), "strong", "closing"),
        ),
        fact(t("Movements"), str(here.count), "receipt_long"),
        button(t("Share statement"), on("share_statement"), "wide tonal", icon="share"),
        key="statement",
    )


# -- limits and notifications ---------------------------------------------------------------------------------------


def limits_page(state: BankState, look: Look) -> Node:
    """How much may leave in a day."""
    daily, sent = state["settings"]["daily"], sent_on(state, look.now.date())
    return page(
        t("Limits"),
        card(
            text(t("Transfers a day"), "small muted"),
            text(money(daily), "huge", key="daily-limit"),
            progress(min(1.0, sent / max(1, daily))),
            text(t("{amount} sent today", amount=money(sent)), "muted", key="sent-today"),
        ),
        button(t("Change daily limit"), on("limit_edit"), "wide tonal", icon="edit"),
        text(t("Standing orders, bills and transfers between your own accounts do not count."), "small muted pad"),
        heading(t("Cards")),
        *[
            item(t("Card ending in {digits}", digits=card_["digits"][-4:]),
                 t("{amount} a day", amount=money(card_["limit"])), on("card", id=i), leading=icon("credit_card"),
                 trailing=icon("chevron_right"), key=f"limit-{i}")
            for i, card_ in sorted(state["cards"].items())
        ],
        key="limits",
    )  # fmt: skip


def limit_dialog(state: BankState, look: Look) -> Node:
    """Where the daily limit is typed."""
    return dialog(
        t("Transfers a day"),
        amount_field(look),
        text(t("At most {most}", most=money(MOST_DAILY)), "small muted"),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("limit_saved"), "flat")],
    )


def low_dialog(state: BankState, look: Look) -> Node:
    """Under which balance to warn."""
    return dialog(
        t("Low balance"),
        amount_field(look),
        text(t("We warn you when your everyday account has less."), "small muted"),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Save"), on("low_saved"), "flat")],
    )


def alerts_page(state: BankState, look: Look) -> Node:
    """What the bank tells its user about."""
    settings = state["settings"]
    return page(
        t("Notifications"),
        toggle(t("Money sent"), settings["notify_out"], on("setting", key="notify_out"),
               t("Scheduled transfers and standing orders"), "notify-out", "send"),
        toggle(t("Bills"), settings["notify_bills"], on("setting", key="notify_bills"),
               t("New bills, and bills that were paid"), "notify-bills", "receipt_long"),
        item(t("Low balance"), t("Under {amount}", amount=money(settings["low"])), on("low_edit"),
             leading=icon("trending_down"), trailing=icon("edit"), key="low"),
        text(t("We always tell you when a payment could not be made."), "small muted pad"),
        key="alerts",
    )  # fmt: skip

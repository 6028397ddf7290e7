"""Reviews and questions."""

from devices.virtual.app import Look
from devices.virtual.apps.market.catalogue import PRODUCTS
from devices.virtual.apps.market.parts import product_row
from devices.virtual.apps.market.state import MarketState, Question, Review, number, reviews_of, stars_words
from devices.virtual.node import Node, on
from devices.virtual.times import date_words
from devices.virtual.ui import (
    BACK,
    avatar,
    button,
    card,
    check,
    chip,
    chips,
    column,
    dialog,
    empty,
    field,
    icon,
    icon_button,
    page,
    progress,
    row,
    spacer,
    text,
)
from devices.virtual.words import t, tn


def questions_of(state: MarketState, product: str) -> list[tuple[str, Question]]:
    """What was asked about a product, the latest first."""
    rows = [pair for pair in state["questions"].items() if pair[1]["product"] == product]
    return sorted(rows, key=lambda pair: (pair[1]["at"], number(pair[0])), reverse=True)


def review_card(review_id: str, review: Review, look: Look) -> Node:
    """One review."""
    author = review["author"] or t("You")
    return card(
        row(
            avatar(author),
            column(text(author, "strong"), text("★" * review["stars"] + "☆" * (5 - review["stars"]), "small accent")),
            spacer(),
            text(date_words(review["at"], look.now.date()), "small muted right"),
        ),
        text(review["text"]) if review["text"] else None,
        row(
            spacer(),
            chip(
                t("Helpful · {n}", n=review["likes"]), review["helpful"], on("helpful", id=review_id),
                f"helpful-{review_id}", "thumb_up",
            ),
        )
        if review["author"] else None,
        key=f"review-{review_id}",
    )  # fmt: skip


def reviews_page(state: MarketState, look: Look) -> Node:
    """All reviews of a product, with a filter by stars."""
    product = look.args["id"]
    offer, everything = state["offers"][product], reviews_of(state, product)
    only = look.form.get("stars", "")
    shown = [pair for pair in everything if only in ("", str(pair[1]["stars"]))]
    counts = {n: sum(review["stars"] == n for _, review in everything) for n in range(5, 0, -1)}
    return page(
        t("Reviews"),
        column(
            text(t(PRODUCTS[product].name), "muted"),
            row(
                text(stars_words(offer["rating"]), "big strong"),
                text(tn("{n} rating", "{n} ratings", offer["ratings"]), "muted"),
            ),
            *[
                row(text(f"{n} ★", "small"), progress(count / max(1, len(everything))), text(str(count), "small muted"))
                for n, count in counts.items()
            ],
            style="pad",
        ),
        chips(
            *[
                chip(f"{n} ★ ({count})", only == str(n), on("stars", n=str(n)), f"stars-{n}")
                for n, count in counts.items()
            ]
        ),
        *[review_card(i, review, look) for i, review in shown],
        None if shown else empty("forum", t("No review with so many stars")),
        key="reviews",
    )  # fmt: skip


def question_card(question_id: str, question: Question, look: Look) -> Node:
    """One question with its answer."""
    answer = question["answer"] or t("Not answered yet")
    return card(
        row(icon("help"), text(question["text"], "strong grow")),
        row(icon("storefront"), text(answer, "grow" if question["answer"] else "grow muted")),
        text(date_words(question["at"], look.now.date()), "small muted right"),
        key=f"question-{question_id}",
    )


def questions_page(state: MarketState, look: Look) -> Node:
    """All questions about a product."""
    product = look.args["id"]
    asked = questions_of(state, product)
    return page(
        t("Questions"),
        text(t(PRODUCTS[product].name), "muted pad"),
        *[question_card(i, question, look) for i, question in asked],
        None if asked else empty("help", t("Nobody has asked anything yet")),
        bottom=button(t("Ask a question"), on("ask", id=product), "wide", icon="edit"),
        key="questions",
    )


def ask_dialog(state: MarketState, look: Look) -> Node:
    """Where a question is written."""
    return dialog(
        t("Ask the seller"),
        field("question", t("Your question"), look.form.get("question", ""), multiline=True,
              error=look.form.get("question-error", "")),
        actions=[button(t("Cancel"), BACK, "flat"), button(t("Send"), on("asked"), "flat")],
    )  # fmt: skip


def review_page(state: MarketState, look: Look) -> Node:
    """Where the user says how they like what they bought."""
    line = state["orders"][look.args["id"]]["lines"][look.args["line"]]
    stars = int(look.form.get("stars") or 0)
    words = (t("Tap a star"), t("Very bad"), t("Bad"), t("All right"), t("Good"), t("Very good"))
    return page(
        t("Edit review") if line["review"] else t("Write a review"),
        product_row(line["product"], " · ".join(t(option) for option in line["options"]), options=line["options"]),
        row(
            *[
                icon_button("star" if n <= stars else "star_border", tn("{n} star", "{n} stars", n),
                            on("rate", stars=n), f"star-{n}", n <= stars)
                for n in range(1, 6)
            ],
            style="pad",
        ),
        text(words[stars], "muted pad"),
        field("text", t("What do you think of it?"), look.form.get("text", ""), multiline=True),
        check(t("Hide my name"), bool(look.form.get("hidden")), on("hide_name"), t("Others see “Anonymous”"),
              "hide-name"),
        bottom=button(t("Post review"), on("review_save"), "wide"),
        key="review",
    )  # fmt: skip

"""Account numbers: "GM37 2040 0105 5501". The two digits after the letters check the rest (remainder by 97)."""

import re

COUNTRY = "GM"
LENGTH = 16


def account_number(body: str) -> str:
    """The number whose last twelve digits are `body`."""
    return f"{COUNTRY}{98 - _remainder(body + '00'):02}{body}"


def tidy_account(words: str) -> str:
    """What somebody typed without blanks, in capitals."""
    return re.sub(r"[\s-]", "", words).upper()


def account_problem(words: str) -> str:
    """What is wrong with a number: "empty", "form", "length", "check", or "" where it is right."""
    tidy = tidy_account(words)
    if not tidy:
        return "empty"
    if not re.fullmatch(COUNTRY + r"\d*", tidy):
        return "form"
    if len(tidy) != LENGTH:
        return "length"
    return "" if account_number(tidy[4:]) == tidy else "check"


def shown(number: str) -> str:
    """A number in groups of four."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def find_account(words: str) -> str:
    """The first right account number in a text; "" where there is none."""
    for match in re.findall(r"GM\d{2}(?:[ -]?\d{4}){3}", words, re.IGNORECASE):
        if not account_problem(match):
            return tidy_account(match)
    return ""


def _remainder(digits: str) -> int:
    letters = "".join(str(ord(letter) - 55) for letter in COUNTRY)
    return int(digits[:-2] + letters + digits[-2:]) % 97

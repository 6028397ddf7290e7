"""The order of names in an address book: by letter, Chinese ones by the letter their sound begins with.

The 3755 common characters of GB 2312 are encoded in the order of their pinyin, so that the code tells the letter.
"""

from bisect import bisect_right

FIRST_CODES = (
    ("A", 0xB0A1), ("B", 0xB0C5), ("C", 0xB2C1), ("D", 0xB4EE), ("E", 0xB6EA), ("F", 0xB7A2), ("G", 0xB8C1),
    ("H", 0xB9FE), ("J", 0xBBF7), ("K", 0xBFA6), ("L", 0xC0AC), ("M", 0xC2E8), ("N", 0xC4C3), ("O", 0xC5B6),
    ("P", 0xC5BE), ("Q", 0xC6DA), ("R", 0xC8BB), ("S", 0xC8F6), ("T", 0xCBFA), ("W", 0xCDDA), ("X", 0xCEF4),
    ("Y", 0xD1B9), ("Z", 0xD4D1),
)  # fmt: skip
LAST_CODE = 0xD7F9
CODES = [code for _, code in FIRST_CODES]
OTHER = "#"


def letter_of(name: str) -> str:
    """The heading a name stands under: a letter, or "#"."""
    first = name.strip()[:1]
    if first.isascii():
        return first.upper() if first.isalpha() else OTHER
    code = _code(first)
    if CODES[0] <= code <= LAST_CODE:
        return FIRST_CODES[bisect_right(CODES, code) - 1][0]
    return first.upper() if first.isalpha() and first.upper() != first.lower() else OTHER


def sort_key(name: str) -> tuple[bool, str, bytes]:
    """Names under "#" come last; within a letter the common order holds."""
    letter = letter_of(name)
    return letter == OTHER, letter, name.casefold().encode("gb18030")


def _code(char: str) -> int:
    try:
        raw = char.encode("gb2312")
    except UnicodeEncodeError:
        return 0
    return int.from_bytes(raw, "big") if len(raw) == 2 else 0

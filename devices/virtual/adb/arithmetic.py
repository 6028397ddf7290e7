"""`$((…))`: whole numbers, as the shell reckons them."""

import re
from collections.abc import Callable

from devices.virtual.adb.words import ShellSyntaxError

TOKEN = re.compile(r"\s*(0[xX][0-9a-fA-F]+|\d+|[A-Za-z_]\w*|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>()!~&|^?:])")
LEVELS = (("||",), ("&&",), ("|",), ("^",), ("&",), ("==", "!="), ("<", "<=", ">", ">="), ("<<", ">>"), ("+", "-"),
          ("*", "/", "%"))  # fmt: skip
DEEP = 60


def calculate(expression: str, lookup: Callable[[str], str | None]) -> int:
    """The value. Raises `ShellSyntaxError`."""
    tokens: list[str] = []
    at = 0
    expression = expression.rstrip()
    while at < len(expression):
        found = TOKEN.match(expression, at)
        if found is None:
            raise ShellSyntaxError(f"{expression}: unexpected token")
        tokens.append(found.group(1))
        at = found.end()
    if not tokens:
        return 0
    reader = _Reader(tokens, lookup)
    value = reader.choice(0)
    if reader.tokens:
        raise ShellSyntaxError(f"{expression}: unexpected '{reader.tokens[0]}'")
    return value


class _Reader:
    def __init__(self, tokens: list[str], lookup: Callable[[str], str | None]) -> None:
        self.tokens, self._lookup = tokens, lookup

    def choice(self, depth: int) -> int:
        if depth > DEEP:
            raise ShellSyntaxError("expression nested too deep")
        test = self._level(0, depth)
        if self.tokens[:1] != ["?"]:
            return test
        self.tokens.pop(0)
        yes = self.choice(depth + 1)
        if self.tokens[:1] != [":"]:
            raise ShellSyntaxError("':' expected")
        self.tokens.pop(0)
        no = self.choice(depth + 1)
        return yes if test else no

    def _level(self, level: int, depth: int) -> int:
        if level == len(LEVELS):
            return self._one(depth)
        left = self._level(level + 1, depth)
        while self.tokens and self.tokens[0] in LEVELS[level]:
            sign = self.tokens.pop(0)
            left = _wrapped(_apply(sign, left, self._level(level + 1, depth)))
        return left

    def _one(self, depth: int) -> int:
        if not self.tokens or depth > DEEP:
            raise ShellSyntaxError("unexpected end of expression")
        token = self.tokens.pop(0)
        if token in "+-!~":
            value = self._one(depth + 1)
            return {"+": value, "-": -value, "!": int(not value), "~": ~value}[token]
        if token == "(":
            value = self.choice(depth + 1)
            if self.tokens[:1] != [")"]:
                raise ShellSyntaxError("')' expected")
            self.tokens.pop(0)
            return value
        if token[0].isalpha() or token[0] == "_":
            token = (self._lookup(token) or "0").strip()
        try:
            return _wrapped(int(token, 0 if token[:2].lower() == "0x" else 10))
        except ValueError:
            raise ShellSyntaxError(f"{token[:20]}: unexpected token") from None


def _apply(sign: str, a: int, b: int) -> int:
    if sign in "/%" and b == 0:
        raise ShellSyntaxError("divide by zero")
    match sign:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
        case "/":
            return abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
        case "%":
            return a - b * (abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1))
        case "<<":
            return a << (b & 31)
        case ">>":
            return a >> (b & 31)
        case "&":
            return a & b
        case "|":
            return a | b
        case "^":
            return a ^ b
        case "&&":
            return int(bool(a and b))
        case "||":
            return int(bool(a or b))
        case _:
            return int({"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b, "==": a == b, "!=": a != b}[sign])


def _wrapped(value: int) -> int:
    """As in 32 bits, which mksh has."""
    return (value + 2**31) % 2**32 - 2**31

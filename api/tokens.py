"""The tokens of a query, for those that look closer at it than the guard does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_builder.sparql import tokens

_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "INSERT", "DELETE"})
_PREFIX = re.compile(r"\bprefix\s+([\w.-]*):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, name, IRI, string or bracket of a query: code points, half-open."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The keyword in upper case; empty where it is none."""
        return self.text.upper() if self.kind == "word" else ""


def prologue(text: str) -> str:
    """Give the declarations before a query itself."""
    for kind, match in tokens(text):
        if kind == "word" and match.group().upper() in _FORMS:
            return text[: match.start()]
    return ""


def declare(text: str, prefixes: dict[str, str]) -> str:
    """Write out the default prefixes that a text uses and does not declare, for servers that do not know them."""
    used = {match.group().partition(":")[0] for kind, match in tokens(text) if kind == "name"}
    own = set(_PREFIX.findall(text))
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in prefixes if name in used - own) + text


def read_tokens(text: str) -> list[Token]:
    """Read the tokens of a text, comments left out."""
    found = tokens(text)
    return [Token(kind, match.group(), match.start(), match.end()) for kind, match in found if kind != "comment"]


def partners(found: list[Token]) -> dict[int, int]:
    """Give for each bracket that closes which token closes it."""
    opened: list[int] = []
    partner: dict[int, int] = {}
    for place, token in enumerate(found):
        if token.kind == "open":
            opened.append(place)
        elif token.kind == "close" and opened:
            partner[opened.pop()] = place
    return partner


def variables(found: list[Token]) -> set[str]:
    """Give the variables among some tokens, each with a question mark."""
    return {f"?{token.text[1:]}" for token in found if token.kind == "name" and token.text[0] in "?$"}

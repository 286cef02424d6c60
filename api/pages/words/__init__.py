"""The wording of every page, in Dutch and English: one catalogue, `nl.toml` and `en.toml` beside this file.

A section a page. A text may hold `{name}` for a value; one that depends on a count has two forms,
`{ one = "1 brief", many = "{n} brieven" }`. No text holds markup. What the ontology calls its classes and properties
is not repeated here: `term` gives it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from graph_builder.errors import KnowledgeError
from ontology.terms import Vocabulary, load_vocabulary, local

__all__ = ["LANGUAGES", "Language", "Words", "as_language", "load_words", "vocabulary"]

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

_FOLDER = Path(__file__).parent
_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def as_language(name: str | None) -> Language:
    """Give the language that a name stands for; Dutch for any other."""
    return "en" if name == "en" else "nl"


@dataclass(frozen=True, slots=True)
class Words:
    """The wording in one language. Called with a key ("letter.tracks") it gives the text."""

    language: Language
    entries: Mapping[str, Any]
    terms: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Local name in the ontology to its Dutch and its English label."""

    def __call__(self, key: str, n: int | None = None, **values: object) -> str:
        """Give a text.

        Args:
            key: Section and name, with a dot between them.
            n: The count that chooses the form and stands for `{n}`.
            values: What stands for the other names in braces.

        Raises:
            KnowledgeError: There is no such text.
        """
        section, _, name = key.partition(".")
        found = self.entries.get(section, {}).get(name)
        if isinstance(found, dict):
            found = found["one" if n == 1 else "many"]
        if not isinstance(found, str):
            raise KnowledgeError(f"There is no wording {key!r} in words/{self.language}.toml: add it to each.")
        shown = {} if n is None else {"n": self.number(n)}
        return found.format(**shown, **values) if n is not None or values else found

    def has(self, key: str) -> bool:
        """Tell whether there is such a text."""
        section, _, name = key.partition(".")
        return name in self.entries.get(section, {})

    def term(self, name: str) -> str:
        """Give what the ontology calls one of its terms, by IRI or local name; the name itself without a label."""
        short = local(name)
        return self.terms.get(short, ("", ""))[LANGUAGES.index(self.language)] or short

    def number(self, value: object, decimals: int | None = None) -> str:
        """Write a number: "20.400.000,5" in Dutch, "20,400,000.5" in English; what is none stays as it is."""
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            return str(value)
        digits = f"{number:,f}" if decimals is None else f"{number:,.{decimals}f}"
        return digits.translate(str.maketrans(",.", ".,")) if self.language == "nl" else digits

    def share(self, value: object) -> str:
        """Write a share of one as a percentage."""
        return f"{self.number(Decimal(str(value)) * 100, 0)}%"

    def day(self, value: str) -> str:
        """Write an ISO 8601 day, month or year as people do: "19 september 2025"; other words stay as they are."""
        parts = value[:10].split("-")
        if not all(part.isdigit() for part in parts) or len(parts) > 3:
            return value
        months = self.entries["calendar"]["months"]
        shown = [parts[0]]
        if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
            shown.insert(0, months[int(parts[1]) - 1])
        if len(parts) == 3:
            try:
                shown.insert(0, str(date.fromisoformat(value[:10]).day))
            except ValueError:
                return value
        return " ".join(shown)

    def money(self, value: object, currency: str = "EUR") -> str:
        """Write an amount: "€ 20,4 miljoen", "€ 250.000", "$ 1,5 miljard"."""
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            return f"{currency} {value}"
        sign = {"EUR": "€", "USD": "$", "GBP": "£"}.get(currency, currency)
        for scale, name in _SCALES:
            if abs(amount) >= scale:
                shown = (amount / scale).quantize(Decimal("0.01")).normalize()
                return f"{sign} {self.number(f'{shown:f}')} {self(f'money.{name}')}"
        return f"{sign} {self.number(amount, 0 if amount == amount.to_integral_value() else 2)}"


@cache
def load_words(language: Language) -> Words:
    """Read the catalogue in a language.

    Raises:
        KnowledgeError: It is not well-formed.
    """
    path = _FOLDER / f"{language}.toml"
    try:
        entries = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path} cannot be read: {error}; correct the file.") from error
    return Words(language, cast("Mapping[str, Any]", entries), vocabulary().labels)


@cache
def vocabulary() -> Vocabulary:
    """Give what the ontology says of kinds, roles and labels."""
    return load_vocabulary()

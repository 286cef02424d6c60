"""Words, points and units: a sentence as the clause layer sees it.

A *unit* is a mention (or words that stand for one) seen as one word, so that the commas, full stops and verbs inside a
citation, an amount or a name break nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from graph_builder.model import Mention, Span
from graph_builder.relate.lexicon.inflect import NO_READINGS, Readings

ACTORS = frozenset(["State", "StateGroup", "Government", "Parliament", "Organisation", "Role", "Person", "Group"])
"""Mention types that can act."""


def _act(entities: tuple[str, ...]) -> bool:
    """Tell whether entities can act: a motion or a paper cannot."""
    return all(entity.startswith("actor/") or "#person-" in entity for entity in entities)


_COUNTRIES = frozenset(["place/aruba", "place/curacao", "place/sint-maarten"])
"""Countries of the Kingdom, which act as states do: "Curaçao heeft met het aanbod ingestemd"."""


class Token:
    """A word, a point, or a unit.

    As there are very many, and each is looked at many times, what it is is told once, when it is made; nothing changes
    it afterwards.
    """

    __slots__ = (
        "actor",
        "capital",
        "end",
        "entities",
        "inner",
        "low",
        "mention",
        "point",
        "readings",
        "start",
        "type",
        "whole",
    )

    def __init__(  # noqa: PLR0917 (made thousands of times a letter)
        self,
        start: int,
        end: int,
        low: str,
        readings: Readings = NO_READINGS,
        capital: bool = False,
        point: bool = False,
        mention: Mention | None = None,
        entities: tuple[str, ...] = (),
        inner: tuple[Mention, ...] = (),
        whole: bool = True,
    ) -> None:
        self.start = start
        self.end = end
        self.low = low
        """The word in lower case; empty for a unit."""
        self.readings = readings
        self.capital = capital
        self.point = point
        """Whether it is a punctuation mark."""
        self.mention = mention
        self.entities = entities
        """What words that stand for entities stand for."""
        self.inner = inner
        """For a unit: the mentions nested in it, or joined to it by a hyphen; for words that stand for entities: the
        names in brackets behind them."""
        self.whole = whole
        """False where the mention is only the first part of a compound, as in "EU-verband"."""
        self.type = ""
        """The mention's type; for words that stand for entities "Reference" or "Motion"; empty for other words."""
        self.actor = False
        """Whether it names somebody who can act."""
        if mention is not None:
            self.type = mention.type
            self.actor = whole and (mention.type in ACTORS or mention.entity in _COUNTRIES)
        elif entities:
            self.actor = _act(entities)
            self.type = "Reference" if self.actor else "Motion"

    def inside(self, span: Span) -> bool:
        """Tell whether it stands in a stretch of the text."""
        return span.start <= self.start and self.end <= span.end

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


LOW: Callable[[Token], str] = attrgetter("low")
"""Gives a token's word in lower case: for all words of a text or a sentence."""

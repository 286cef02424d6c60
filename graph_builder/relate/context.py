"""What the reading of a clause needs to know of the document around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph_builder.model import Document, Filler, Mention, Span, Statement
from graph_builder.relate.lexicon.frames import Frames
from graph_builder.relate.lexicon.grammar import Grammar
from graph_builder.relate.speakers import is_sent
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.tokens import Token
from graph_builder.resolve.entities import UPPER_HOUSE, chamber_of

GOVERNMENT = "actor/nl-government"
STATE = "actor/netherlands"
PARLIAMENT = "actor/tweede-kamer"
_OF_UPPER_HOUSE = re.compile(r"paper/kst-.*-[A-Z]+")
"""Motions of the Eerste Kamer, whose papers bear letters for numbers."""


class Talk(NamedTuple):
    """A clause that tells of a contact or a meeting, with who had it."""

    clause: Clause
    roles: Sequence[tuple[str, Filler]]


@dataclass(slots=True)
class Context:
    """The document, the frames, and who was last named."""

    document: Document
    frames: Frames
    grammar: Grammar = field(init=False)
    """The closed word classes, those of the frames."""
    parliament: str = field(init=False)
    """The house that the document speaks to."""
    tokens: list[Token] = field(default_factory=list)
    """Those of the sentence at hand."""
    lows: list[str] = field(default_factory=list)
    """Its words in lower case, empty for units."""
    clauses: list[Clause] = field(default_factory=list)
    """Its clauses, once it has been parsed."""
    earlier: list[Token] = field(default_factory=list)
    """The words of the sentence before it in its paragraph."""
    cited: Sequence[Token] = ()
    """The papers that the sentence before it in its paragraph cites, in brackets too."""
    citing: Sequence[Token] = ()
    """The papers that the sentence at hand cites, in brackets too."""
    before: Sequence[Statement] = ()
    """What that sentence has stated."""
    talks: list[Talk] = field(default_factory=list)
    """The talks that the clauses of the sentence at hand have told so far."""
    person: Filler | None = None
    """The one person whom the sentences before name, if it is one."""
    bodies: tuple[str, ...] = ()
    """The bodies that are the subject of the sentence before in the same paragraph, for "zij"."""
    matter: Span | None = None
    """What the sentence before in the same paragraph says that somebody wants, for "dit"; if it is one thing."""
    council: str | None = None
    """The council that the document reports on."""
    sums: Mapping[int, Mention] = field(default_factory=dict)
    """The amounts in brackets behind names, by where the name begins."""
    listed: bool = False
    """Whether the sentence is an item of a list of what the sender will do."""
    first_person: bool = True
    """Whether "ik" and "wij" are the document's sender: not in a debate, where many speak."""
    speaks: bool = True
    """Whether the document's sender speaks here: not in a member's question or a motion."""

    def __post_init__(self) -> None:
        self.grammar = self.frames.grammar
        self.parliament = chamber_of(self.document)

    @property
    def written(self) -> bool:
        """Whether its sender has written all of it."""
        return is_sent(self.document)

    def house(self, motion: Token) -> str:
        """Give the house that a motion is of: the Eerste Kamer numbers its papers by letters."""
        named = motion.mention.entity if motion.mention else None
        if named is None:
            return self.parliament
        return UPPER_HOUSE if _OF_UPPER_HOUSE.fullmatch(named) else PARLIAMENT

    def sender(self, span: Span) -> Filler:
        """Give the document's sender as what fills a role, pointing to the words that stand for it."""
        return Filler(span, GOVERNMENT)

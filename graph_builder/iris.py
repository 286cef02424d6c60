"""The IRI scheme: how each thing is named below a deployment's base.

Everything here gives a path ("document/kst-32623-376#char=2973,3110"); `Base.iri` joins it to the base. Paths depend on
content alone, so a document built twice, on any machine, gives the same names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from graph_builder.model import Document, Footnote, Mention, Span, Statement, Track

DEFAULT_BASE = "https://w3id.org/kamergraaf/id/"


@dataclass(frozen=True, slots=True)
class Base:
    """Where a deployment publishes its data; ends in a slash."""

    value: str = DEFAULT_BASE

    def iri(self, path: str) -> str:
        """Join a path to the base."""
        return self.value + path


def slug(words: str) -> str:
    """Fold words to lower-case ASCII with hyphens: "Center for Justice" to "center-for-justice"."""
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_words.lower()).strip("-") or "x"


def passage(document: Document, span: Span) -> str:
    """Name a stretch of the text by RFC 5147's `char` scheme."""
    return f"{document.path}#char={span.start},{span.end}"


def mention(document: Document, found: Mention) -> str:
    """Name a mention; the type is part of it, as one span may hold two."""
    return f"{document.path}#mention-{found.span.start}-{found.span.end}-{found.type.lower()}"


def track(document: Document, strand: Track) -> str:
    """Name a track by its order."""
    return f"{document.path}#track-{strand.order}"


def footnote(document: Document, note: Footnote) -> str:
    """Name a footnote by where its words stand: several marks may lead to one note."""
    return f"{document.path}#note-{note.body.start}"


def statement(document: Document, said: Statement) -> str:
    """Name a statement by where its evidence starts, its kind, and its ordinal among those."""
    return f"{document.path}#statement-{said.span.start}-{said.kind.lower()}-{said.ordinal}"


def amount(document: Document, span: Span) -> str:
    """Name an amount by where it stands."""
    return f"{document.path}#amount-{span.start}"


def case(document: Document, span: Span) -> str:
    """Name a case before a court by where it is first named."""
    return f"{document.path}#case-{span.start}"


def person(document: Document, name: str) -> str:
    """Name a person that only this document names: people of one surname are not merged over documents."""
    return f"{document.path}#person-{slug(name)}"


def unnumbered_motion(document: Document, span: Span) -> str:
    """Name a motion whose number the document does not give, by where it is first named."""
    return f"{document.path}#motion-{span.start}"


def paper(identifier: str) -> str:
    """Name the paper that an official identifier stands for."""
    return f"paper/{identifier}"


def dossier(number: str) -> str:
    """Name a dossier."""
    return f"dossier/{number}"


def unregistered(room: str, name: str) -> str:
    """Name a thing that only documents name: `room` is actor, place, law or programme."""
    return f"{room}/x/{slug(name)}"


def document_graph(document: Document) -> str:
    """Name the named graph that holds all that was read from a document."""
    return f"{document.path}/graph"

"""What was read from a document as JSON: the contract that `docs/extract.schema.json` writes down.

Everything is in the order of the text; offsets are Unicode code points, half-open; IRIs are absolute.
"""

from __future__ import annotations

from typing import Any

from graph_builder import iris
from graph_builder.describe.document import coverage, named
from graph_builder.extract import Knowledge
from graph_builder.facts import facts
from graph_builder.iris import Base
from graph_builder.model import Document, Extraction, Fact, Filler, Mention, Statement
from ontology.terms import Vocabulary

__all__ = ["as_json"]

Json = dict[str, Any]


def as_json(extraction: Extraction, knowledge: Knowledge, base: Base) -> Json:
    """Give an extraction as values that JSON knows.

    Args:
        extraction: What was read from a document.
        knowledge: Holds the fact rules by which statements are read as facts.
        base: Where the deployment publishes its data; IRIs lie below it.

    Returns:
        An object with `document`, `mentions`, `tracks`, `statements` and `facts`.
    """
    return _Renderer(extraction, knowledge.vocabulary, base).render()


class _Renderer:
    """Renders one extraction."""

    def __init__(self, extraction: Extraction, vocabulary: Vocabulary, base: Base) -> None:
        self.extraction = extraction
        self.document = extraction.document
        self.vocabulary = vocabulary
        self.base = base

    def render(self) -> Json:
        mentions = sorted(self.extraction.mentions, key=lambda mention: (mention.span, mention.type))
        statements = sorted(self.extraction.statements, key=_place)
        ordered = Extraction(self.document, statements=tuple(statements))
        return {
            "document": self._document(self.document),
            "mentions": [self._mention(mention) for mention in mentions],
            "tracks": [
                {
                    "iri": self.base.iri(iris.track(self.document, track)),
                    "order": track.order,
                    "start": track.span.start,
                    "end": track.span.end,
                    "label": track.label,
                }
                for track in sorted(self.extraction.tracks, key=lambda track: track.span)
            ],
            "statements": [self._statement(statement) for statement in statements],
            "facts": [self._fact(fact) for fact in facts(ordered, self.vocabulary)],
        }

    def _document(self, document: Document) -> Json:
        known = document.metadata
        return {
            "iri": self.base.iri(document.path),
            "paper": self._iri(document.paper),
            "kind": known.kind,
            "title": known.title,
            "date": known.date.isoformat() if known.date else None,
            "dossier": known.dossier,
            "number": known.number,
            "sender": self._named(known.sender),
            "addressee": self._named(known.addressee),
            "format": document.format,
            "coverage": coverage(self.extraction),
        }

    def _named(self, words: str | None) -> Json | None:
        return {"entity": self._iri(named(self.extraction, words)), "text": words} if words else None

    def _mention(self, mention: Mention) -> Json:
        return {
            "iri": self.base.iri(iris.mention(self.document, mention)),
            "start": mention.span.start,
            "end": mention.span.end,
            "type": mention.type,
            "text": mention.span.of(self.document.text),
            "entity": self._iri(mention.entity),
            "registered": mention.registered,
            "value": mention.value,
        }

    def _statement(self, statement: Statement) -> Json:
        roles: dict[str, list[Json]] = {}
        for role, filler in statement.roles:
            roles.setdefault(role, []).append(self._filler(filler))
        return {
            "iri": self.base.iri(iris.statement(self.document, statement)),
            "kind": statement.kind,
            "frame": statement.frame,
            "roles": roles,
            "start": statement.span.start,
            "end": statement.span.end,
            "track": statement.track,
            "qualifiers": self._qualifiers(statement),
        }

    def _filler(self, filler: Filler) -> Json:
        return {
            "entity": self._iri(filler.entity),
            "text": filler.span.of(self.document.text),
            "start": filler.span.start,
            "end": filler.span.end,
            **({"value": filler.value} if filler.value else {}),
        }

    def _fact(self, fact: Fact) -> Json:
        statement = fact.statement
        shared = self._qualifiers(statement) if statement.kind != "Citation" else {}
        if "topic" in shared and fact.object in statement.fillers("topic"):
            del shared["topic"]
        return {
            "statement": self.base.iri(iris.statement(self.document, statement)),
            "subject": self._said(fact.subject),
            "predicate": fact.predicate,
            "object": self._said(fact.object),
            "start": statement.span.start,
            "end": statement.span.end,
            "track": statement.track,
            "qualifiers": {**shared, **fact.qualifiers},
        }

    def _qualifiers(self, statement: Statement) -> dict[str, str]:
        """Give what the guidelines call qualifiers; those that only facts have (role, amountScope) are not here."""
        topics, amounts = statement.fillers("topic"), statement.fillers("amount")
        written = self.document.text
        found = {
            "topic": "; ".join(topic.span.of(written) for topic in topics),
            "amount": "; ".join(amount.value or amount.span.of(written) for amount in amounts),
            "period": statement.period.value if statement.period else "",
            "due": statement.due.value if statement.due else "",
            "modality": statement.modality if statement.modality != "asserted" else "",
            "negated": "true" if statement.negated else "",
            "speaker": self._iri(statement.speaker) or "",
        }
        return {name: value for name, value in found.items() if value}

    def _said(self, filler: Filler) -> str:
        return self._iri(filler.entity) or filler.value or filler.span.of(self.document.text)

    def _iri(self, path: str | None) -> str | None:
        return self.base.iri(path) if path else None


def _place(statement: Statement) -> tuple[int, int, str, int]:
    return (statement.span.start, statement.span.end, statement.kind, statement.ordinal)

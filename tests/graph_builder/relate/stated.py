"""What the tests of this room read and look up: a text, its acts and citations, and what fills a role of one."""

from __future__ import annotations

from datetime import date

from graph_builder.extract import Knowledge, extract
from graph_builder.facts import facts
from graph_builder.model import DocumentKind, Extraction, Filler, Metadata, Statement
from graph_builder.read import read

GOVERNMENT = "actor/nl-government"


def extraction(text: str, knowledge: Knowledge, kind: DocumentKind = "letter") -> Extraction:
    return extract(read(text.encode(), "x.txt", Metadata(kind=kind, date=date(2024, 5, 14))), knowledge)


def acts(found: Extraction) -> list[Statement]:
    return [statement for statement in found.statements if statement.kind != "Citation"]


def entities(statement: Statement, role: str) -> list[str | None]:
    return [filler.entity for filler in statement.fillers(role)]


def citations(extraction: Extraction) -> list[Statement]:
    return [statement for statement in extraction.statements if statement.kind == "Citation"]


def words(extraction: Extraction, statement: Statement, role: str) -> list[str]:
    return [filler.span.of(extraction.document.text) for filler in statement.fillers(role)]


def letter(text: str, knowledge: Knowledge) -> Extraction:
    return extract(read(text.encode(), "brief.txt", Metadata(kind="letter")), knowledge)


def told(text: str, knowledge: Knowledge) -> list[str]:
    """Give the facts of a letter, each on a line: who does what to whom, by the last part of their keys."""
    found = extraction(text, knowledge)

    def named(filler: Filler) -> str:
        return filler.entity.rsplit("/", 1)[-1] if filler.entity else filler.span.of(text)

    return [f"{named(f.subject)} {f.predicate} {named(f.object)}" for f in facts(found, knowledge.vocabulary)]

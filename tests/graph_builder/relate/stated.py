"""What the tests of this room read and look up: a made-up text, its acts, and who fills a role of one."""

from __future__ import annotations

from datetime import date

from graph_builder.extract import Knowledge, extract
from graph_builder.model import DocumentKind, Extraction, Metadata, Statement
from graph_builder.read import read

GOVERNMENT = "actor/nl-government"


def extraction(text: str, knowledge: Knowledge, kind: DocumentKind = "letter") -> Extraction:
    return extract(read(text.encode(), "x.txt", Metadata(kind=kind, date=date(2024, 5, 14))), knowledge)


def acts(found: Extraction) -> list[Statement]:
    return [statement for statement in found.statements if statement.kind != "Citation"]


def entities(statement: Statement, role: str) -> list[str | None]:
    return [filler.entity for filler in statement.fillers(role)]

"""Official papers: from an identifier to its official page, its files and its other identifiers, without a network.

Which identifiers have which addresses is data in `ontology/sources/official-publications.toml`. Kamerstukken, answers,
proceedings, annexes and gazettes have a page on officielebekendmakingen.nl and files in KOOP's repository, whose
addresses follow FRBR: a work, its expression "1", and that in several formats (manifestations). EU papers have a page
on EUR-Lex, and regulations and directives an ELI (European Legislation Identifier). Nothing is checked here: an address
is where the paper is published by the publisher's own rule. `graph_builder.link.sru` asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import DCTERMS, FOAF, RDFS

from graph_builder.describe.sheet import A, term, text
from graph_builder.iris import Base
from graph_builder.link.sheet import SourceSheet
from graph_builder.link.sources import Source, load_source
from ontology.terms import ELI

__all__ = ["Addresses", "addresses", "cited_papers", "describe_official", "dossier_address"]

KEY = "official-publications"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a paper is to be had."""

    page: str | None = None
    """The official page, for people."""
    work: str | None = None
    """Its work in the repository."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Format ("html", "xml", "pdf", "metadata") to address."""
    same: str | None = None
    """The ELI of the same legal resource."""
    dossier: str | None = None
    """Set, as in "36740-XVI", where the identifier names no paper in it; `page` is then the dossier's."""


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    data: Mapping[str, Any]


def addresses(identifier: str) -> Addresses | None:
    """Tell where a paper is published.

    Args:
        identifier: As in "kst-32623-343", "ah-tk-20232024-387", "stb-2020-12", "com-2022-546", "verordening-2016-679".

    Returns:
        Its addresses; None where no publisher's rule covers such an identifier with certainty.
    """
    for rule in _rules():
        found = rule.pattern.fullmatch(identifier)
        if found:
            return _addresses(identifier, rule.data, found.groupdict())
    return None


def dossier_address(number: str) -> str:
    """Give the page of a dossier, as in "32623" or "36410-V"."""
    template: str = _source().data["templates"]["dossier"]
    return template.format(dossier=number)


@cache
def _source() -> Source:
    return load_source(KEY)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_Rule(re.compile(rule["pattern"]), rule) for rule in _source().data["rule"])


def _addresses(identifier: str, rule: Mapping[str, Any], groups: Mapping[str, str]) -> Addresses | None:
    templates = _source().data["templates"]
    words = {"id": identifier, **groups}
    if rule.get("dossier"):
        return Addresses(page=dossier_address(words["dossier"]), dossier=words["dossier"])
    work = templates["repository"].format(work=rule["work"].format(**words)) if "work" in rule else None
    found = Addresses(_page(rule, words), work, _files(rule, words, work), _eli(rule, words))
    return found if found != Addresses() else None


def _page(rule: Mapping[str, Any], words: Mapping[str, str]) -> str | None:
    templates = _source().data["templates"]
    page: str | None = None
    if rule.get("page"):
        page = templates["page"].format(**words)
    elif "address" in rule:
        page = rule["address"].format(**words)
    elif "celex" in rule:
        page = templates["eurlex"].format(reference=f"CELEX:{rule['celex'].format(**words)}")
    elif "reference" in rule:
        shouted = {name: value.upper() for name, value in words.items()}
        page = templates["eurlex"].format(reference=rule["reference"].format(**shouted))
    return page


def _files(rule: Mapping[str, Any], words: Mapping[str, str], work: str | None) -> Mapping[str, str]:
    formats = _source().data["formats"]
    return {name: f"{work}/{formats[name]['path'].format(**words)}" for name in rule.get("formats", ())}


def _eli(rule: Mapping[str, Any], words: Mapping[str, str]) -> str | None:
    if "same" not in rule:
        return None
    same: str = rule["same"].format(eli=rule["eli"][words["kind"]], **words)
    return same


def cited_papers(quads: Iterable[ox.Quad], base: Base) -> tuple[set[str], set[str]]:
    """Find the papers and the dossiers that a graph names.

    Returns:
        Identifiers ("kst-32623-343") and dossier numbers ("32623").
    """
    papers, dossiers = base.iri("paper/"), base.iri("dossier/")
    found: tuple[set[str], set[str]] = (set(), set())
    for node in (node for quad in quads for node in (quad.subject, quad.object)):
        if isinstance(node, ox.NamedNode):
            if node.value.startswith(papers):
                found[0].add(node.value.removeprefix(papers))
            elif node.value.startswith(dossiers):
                found[1].add(node.value.removeprefix(dossiers))
    return found


def describe_official(sheet: SourceSheet, papers: Iterable[str], dossiers: Iterable[str]) -> None:
    """Write the addresses of papers and dossiers.

    Args:
        sheet: The source's.
        papers: Identifiers; one that no rule covers is left out.
        dossiers: Numbers of dossiers.
    """
    for identifier in sorted(papers):
        found = addresses(identifier)
        if found is not None:
            _describe(sheet, sheet.node(f"paper/{identifier}"), identifier, found)
    for number in sorted(dossiers):
        _describe_page(sheet, sheet.node(f"dossier/{number}"), dossier_address(number), f"dossier {number}")


def _describe(sheet: SourceSheet, paper: ox.NamedNode, identifier: str, found: Addresses) -> None:
    if found.page:
        _describe_page(sheet, paper, found.page, identifier)
    if found.same:
        sheet.add(paper, _SEE_ALSO, ox.NamedNode(found.same))
    if found.work:
        sheet.add(paper, _SEE_ALSO, ox.NamedNode(found.work))
        expression = ox.NamedNode(f"{found.work}/1")
        sheet.add(paper, _REALIZED_BY, expression)
        sheet.add(expression, A, term(ELI.LegalExpression))
        sheet.label(expression, f"{identifier}, tekst", f"{identifier}, text")
        for name, address, mime in _typed(found.files):
            sheet.add(expression, _EMBODIED_BY, ox.NamedNode(address))
            sheet.add(ox.NamedNode(address), A, term(ELI.Format))
            sheet.add(ox.NamedNode(address), _FORMAT, text(mime))
            sheet.label(ox.NamedNode(address), f"{identifier} ({name})", f"{identifier} ({name})")


def _typed(files: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    formats = _source().data["formats"]
    return ((name, address, formats[name]["type"]) for name, address in files.items())


def _describe_page(sheet: SourceSheet, thing: ox.NamedNode, address: str, name: str) -> None:
    page = ox.NamedNode(address)
    sheet.add(thing, _PAGE, page)
    sheet.add(page, A, term(FOAF.Document))
    sheet.label(page, f"officiële pagina van {name}", f"official page of {name}")


_PAGE = term(FOAF.isPrimaryTopicOf)
_SEE_ALSO = term(RDFS.seeAlso)
_FORMAT = term(DCTERMS.format)
_REALIZED_BY = term(ELI.is_realized_by)
_EMBODIED_BY = term(ELI.is_embodied_by)

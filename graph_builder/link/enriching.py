"""Official papers with what their publisher registers of them: title, date, kind, creator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

import pyoxigraph as ox
from rdflib import DCTERMS

from graph_builder.describe.accounts import content_words, surnames
from graph_builder.describe.papers import number_of
from graph_builder.describe.sheet import A, day, kg, term, text
from graph_builder.iris import Base, slug
from graph_builder.link.official import KEY, cited_papers, describe_official
from graph_builder.link.publication import Publication
from graph_builder.link.sheet import Earlier, SourceSheet
from graph_builder.link.sources import load_source
from graph_builder.link.sru import Enriched
from graph_builder.link.titles import about
from ontology.registry import Registry

__all__ = ["describe_enriched"]

_DOSSIER = re.compile(r"\d{4,6}(?:-[A-Za-z0-9()]+)?")
_CREATOR, _DATE = term(DCTERMS.creator), term(DCTERMS.date)


def describe_enriched(quads: Iterable[ox.Quad], enriched: Enriched, registry: Registry, base: Base) -> list[ox.Quad]:
    """Write the addresses of every paper that a graph names, and what was found of them.

    Args:
        quads: All that was published, an earlier run's links included; gone through twice.
        enriched: What the publisher said; what it could not be asked for stays as an earlier run found it.
        registry: Creators are named by their registered names.
        base: Where the deployment publishes its data.

    Returns:
        The quads of the source's own graph, each once, in the order of the papers.
    """
    sheet = SourceSheet(load_source(KEY), base)
    earlier = Earlier(quad for quad in quads if quad.graph_name == sheet.graph)
    describe_official(sheet, *cited_papers((quad for quad in quads if quad.graph_name != sheet.graph), base))
    for identifier in sorted(enriched.missing):
        sheet.keep(earlier.of(sheet.node(f"paper/{identifier}")))
        number = number_of(identifier)
        if number:
            sheet.keep(earlier.of(sheet.node(f"dossier/{number.dossier}")))
    for identifier in enriched.unknown:
        sheet.add(sheet.node(f"paper/{identifier}"), kg("unknownTo"), sheet.graph)
    names = {slug(name.text): entry.path for entry in registry.entries.values() for name in entry.names}
    for publication, address, at in enriched.publications.values():
        _describe(sheet, publication, address, at)
        creator = names.get(slug(publication.creator)) if publication.creator else None
        if creator:
            sheet.add(_record(sheet, publication), _CREATOR, sheet.node(creator))
    return sheet.quads()


def _record(sheet: SourceSheet, publication: Publication) -> ox.NamedNode:
    return sheet.node(f"record/{KEY}/{publication.identifier}")


def _describe(sheet: SourceSheet, publication: Publication, address: str, at: datetime) -> None:
    node, identifier = _record(sheet, publication), publication.identifier
    sheet.add(sheet.node(f"paper/{identifier}"), kg("record"), node)
    sheet.add(node, A, kg("PublicationRecord"))
    sheet.label(node, f"publicatie {identifier}: {publication.title}", f"publication {identifier}")
    sheet.retrieved(node, address, at)
    for predicate, words in (
        ("identifier", identifier),
        ("officialTitle", publication.title),
        ("recordKind", publication.kind),
        ("recordStatus", publication.status),
    ):
        if words:
            sheet.add(node, kg(predicate), text(words))
    for word in content_words([about(publication.title)]):
        sheet.add(node, kg("officialWord"), text(word))
    for name in surnames(publication.submitters):
        sheet.add(node, kg("officialSubmitterName"), text(name))
    if publication.day:
        sheet.add(node, _DATE, day(publication.day))
    if publication.dossier_title and _DOSSIER.fullmatch(publication.dossier or ""):
        dossier = sheet.node(f"dossier/{publication.dossier}")
        sheet.add(dossier, kg("dossierTitle"), text(publication.dossier_title))

"""Rules over the ontology, the frames and the registry: a query each, empty when the rule is kept."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

VIOLATIONS = sorted(Path(__file__).parent.glob("violations/*-violation.rq"))


def offenders(graph: ox.Store, query: Path) -> list[str]:
    found = graph.query(query.read_text(encoding="utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    return sorted(str(row["term"]) for row in found)


@pytest.mark.parametrize("query", VIOLATIONS, ids=lambda path: path.name.removesuffix("-violation.rq"))
def test_a_rule_is_kept(knowledge_graph: ox.Store, query: Path) -> None:
    assert offenders(knowledge_graph, query) == [], query.read_text(encoding="utf-8").splitlines()[0]


BROKEN = {
    "missing-label": 'kg:X a owl:Class ; rdfs:label "x"@nl .',
    "missing-definition": 'kg:X a owl:Class ; skos:definition "Een ding."@nl .',
    "shared-label": 'kg:X a owl:Class ; rdfs:label "x"@nl . kg:Y a owl:Class ; rdfs:label "x"@nl .',
    "undeclared-parent": "kg:X a owl:Class ; rdfs:subClassOf kg:Z .",
    "two-kinds": "kg:x a owl:ObjectProperty , owl:DatatypeProperty .",
    "foreign-import": "<http://example.org/> owl:imports <http://www.w3.org/ns/prov> .",
    "incomplete-rule": "kg:rule-x a kg:FactRule ; kg:ofKind kg:X .",
    "entry-without-name": "actor:x a kg:State .",
    "two-names-to-show": 'actor:x skos:prefLabel "x"@nl , "y"@nl .',
    "entry-of-no-class": 'actor:x a kg:Thing ; skos:prefLabel "x"@nl .',
    "dangling-tie": "actor:x kg:groupOf actor:nowhere .",
    "shared-identifier": "actor:x owl:sameAs <http://example.org/1> . actor:y owl:sameAs <http://example.org/1> .",
    "idle-ambiguous-name": "kg:n a kg:AmbiguousName .",
    "two-items": "actor:x owl:sameAs <http://www.wikidata.org/entity/Q1> , <http://www.wikidata.org/entity/Q2> .",
}
PREFIXES = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> . @prefix actor: <https://w3id.org/kamergraaf/id/actor/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.mark.parametrize("query", VIOLATIONS, ids=lambda path: path.name.removesuffix("-violation.rq"))
def test_a_broken_rule_is_found(query: Path) -> None:
    graph = ox.Store()
    graph.load((PREFIXES + BROKEN[query.name.removesuffix("-violation.rq")]).encode(), format=ox.RdfFormat.TURTLE)

    assert offenders(graph, query)

"""A generation written graph by graph says what one that is loaded whole says."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph_builder.describe.sheet import A, boolean, kg
from graph_builder.export import ExportFormat, export
from graph_builder.export_whole import export_whole
from graph_builder.iris import Base
from graph_builder.store import Generation, Store

SAID = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:ontology> { <urn:vocabulary> a owl:Ontology ; rdfs:label "woordenlijst"@nl . kg:State a owl:Class . }
<urn:registry> { <urn:actor> a kg:State ; skos:prefLabel "Nederland"@nl . }
"""


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    """Three documents, one of which classes a thing otherwise, beside an ontology and a registry."""
    thing = ox.NamedNode("https://w3id.org/kamergraaf/id/actor/x/icc")
    quads = list(ox.parse(SAID, format=ox.RdfFormat.TRIG))
    for number, cls in enumerate(("Organisation", "PopulationGroup", "Organisation")):
        graph = ox.NamedNode(f"urn:document/{number}")
        quads += [ox.Quad(thing, A, kg(cls), graph), ox.Quad(thing, kg("registered"), boolean(False), graph)]
    return Store.open(tmp_path / "store", create=True).publish(quads)


@pytest.mark.parametrize("form", ["ttl", "owl", "nq", "trig"])
def test_a_generation_is_written_without_being_loaded(
    generation: Generation, tmp_path: Path, form: ExportFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(generation.load(), form, tmp_path / "loaded", Base())
    monkeypatch.delattr(Generation, "load")
    count = export_whole(generation, form, tmp_path / "whole", Base())
    syntax = {"ttl": ox.RdfFormat.TURTLE, "owl": ox.RdfFormat.RDF_XML, "nq": ox.RdfFormat.N_QUADS}
    loaded, whole = (
        list(ox.parse(path=tmp_path / name, format=syntax.get(form, ox.RdfFormat.TRIG))) for name in ("loaded", "whole")
    )
    assert set(whole) == set(loaded)
    assert len(whole) == len(set(whole)) == count


def test_quads_are_the_shards_one_after_the_other(generation: Generation, tmp_path: Path) -> None:
    export_whole(generation, "nq", tmp_path / "all.nq", Base())
    assert (tmp_path / "all.nq").read_bytes() == b"".join(generation.pieces())

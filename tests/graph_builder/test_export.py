from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from graph_builder import export as module
from graph_builder.describe import as_nquads, describe, describe_knowledge
from graph_builder.errors import ExportError
from graph_builder.export import ExportFormat, export
from graph_builder.iris import Base
from ontology.terms import load_vocabulary
from tests.graph_builder import handmade

ID = "https://w3id.org/kamergraaf/id/"
FORMATS: list[ExportFormat] = ["ttl", "owl", "nq", "trig"]


@cache
def quads() -> tuple[ox.Quad, ...]:
    return (*describe(handmade.extraction(), load_vocabulary(), Base()), *describe_knowledge(Base()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph in every format."""
    made = tmp_path_factory.mktemp("export")
    for form in FORMATS:
        export(quads(), form, made / f"graph.{form}", Base())
    return made


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_named_graphs_come_back_as_they_were(folder: Path, form: str) -> None:
    back = ox.Dataset(ox.parse(path=folder / f"graph.{form}"))
    back.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert as_nquads(back) == as_nquads(quads())


def test_what_documents_class_differently_keeps_the_class_of_most(tmp_path: Path) -> None:
    kg = "https://w3id.org/kamergraaf/ontology#"
    a, thing = ox.NamedNode(str(RDF.type)), ox.NamedNode(f"{ID}actor/x/icc")
    given = [("1", "PopulationGroup"), ("2", "Organisation"), ("3", "Organisation")]
    classed = [
        ox.Quad(thing, a, ox.NamedNode(kg + cls), ox.NamedNode(f"{ID}document/{graph}/graph")) for graph, cls in given
    ]
    false = ox.Literal("false", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean"))
    known = ox.Quad(thing, ox.NamedNode(f"{kg}registered"), false, ox.NamedNode(f"{ID}document/1/graph"))
    export([*classed, known], "ttl", tmp_path / "x.ttl", Base())
    found = rdflib.Graph().parse(tmp_path / "x.ttl")
    assert set(found.objects(URIRef(thing.value), RDF.type)) == {URIRef(f"{kg}Organisation")}


XML = ox.RdfFormat.RDF_XML


def test_both_files_for_protege_say_the_same(folder: Path) -> None:
    turtle, xml = (
        ox.Dataset(ox.parse(path=folder / "graph.ttl")),
        ox.Dataset(ox.parse(path=folder / "graph.owl", format=XML)),
    )
    for dataset in (turtle, xml):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert as_nquads(turtle) == as_nquads(xml)


@pytest.fixture(scope="module")
def opened(folder: Path) -> rdflib.Graph:
    """The RDF/XML, read by a strict XML parser."""
    return rdflib.Graph().parse(folder / "graph.owl", format="xml")


def test_one_file_is_one_ontology_without_imports(opened: rdflib.Graph) -> None:
    assert list(opened.subjects(RDF.type, OWL.Ontology)) == [URIRef(f"{ID}export")]
    assert list(opened.subject_objects(OWL.imports)) == []


def test_everything_with_a_name_has_the_label_that_protege_shows(opened: rdflib.Graph) -> None:
    named = set(opened.subjects(SKOS.prefLabel, None))
    assert URIRef(f"{ID}actor/european-union") in named
    assert named <= set(opened.subjects(RDFS.label, None))


def test_every_property_is_declared(opened: rdflib.Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {term for kind in kinds for term in opened.subjects(RDF.type, kind)}
    built_in = (str(RDF), str(RDFS), str(OWL))
    used = {term for term in opened.predicates() if not str(term).startswith(built_in)}
    assert used - declared == set()


def test_every_class_is_declared(opened: rdflib.Graph) -> None:
    declared = set(opened.subjects(RDF.type, OWL.Class))
    used = {term for term in opened.objects(None, RDF.type) if not str(term).startswith((str(OWL), str(RDFS)))}
    assert used - declared == set()


def test_no_data_is_a_blank_node(opened: rdflib.Graph) -> None:
    for subject, _, value in opened:
        if str(subject).startswith(ID):
            assert not isinstance(value, rdflib.BNode)


def test_turtle_has_no_escaped_names(folder: Path) -> None:
    """Protégé's parser knows none: it would take the file for another syntax, and find nothing."""
    lines = (folder / "graph.ttl").read_text("utf-8").splitlines()
    assert not [line for line in lines if "\\" in line.partition('"')[0]]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(folder: Path, tmp_path: Path, form: ExportFormat) -> None:
    store = ox.Store()
    store.extend(reversed(quads()))
    count = export(store, form, tmp_path / "again", Base())
    assert (tmp_path / "again").read_bytes() == (folder / f"graph.{form}").read_bytes()
    assert count > 0


@pytest.mark.parametrize(("form", "mark"), [("ttl", "@prefix {}:"), ("trig", "@prefix {}:"), ("owl", "xmlns:{}=")])
def test_prefixes_are_readable_and_sorted(folder: Path, form: str, mark: str) -> None:
    start = (folder / f"graph.{form}").read_text("utf-8")[:6000]
    places = [start.index(mark.format(prefix)) for prefix in ("actor", "kg", "nif", "skos")]
    assert places == sorted(places)


def quad_of(words: str) -> ox.Quad:
    graph = ox.NamedNode(f"{ID}document/x/graph")
    predicate = ox.NamedNode("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString")
    return ox.Quad(ox.NamedNode(f"{ID}document/x"), predicate, ox.Literal(words), graph)


def read_back(path: Path) -> str:
    (words,) = rdflib.Graph().parse(path, format="xml").objects(URIRef(f"{ID}document/x"), None)
    return str(words)


def test_what_xml_cannot_hold_is_replaced_one_for_one(tmp_path: Path) -> None:
    export([quad_of("bladzijde 1\x0cbladzijde 2")], "owl", tmp_path / "x.owl", Base())
    assert read_back(tmp_path / "x.owl") == "bladzijde 1\ufffdbladzijde 2"


def test_returns_survive_in_xml(tmp_path: Path) -> None:
    export([quad_of("een\r\ntwee\rdrie\nvier")], "owl", tmp_path / "x.owl", Base())
    assert read_back(tmp_path / "x.owl") == "een\r\ntwee\rdrie\nvier"


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_is_a_file_that_can_be_read(tmp_path: Path, form: ExportFormat) -> None:
    export([], form, tmp_path / f"x.{form}", Base())
    known = {"owl": XML}.get(form)
    assert {quad.subject for quad in ox.parse(path=tmp_path / f"x.{form}", format=known)} <= {
        ox.NamedNode(f"{ID}export")
    }


def test_the_ontology_of_the_file_lies_below_the_deployments_base(tmp_path: Path) -> None:
    export([], "ttl", tmp_path / "x.ttl", Base("https://example.org/graaf/"))
    assert {quad.subject for quad in ox.parse(path=tmp_path / "x.ttl")} == {
        ox.NamedNode("https://example.org/graaf/export")
    }


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("wat er stond")

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.ox, "serialize", fails)
    with pytest.raises(ExportError, match=r"graph\.ttl cannot be written: No space left on device"):
        export([quad_of("woorden")], "ttl", target, Base())
    assert target.read_text() == "wat er stond"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_source_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "graph.nq"
    target.write_text("wat er stond")

    def broken() -> Iterator[ox.Quad]:
        yield quad_of("woorden")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(broken(), "nq", target, Base())
    assert target.read_text() == "wat er stond"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"nergens/graph\.ttl cannot be written: No such file or directory; name"):
        export([quad_of("woorden")], "ttl", tmp_path / "nergens" / "graph.ttl", Base())

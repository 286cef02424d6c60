from __future__ import annotations

from pathlib import Path

import pyshacl
import rdflib
from rdflib import RDF, SH, Literal, URIRef

from shapes import FOLDER

ROOT = Path(__file__).parents[2]

SHAPES = rdflib.Graph()
for _file in sorted(FOLDER.glob("*.ttl")):
    SHAPES.parse(_file, format="turtle")


def test_every_shape_says_what_is_wrong_in_both_languages() -> None:
    speaking = set(SHAPES.subjects(RDF.type, SH.PropertyShape)) | set(SHAPES.objects(None, SH.sparql))
    assert len(speaking) > 60
    for shape in speaking:
        messages = [m for m in SHAPES.objects(shape, SH.message) if isinstance(m, Literal)]
        assert sorted(str(message.language) for message in messages) == ["en", "nl"], shape


def test_every_shape_aims_at_something() -> None:
    nested = set(SHAPES.objects(None, SH.property))
    for shape in {*SHAPES.subjects(RDF.type, SH.NodeShape), *SHAPES.subjects(RDF.type, SH.PropertyShape)} - nested:
        assert (shape, SH.targetClass, None) in SHAPES or (shape, SH.targetSubjectsOf, None) in SHAPES, shape


def test_every_term_in_the_shapes_is_in_the_ontology() -> None:
    kg = "https://w3id.org/kamergraaf/ontology#"
    known = set(rdflib.Graph().parse(ROOT / "ontology" / "kamergraaf.ttl", format="turtle").subjects())
    terms = {term for triple in SHAPES for term in triple if isinstance(term, URIRef) and term.startswith(kg)}
    assert terms
    assert terms - known == set()


def test_the_shapes_are_well_formed_shacl() -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text

"""What the vocabulary tells the pipeline, and that nothing uses a term it lacks."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest

from graph_builder.errors import KnowledgeError
from ontology.terms import FOLDER, KG, FactRule, load_vocabulary

ROOT = FOLDER.parent
PUBLISHED = Path(__file__).with_name("published-terms.txt")
USES = re.compile(r"\bkg:([A-Za-z][\w-]*)|\bkg\(\"(\w+)\"\)|\bKG\.([A-Za-z]\w*)")
PATTERNS = (
    "ontology/frames.ttl",
    "ontology/actors/*.ttl",
    "ontology/queries/*.rq",
    "ontology/*.py",
    "shapes/*.ttl",
    "graph_builder/**/*.py",
    "api/**/*.py",
)
USERS = sorted(path for pattern in PATTERNS for path in ROOT.glob(pattern))


def declared(graph: ox.Store) -> set[str]:
    return {
        quad.subject.value.removeprefix(str(KG))
        for quad in graph
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(str(KG))
    }


@pytest.mark.parametrize("path", USERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_term_in_use_is_declared(knowledge_graph: ox.Store, path: Path) -> None:
    used = {name for found in USES.findall(path.read_text(encoding="utf-8")) for name in found if name}

    assert used - declared(knowledge_graph) == set()


def test_no_published_term_has_vanished(knowledge_graph: ox.Store) -> None:
    published = set(PUBLISHED.read_text(encoding="utf-8").split())

    assert published - declared(knowledge_graph) == set()
    assert len(published) > 200


def test_every_address_in_the_catalogues_is_a_file_that_bears_the_name() -> None:
    for catalogue in (FOLDER / "catalog-v001.xml", FOLDER / "actors" / "catalog-v001.xml"):
        entries = list(ElementTree.parse(catalogue).getroot())
        assert entries
        for entry in entries:
            named = (catalogue.parent / entry.attrib["uri"]).read_text(encoding="utf-8")
            assert f"<{entry.attrib['name']}>" in named


def test_the_rules_of_the_design_are_there() -> None:
    rules = load_vocabulary().rules

    assert FactRule("Funding", "funds", "agent", "channel") in rules
    assert FactRule("Meeting", "meets", "agent", "partner", symmetric=True) in rules
    assert FactRule("Advocacy", "advocatesFor", "agent", "topic", unless=("forum", "beneficiary")) in rules
    assert FactRule("LegalProceeding", "court", "case", "court") in rules
    assert len(rules) == 22


def test_kinds_roles_and_mention_types() -> None:
    vocabulary = load_vocabulary()

    assert {"Funding", "Toezegging", "LegalProceeding", "Citation"} <= vocabulary.kinds
    assert "Statement" not in vocabulary.kinds
    assert {"agent", "citedNumber", "legalBasis", "forum"} <= vocabulary.roles
    assert vocabulary.text_roles == {"citedNumber", "citedTitle"}
    assert vocabulary.mention_types["EUBody"] == "Organisation"
    assert vocabulary.mention_types["PopulationGroup"] == "Group"
    assert vocabulary.labels["Funding"] == ("financiering", "funding")


def test_a_rule_without_its_fact_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("@prefix kg: <https://w3id.org/kamergraaf/ontology#> . kg:r a kg:FactRule ; kg:ofKind kg:Funding .")

    with pytest.raises(KnowledgeError, match=r"fact rule r lacks .*factPredicate"):
        load_vocabulary(path)


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("kg:Funding a owl:Class")

    with pytest.raises(KnowledgeError, match=r"broken\.ttl cannot be read as Turtle"):
        load_vocabulary(path)

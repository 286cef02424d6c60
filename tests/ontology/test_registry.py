"""The registry: what it holds, how names are read, and that no two entries share one that decides by itself."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import time
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph_builder.errors import KnowledgeError
from ontology.registry import BASE, Entry, Name, Registry, load_registry
from ontology.terms import FOLDER, load_vocabulary

ROOT = FOLDER.parent
HEAD = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> . @prefix actor: <https://w3id.org/kamergraaf/id/actor/> .
@prefix name: <https://w3id.org/kamergraaf/name/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


def load(folder: Path, **files: str) -> Registry:
    for name, turtle in files.items():
        (folder / f"{name}.ttl").write_text(HEAD + turtle, encoding="utf-8")
    return load_registry(folder)


def paths_named(registry: Registry, words: str) -> set[str]:
    return {entry.path for entry in registry.entries.values() for name in entry.names if name.text == words}


def test_an_entry_is_a_few_lines_of_turtle(tmp_path: Path) -> None:
    registry = load(
        tmp_path,
        banks='actor:world-bank a kg:IntergovernmentalOrganisation ; skos:prefLabel "Wereldbank"@nl , "World Bank"@en ;'
        ' kg:abbreviation "WB" ; kg:validFrom "1944-07-01"^^xsd:date .',
    )

    assert registry.entries == {
        "actor/world-bank": Entry(
            path="actor/world-bank",
            cls="IntergovernmentalOrganisation",
            names=(
                Name("Wereldbank", "nl"),
                Name("World Bank", "en"),
                Name("WB", "", "abbreviation", capitals=True),
            ),
            valid_from=date(1944, 7, 1),
        )
    }


def test_an_ambiguous_name_holds_the_plain_one_to_what_decides(tmp_path: Path) -> None:
    registry = load(
        tmp_path,
        parties='actor:volt a kg:Party ; skos:prefLabel "Volt"@nl ; kg:ambiguousName name:volt .'
        ' name:volt a kg:AmbiguousName ; kg:exactName "Volt"@nl ; kg:needs "fractie"@nl , "Kamerlid"@nl ;'
        ' kg:notBeside "kilo"@nl .',
    )

    assert registry.entries["actor/volt"].names == (
        Name("Volt", "nl", "label", capitals=True, needs=("Kamerlid", "fractie"), excludes=("kilo",)),
    )


def test_what_two_files_say_of_an_entry_adds_up(tmp_path: Path) -> None:
    registry = load(
        tmp_path,
        first='actor:syria a kg:State ; skos:prefLabel "Syrië"@nl .',
        second='actor:syria kg:adjective "Syrische"@nl .',
    )

    assert registry.entries["actor/syria"].names == (Name("Syrië", "nl"), Name("Syrische", "nl", "adjective"))


@pytest.mark.parametrize(
    ("turtle", "complaint"),
    [
        ("actor:x a kg:State .", "actor/x has no name"),
        ('actor:x a kg:State , kg:Party ; skos:prefLabel "x"@nl .', "actor/x has the classes Party, State"),
        ('actor:x a kg:State ; skos:prefLabel "x"@nl ; kg:validTo "2026-13-01" .', "2026-13-01 is no date"),
        ("actor:x a", "cannot be read as Turtle"),
    ],
)
def test_a_faulty_entry_is_named(tmp_path: Path, turtle: str, complaint: str) -> None:
    with pytest.raises(KnowledgeError, match=complaint):
        load(tmp_path, faulty=turtle)


NAMED = {
    "Syrië": "actor/syria",
    "Oekraïne": "actor/ukraine",
    "Türkiye": "actor/turkiye",
    "Birma": "actor/myanmar-burma",
    "VS": "actor/united-states",
    "VK": "actor/united-kingdom",
    "Engeland": "actor/united-kingdom",
    "Syriërs": "actor/syriers",
    "Nederlanders": "actor/nederlanders",
    "World Bank": "actor/world-bank",
    "Wereldbank": "actor/world-bank",
    "RBZ": "actor/foreign-affairs-council",
    "EDEO": "actor/european-external-action-service",
    "ministerie van Buitenlandse Zaken": "actor/ministerie-van-buitenlandse-zaken",
    "minister van Buitenlandse Zaken": "actor/minister-van-buitenlandse-zaken",
    "KMar": "actor/koninklijke-marechaussee",
    "COA": "actor/centraal-orgaan-opvang-asielzoekers",
    "Internationaal Gerechtshof": "actor/international-court-of-justice",
    "VN-antifolterverdrag": "law/un-convention-against-torture",
    "Westelijke Balkan": "place/westelijke-balkan",
    "Golfstaten": "actor/golfstaten",
    "gemeente Amsterdam": "actor/gemeente-amsterdam",
    "Maastricht": "place/maastricht",
    "VO-raad": "actor/vo-raad",
    "Koerden": "actor/koerden",
}


@pytest.mark.parametrize("words", NAMED)
def test_a_name_leads_to_its_entry(registry: Registry, words: str) -> None:
    assert paths_named(registry, words) == {NAMED[words]}


def test_the_dutch_government_is_that_of_the_netherlands(registry: Registry) -> None:
    assert registry.entries["actor/nl-government"].government_of == "actor/netherlands"
    assert registry.entries["actor/syriers"].group_of == "actor/syria"


@pytest.mark.parametrize("words", ["DENK", "OM", "Best", "Douane", "Polen"])
def test_a_name_that_is_also_a_word_needs_its_capitals(registry: Registry, words: str) -> None:
    found = [name for entry in registry.entries.values() for name in entry.names if name.text == words]

    assert all(name.capitals for name in found)


@pytest.mark.parametrize("words", ["Volt", "IS", "EC", "Congo"])
def test_a_name_that_means_several_things_carries_what_decides(registry: Registry, words: str) -> None:
    found = [name for entry in registry.entries.values() for name in entry.names if name.text == words]

    assert found
    assert all(name.needs for name in found)


def test_no_two_entries_share_a_name_that_decides_by_itself(registry: Registry) -> None:
    holders: dict[str, list[Entry]] = defaultdict(list)
    for entry in registry.entries.values():
        for key in {
            name.text if name.capitals else name.text.casefold()
            for name in entry.names
            if name.kind != "adjective" and not name.needs
        }:
            holders[key].append(entry)

    assert {key: [one.path for one in found] for key, found in holders.items() if _at_once(found)} == {}


def _at_once(entries: list[Entry]) -> bool:
    """Tell whether two of the entries are valid on one day."""
    spans = sorted((entry.valid_from or date.min, entry.valid_to or date.max) for entry in entries)
    return any(later[0] <= earlier[1] for earlier, later in pairwise(spans))


def test_every_entry_bears_a_mention_type(registry: Registry) -> None:
    types = load_vocabulary().mention_types

    assert {entry.cls for entry in registry.entries.values()} <= set(types)


def test_the_registry_is_large_and_quick_to_load() -> None:
    best = min(_seconds() for _ in range(3))

    assert len(load_registry().entries) > 3500
    assert best < 5, "a fraction of a second is usual; this only tells a slow machine from a loop gone wrong"


def _seconds() -> float:
    start = time.process_time()
    load_registry()
    return time.process_time() - start


def test_every_file_names_its_licence_and_the_licence_is_there() -> None:
    for path in sorted((FOLDER / "actors").glob("*.ttl")):
        found = re.search(r"SPDX-License-Identifier: (.+)", path.read_text(encoding="utf-8"))
        assert found, path.name
        for licence in found[1].split(" AND "):
            assert (ROOT / "LICENSES" / f"{licence}.txt").is_file(), f"{path.name}: {licence}"


WIKIDATA_OF = {
    "NL": "actor/netherlands",
    "SY": "actor/syria",
    "CA": "actor/canada",
    "IR": "actor/iran",
    "RU": "actor/russia",
    "EU": "actor/european-union",
    "Damascus": "place/damascus",
    "OHCHR": "actor/ohchr",
    "WorldBank": "actor/world-bank",
    "IMF": "actor/imf",
    "ICJ": "actor/international-court-of-justice",
    "UN": "actor/united-nations",
    "TweedeKamer": "actor/tweede-kamer",
}


@pytest.mark.shared
def test_the_letters_actors_bear_the_verified_identifiers(shared: Path, knowledge_graph: ox.Store) -> None:
    with (shared / "identifiers.tsv").open(encoding="utf-8", newline="") as lines:
        verified = {
            (row["key"], row["iri"])
            for row in csv.DictReader(lines, delimiter="\t")
            if row["key"] in WIKIDATA_OF and row["scheme"] in {"wikidata", "eurovoc"} and row["status"] == "verified"
        }
    known = {
        (quad.subject.value, quad.object.value)
        for quad in knowledge_graph
        if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode)
    }

    assert len(verified) > 15
    assert {(key, iri) for key, iri in verified if (BASE + WIKIDATA_OF[key], iri) not in known} == set()


@pytest.mark.shared
def test_the_tables_give_the_same_files_again(shared: Path, tmp_path: Path) -> None:
    for path in (FOLDER / "actors").glob("*.ttl"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    script = [sys.executable, str(ROOT / "scripts" / "build_registry.py")]
    subprocess.run([*script, str(shared / "registry"), "--out", str(tmp_path)], check=True, capture_output=True)

    changed = [
        path.name
        for path in sorted((FOLDER / "actors").glob("*.ttl"))
        if (tmp_path / path.name).read_bytes() != path.read_bytes()
    ]
    assert changed == []

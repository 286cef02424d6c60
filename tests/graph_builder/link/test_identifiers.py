"""Identifiers that the registry carries, held against the sources' own recorded files."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ontology.terms import FOLDER, read_turtle

ROOT = Path(__file__).parents[3]
OWL_SAME = "http://www.w3.org/2002/07/owl#sameAs"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TOOI = "https://identifier.overheid.nl/tooi/id/ministerie/"
EUROVOC = "http://eurovoc.europa.eu/"


@pytest.fixture(scope="module")
def registered() -> dict[str, dict[str, list[Any]]]:
    """What all files of the registry together say of each thing."""
    found: dict[str, dict[str, list[Any]]] = {}
    for path in sorted((FOLDER / "actors").glob("*.ttl")):
        for subject, said in read_turtle(path).items():
            for predicate, values in said.items():
                found.setdefault(subject, {}).setdefault(predicate, []).extend(values)
    return found


def _ministries(folder: Path) -> dict[str, set[str]]:
    """Give every name that TOOI's register has had for each ministry; its nodes for the register itself are none."""
    names: dict[str, set[str]] = {}
    for name in ("rwc_ministeries_compleet_1.json", "rwc_ministeries_compleet_6.fragment.json"):
        for node in json.loads((folder / "recordings" / "tooi" / name).read_bytes()):
            labels = {each["@value"].casefold() for each in node.get("http://www.w3.org/2000/01/rdf-schema#label", [])}
            of = node.get("http://www.w3.org/ns/prov#specializationOf", [node])[0]["@id"]
            if of.startswith(TOOI):
                names.setdefault(of, set()).update(labels)
    return names


def test_a_ministry_bears_the_identifier_of_the_ministry_and_not_of_one_of_its_versions(
    registered: dict[str, dict[str, list[Any]]], shared: Path
) -> None:
    recorded, checked = _ministries(shared), 0
    for said in registered.values():
        for same in (each.value for each in said.get(OWL_SAME, ()) if each.value.startswith(TOOI)):
            assert "/hv_" not in same
            if same in recorded:
                labels = {
                    each.value.casefold() for name in ("prefLabel", "altLabel") for each in said.get(SKOS + name, ())
                }
                assert labels & recorded[same], (same, labels)
                checked += 1
    assert checked >= 10


def _where_verified() -> dict[str, str]:
    lines = (FOLDER / "sources" / "identifiers.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    return {row["identifier"]: row["verified_in"] for row in rows}


def test_every_identifier_says_where_it_was_verified(registered: dict[str, dict[str, list[Any]]]) -> None:
    carried = {
        each.value
        for said in registered.values()
        for link in (OWL_SAME, f"{SKOS}exactMatch")
        for each in said.get(link, ())
    }
    verified = _where_verified()
    assert len(carried) > 2000
    assert set(verified) == carried
    assert all(verified.values())
    assert "rwc_ministeries_compleet" in verified[f"{TOOI}mnre1013"]
    assert verified[f"{EUROVOC}4060"].startswith("PyPI eurovoc")


def test_the_tables_give_the_same_list_again(shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "identifiers.tsv"
    script = [sys.executable, str(ROOT / "scripts" / "build_identifiers.py"), str(shared), "--out", str(out)]
    subprocess.run(script, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert out.read_bytes() == (FOLDER / "sources" / "identifiers.tsv").read_bytes()


def test_a_concept_of_eurovoc_never_lends_its_name(registered: dict[str, dict[str, list[Any]]]) -> None:
    bearing = [
        said
        for said in registered.values()
        if any(each.value.startswith(EUROVOC) for each in said.get(f"{SKOS}exactMatch", ()))
    ]
    assert len(bearing) > 50
    for said in bearing:
        assert any(each.language == "nl" for each in said[f"{SKOS}prefLabel"])

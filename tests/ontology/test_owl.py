"""Whether Protégé's own libraries open what we publish, offline: see scripts/check_owl."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ontology.terms import FOLDER

ROOT = FOLDER.parent
pytestmark = [pytest.mark.owl, pytest.mark.timeout(600)]

REGISTRY = sorted((FOLDER / "actors").glob("*.ttl"))


@pytest.fixture(scope="session", autouse=True)
def _checker() -> None:
    """Skip where the check cannot run, fail where CI promises that it can."""
    jars = ROOT / ".tools" / "owl" / "complete"
    if shutil.which("java") and (jars.exists() or _fetched()):
        return
    reason = "the OWL check needs a JDK and, once, a package index: apt-get install default-jdk-headless"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _fetched() -> bool:
    return _run("--fetch").returncode == 0


def _run(*arguments: Path | str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "scripts" / "check_owl"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=500)


def check(*paths: Path) -> list[dict[str, Any]]:
    result = _run(*paths)
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(reports) == len(paths), result.stderr
    return reports


def test_the_ontology_the_frames_and_each_file_of_the_registry_open() -> None:
    reports = check(FOLDER / "kamergraaf.ttl", FOLDER / "frames.ttl", *REGISTRY)

    assert {report["file"]: report["problems"] for report in reports if not report["pass"]} == {}
    assert all(report["consistent"] and report["axioms"] > 10 for report in reports)


def test_ontology_and_registry_together_are_consistent(merged_file: Path) -> None:
    [report] = check(merged_file)

    assert report["problems"] == []
    assert report["imports"] == []
    assert report["date_violations"] > 0, "days are xsd:date, the one datatype outside OWL 2's map"


BROKEN = {
    "undeclared": "kg:x a kg:Nothing .",
    "imports": "<http://example.org/o> owl:imports <http://example.org/missing> .",
    "inconsistent": "kg:x a kg:Person , kg:Organisation . kg:Person owl:disjointWith kg:Organisation ."
    " kg:Person a owl:Class . kg:Organisation a owl:Class .",
    "unsatisfiable": "kg:A a owl:Class ; rdfs:subClassOf kg:B , kg:C . kg:B a owl:Class ; owl:disjointWith kg:C ."
    " kg:C a owl:Class .",
    "profile": 'kg:p a owl:DatatypeProperty . kg:x kg:p "2026"^^<http://www.w3.org/2001/XMLSchema#gYear> .',
}


def test_the_check_finds_what_is_broken(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.ttl" for name in BROKEN]
    for path in paths:
        path.write_text(
            "@prefix kg: <https://w3id.org/kamergraaf/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <http://example.org/o> a owl:Ontology .\n"
            + BROKEN[path.stem]
        )

    assert {Path(report["file"]).stem for report in check(*paths) if report["pass"]} == set()


def test_the_exported_letter_opens(tmp_path: Path, letter_file: Path) -> None:
    kamergraaf = shutil.which("kamergraaf", path=str(ROOT / ".venv" / "bin")) or "kamergraaf"
    exported = [tmp_path / "letter.ttl", tmp_path / "letter.owl"]
    store = ["--store", str(tmp_path / "store")]
    for command in (
        ["build", str(letter_file), *store],
        *(["export", *store, "--format", path.suffix[1:], str(path)] for path in exported),
    ):
        result = subprocess.run([kamergraaf, *command], capture_output=True, text=True, check=False, timeout=300)
        assert result.returncode == 0, result.stderr

    for report in check(*exported):
        assert report["problems"] == []
        assert report["imports"] == []
        assert report["individuals"] > 100

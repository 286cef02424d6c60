"""Whether Protégé's own libraries open a graph with links in it, offline: see scripts/check_owl."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from graph_builder.describe import describe_knowledge
from graph_builder.export import export
from graph_builder.iris import Base
from graph_builder.link.updating import link_offline
from ontology.registry import Registry

ROOT = Path(__file__).parents[3]
pytestmark = [pytest.mark.owl, pytest.mark.timeout(600)]


@pytest.mark.parametrize("form", ["ttl", "owl"])
def test_a_linked_motion_is_owl_2_dl_and_consistent(letter_and_record: Any, tmp_path: Path, form: Any) -> None:
    if not (shutil.which("java") and (ROOT / ".tools" / "owl" / "complete").exists()):
        if os.environ.get("CI") == "true":
            pytest.fail("the OWL check has no Java runtime or jars: run scripts/check_owl once")
        pytest.skip("the OWL check needs a Java runtime and jars: run scripts/check_owl once")
    quads = letter_and_record()
    linked = [quad for quad in quads if "/graph/" in quad.graph_name.value]
    file = tmp_path / f"linked.{form}"
    export([*linked, *link_offline(quads, Registry({}), Base()), *describe_knowledge(Base())], form, file, Base())
    result = subprocess.run(
        [str(ROOT / "scripts" / "check_owl"), str(file)], capture_output=True, text=True, check=False, timeout=500
    )
    report = json.loads(result.stdout)
    assert (report["problems"], report["undeclared"], report["consistent"]) == ([], [], True)

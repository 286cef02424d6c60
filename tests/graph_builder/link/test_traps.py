"""Every known trap of a source is met by a test: `traps.tsv` says which, and is complete."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path

HERE = Path(__file__).parent


def _table() -> dict[int, list[str]]:
    lines = (line for line in (HERE / "traps.tsv").read_text("utf-8").splitlines() if not line.startswith("#"))
    return {int(row["trap"]): row["tests"].split() for row in csv.DictReader(lines, delimiter="\t")}


def test_every_known_trap_has_a_test(shared: Path) -> None:
    listed = (shared / "recordings" / "traps.md").read_text("utf-8")
    known = [int(number) for number in re.findall(r"^(\d+)\. ", listed, re.MULTILINE)]
    assert len(known) == 44
    table = _table()
    assert sorted(table) == sorted(known)
    assert all(table.values())


def test_every_test_in_the_table_is_there() -> None:
    there = {
        f"{path.stem}::{node.name}"
        for path in HERE.glob("test_*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    named = {name for tests in _table().values() for name in tests}
    assert named - there == set()

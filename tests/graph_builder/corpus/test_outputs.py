"""What is written to an address is what is written to a file; where it cannot be, one sentence says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from graph_builder.cli import app
from graph_builder.corpus.outputs import place_of
from graph_builder.errors import ExportError
from graph_builder.store import Store

QUADS = b'<urn:a> <urn:p> "1" <urn:g> .\n'


def test_a_dump_is_sent_to_a_bucket(bucket: Any, tmp_path: Path) -> None:
    Store.open(tmp_path / "store", create=True).publish(QUADS)
    command = ["export", "--store", str(tmp_path / "store"), "--format", "nq"]
    result = CliRunner().invoke(app, [*command, "s3://letters/out/dump.nq"])
    assert result.exit_code == 0, result.output
    assert result.stdout == "1 quads written to s3://letters/out/dump.nq\n"
    assert bucket.cat_file("letters/out/dump.nq") == QUADS


def test_a_folder_is_sent_whole(bucket: Any) -> None:
    with place_of("s3://letters/tables") as place:
        place.mkdir()
        (place / "a.txt").write_bytes(b"a")
        (place / "b.txt").write_bytes(b"b")
    assert sorted(bucket.find("letters")) == ["letters/tables/a.txt", "letters/tables/b.txt"]


def test_what_fails_is_not_sent(bucket: Any) -> None:
    with pytest.raises(ZeroDivisionError), place_of("s3://letters/half.txt") as place:
        place.write_bytes(b"half")
        raise ZeroDivisionError
    assert bucket.find("letters") == []


def test_an_address_that_takes_nothing_is_told() -> None:
    with (
        pytest.raises(ExportError, match="Nothing can be written to nonsense://x/y"),
        place_of("nonsense://x/y") as place,
    ):
        place.write_bytes(b"x")


def test_a_path_is_itself(tmp_path: Path) -> None:
    with place_of(str(tmp_path / "x")) as place:
        assert place == tmp_path / "x"

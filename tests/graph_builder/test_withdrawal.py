"""A withdrawn document is gone from all that is published, and its paper says so."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from graph_builder.cli import app
from graph_builder.corpus.withdrawal import read_withdrawals
from graph_builder.errors import StoreError
from graph_builder.store import Store

ID = "https://w3id.org/kamergraaf/id/"
LETTER = f"{ID}document/kst-32623-376"
WORDS = "Dutch Relief Alliance, het Nederlandse Rode Kruis"


def run(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, letter_file: Path, shared: Path) -> Path:
    """A store with two generations that hold the letter, from which it was withdrawn."""
    folder = tmp_path_factory.mktemp("withdrawn") / "store"
    run("build", letter_file, "--store", folder)
    run("build", letter_file, shared / "papers" / "kst-32545-143.xml", "--store", folder)
    printed = run(
        "withdraw", "kst-32623-376", "--store", folder, "--successor", "kst-32623-376-n1", "--why", "vervangen"
    )
    assert printed.startswith("kst-32623-376 is withdrawn")
    return folder


def test_nothing_that_is_published_holds_its_words(store: Path) -> None:
    assert [generation.manifest.number for generation in Store.open(store).generations()] == [3]
    held = [
        path for path in store.rglob("*") if path.is_file() and WORDS in path.read_bytes().decode("utf-8", "replace")
    ]
    assert held == []


def test_other_documents_stay(store: Path) -> None:
    graph = Store.open(store).current().load()
    assert graph.contains_named_graph(ox.NamedNode(f"{ID}document/kst-32545-143/graph"))
    assert not graph.contains_named_graph(ox.NamedNode(f"{LETTER}/graph"))


def test_its_paper_says_that_it_was_withdrawn_and_what_takes_its_place(store: Path) -> None:
    said = {
        quad.predicate.value.rpartition("/")[2].rpartition("#")[2]: quad.object.value
        for quad in Store.open(store)
        .current()
        .load()
        .quads_for_pattern(ox.NamedNode(f"{ID}paper/kst-32623-376"), None, None)
        if isinstance(quad.object, ox.NamedNode | ox.Literal)
    }
    assert said["withdrawalReason"] == "vervangen"
    assert said["isReplacedBy"] == f"{ID}paper/kst-32623-376-n1"
    assert "withdrawnOn" in said


def test_a_later_build_leaves_it_out(store: Path, letter_file: Path, shared: Path) -> None:
    run("build", letter_file, shared / "papers" / "kst-32545-143.xml", "--store", store)
    graph = Store.open(store).current().load()
    assert not graph.contains_named_graph(ox.NamedNode(f"{LETTER}/graph"))
    assert graph.contains_named_graph(ox.NamedNode(f"{ID}graph/withdrawals"))


def test_what_is_not_published_cannot_be_withdrawn(store: Path) -> None:
    assert "publishes no document kst-1-1" in run("withdraw", "kst-1-1", "--store", store, code=1)


def test_a_list_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "withdrawn.tsv").write_text("document\ton\tsuccessor\twhy\nkst-1-1\tgisteren\t\t\n")
    with pytest.raises(StoreError, match="it has a line a document"):
        read_withdrawals(tmp_path)

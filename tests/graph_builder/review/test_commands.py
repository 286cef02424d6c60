"""Decisions on the command line: taken, listed, counted, and in force at the next build."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import Result
from typer.testing import CliRunner

from graph_builder.cli import app
from graph_builder.store import Store


def run(*arguments: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output
    return result


def refused(*arguments: str | Path) -> str:
    """Run what must fail, and give the one sentence that says why."""
    result = run(*arguments, code=1)
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, letter_file: Path) -> Path:
    folder = tmp_path_factory.mktemp("judged") / "store"
    run("build", letter_file, "--store", folder)
    return folder


FUNDING = "document/kst-32623-376#statement-2973-funding-1"


def test_decisions_are_taken_listed_and_counted(store: Path, tmp_path: Path) -> None:
    kept = ("--store", store, "--reviews", tmp_path / "reviews.ttl")
    who = ("--by", "een lezer", "--why", "zo staat het er")
    assert "takes effect at the next" in run("review", "accept", FUNDING, *kept, *who).stdout
    roles = ("--role", "agent=actor/netherlands", "--role", "partner=actor/syrian-transitional-government")
    other = "document/kst-32623-376#statement-819-contact-1"
    run("review", "correct", other, *kept, *who, "--kind", "Meeting", *roles)
    quote = "Middels deze inzet geeft het kabinet uitvoering"
    target = ("--role", "target=actor/iiim")
    run("review", "add", "kst-32623-376", *kept, *who, "--quote", quote, "--kind", "Support", *target)
    listed = run("review", "list", *kept)
    assert [line.split()[1] for line in listed.stdout.splitlines()] == ["corrected", "accepted", "added"]
    assert "of 2 that the rules read, 1 were right" in listed.stderr


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("reject", "document/kst-1-1#statement-1-funding-1"), "The graph has no statement"),
        (
            ("add", "kst-32623-376", "--quote", "dit staat er niet", "--kind", "Support", "--role", "target=x"),
            "does not say",
        ),
        (("correct", FUNDING, "--kind", "Love", "--role", "agent=actor/eu"), "no kind of statement 'Love'"),
        (("correct", FUNDING, "--role", "agent=actor/eu", "--modality", "maybe"), "as modality one of the four"),
    ],
)
def test_a_decision_that_cannot_be_taken_is_refused(
    store: Path, tmp_path: Path, asked: tuple[str, ...], reason: str
) -> None:
    kept = ("--store", store, "--reviews", tmp_path / "reviews.ttl", "--by", "een lezer")
    assert reason in refused("review", *asked, *kept)
    assert not (tmp_path / "reviews.ttl").exists()


def test_a_rejection_is_in_force_at_the_next_build_until_it_is_taken_back(tmp_path: Path, letter_file: Path) -> None:
    def funding() -> bool:
        graph = Store.open(tmp_path / "store").current().load()
        node = ox.NamedNode(f"https://w3id.org/kamergraaf/id/{FUNDING}")
        return next(iter(graph.quads_for_pattern(node, None, None)), None) is not None

    run("build", letter_file, "--store", tmp_path / "store")
    assert funding()
    run("review", "reject", FUNDING, "--store", tmp_path / "store", "--by", "een lezer")
    run("build", letter_file, "--store", tmp_path / "store")
    assert not funding()
    (tmp_path / "store" / "reviews.ttl").unlink()
    run("build", letter_file, "--store", tmp_path / "store")
    assert funding()

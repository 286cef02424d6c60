"""Generations: immutable, named by content, switched by one rename, and safe against crashes and second writers."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.errors import StoreError
from graph_builder.store import FORMAT, Generation, Shard, Store, write_shard
from graph_builder.store.shards import place

ONE = b'<urn:a> <urn:p> "1" <urn:g> .\n'
TWO = b'<urn:b> <urn:p> "2" .\n<urn:a> <urn:p> "2" <urn:g> .\n'


def dump(generation: Generation) -> bytes:
    return b"".join(generation.pieces())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store", create=True)


def test_publishing_makes_a_generation_current(store: Store) -> None:
    generation = store.publish(TWO)
    assert store.current() == generation
    assert (generation.manifest.number, generation.manifest.quads, generation.manifest.graphs) == (1, 2, 1)
    assert dump(generation) == TWO
    assert len(store.open_current()) == 2


def test_data_is_sorted_and_without_doubles(store: Store) -> None:
    generation = store.publish(b"".join(reversed(TWO.splitlines(keepends=True))) + TWO)
    assert dump(generation) == TWO


def test_the_same_content_has_the_same_hash_in_any_store(store: Store, tmp_path: Path) -> None:
    other = Store.open(tmp_path / "other", create=True)
    other.publish(ONE)
    assert store.publish(TWO).manifest.hash == other.publish(ox.parse(TWO, format=ox.RdfFormat.N_QUADS)).manifest.hash


def test_publishing_what_is_current_makes_no_generation(store: Store) -> None:
    store.publish(ONE)
    store.publish(ONE)
    assert [each.manifest.number for each in store.generations()] == [1]


def test_going_back_and_on(store: Store) -> None:
    first, second = store.publish(ONE), store.publish(TWO)
    assert store.rollback() == first == store.current()
    assert store.rollback(2) == second == store.current()
    assert store.rollback(first.name) == store.current()
    with pytest.raises(StoreError, match="no generation before this one"):
        store.rollback()
    with pytest.raises(StoreError, match=f"no generation 7 .* {first.name}, {second.name}"):
        store.rollback(7)


def test_a_number_is_never_used_twice(store: Store) -> None:
    store.publish(ONE)
    store.publish(TWO)
    store.rollback()
    assert store.publish(b"").manifest.number == 3


def test_pruning_keeps_the_latest_and_the_current(store: Store) -> None:
    for content in (ONE, TWO, b"", ONE):
        store.publish(content)
    store.rollback(1)
    assert [each.manifest.number for each in store.prune(1)] == [2, 3]
    assert [each.manifest.number for each in store.generations()] == [1, 4]
    with pytest.raises(StoreError, match="At least one"):
        store.prune(0)


def test_a_folder_without_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store at .*/none: make one with"):
        Store.open(tmp_path / "none")


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Geachte voorzitter")
    with pytest.raises(StoreError, match="is no store"):
        Store.open(tmp_path, create=True)


def test_an_empty_store_has_nothing_current(store: Store) -> None:
    with pytest.raises(StoreError, match="Nothing was published"):
        store.current()


@pytest.mark.parametrize("place", ["store.json", "manifest.json"])
def test_a_newer_version_is_refused(store: Store, place: str) -> None:
    generation = store.publish(ONE)
    about = (store.path if place == "store.json" else generation.folder) / place
    about.write_text(json.dumps(json.loads(about.read_text()) | {"format": FORMAT + 1, "new": True}))
    with pytest.raises(StoreError, match=r"newer than .* upgrade"):
        Store.open(store.path).current()


def test_a_damaged_generation_is_told(store: Store) -> None:
    generation = store.publish(TWO)
    generation.shard_list.write_bytes(b"")
    with pytest.raises(StoreError, match="not as long as when it was written"):
        store.current()


@pytest.mark.parametrize(
    ("damage", "said"),
    [(lambda path: path.unlink(), "cannot be read"), (lambda path: path.write_bytes(b"<x>"), "not as long")],
    ids=["gone", "cut off"],
)
def test_a_damaged_shard_is_told(store: Store, damage: Callable[[Path], None], said: str) -> None:
    generation = store.publish(TWO)
    damage(place(store.path, next(iter(generation.shards())).hash))
    for read in (generation.load, lambda: list(generation.quads()), lambda: list(generation.pieces())):
        with pytest.raises(StoreError, match=f"{said}.*Build again, or roll back"):
            read()


def test_malformed_quads_leave_what_was(store: Store) -> None:
    generation = store.publish(ONE)
    with pytest.raises(StoreError, match="no N-Quads"):
        store.publish(b"<urn:a> nonsense")
    assert store.current() == generation


def test_a_second_writer_is_refused(store: Store) -> None:
    store.publish(ONE)
    with (store.path / "lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="Another process is writing"):
            store.publish(TWO)
        with pytest.raises(StoreError, match="Another process is writing"):
            store.rollback()
    assert store.publish(TWO).manifest.number == 2


def test_writing_from_an_old_state_is_refused(store: Store) -> None:
    old = store.publish(ONE)
    store.publish(TWO)
    with pytest.raises(StoreError, match="was published to since"):
        store.publish(b"", after=old.name)


@pytest.mark.parametrize("step", ["write_synced", "sync", "replace"])
def test_a_crash_leaves_the_last_generation(store: Store, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = store.publish(ONE)

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(f"graph_builder.store.{step}", crash)
        with pytest.raises(KeyboardInterrupt):
            store.publish(TWO)
    assert Store.open(store.path).current() == first
    assert dump(store.publish(TWO)) == TWO
    assert not list((store.path / "generations").glob(".new-*"))


def test_a_graph_that_holds_nothing_is_kept(store: Store) -> None:
    store.publish(ONE, empty_graphs=["urn:empty", "urn:g"])
    assert store.current().manifest.empty_graphs == ("urn:empty",)
    assert store.open_current().contains_named_graph(ox.NamedNode("urn:empty"))


def test_a_large_generation_is_read_from_disk(store: Store) -> None:
    generation = store.publish(TWO)
    assert {str(quad) for quad in store.open_current(memory_budget=0)} == {str(quad) for quad in generation.load()}
    assert generation.index.is_dir()
    with pytest.raises(RuntimeError, match="read-write"):
        store.open_current(memory_budget=0).add(ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:x"), ox.Literal("")))


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=5))
def test_every_text_comes_back(texts: list[str]) -> None:

    quads = {ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal(text)) for text in texts}
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store", create=True)
        store.publish(quads)
        assert set(store.open_current()) == quads


THREE = b"".join(f'<urn:{i}> <urn:p> "{i}" <urn:g{i}> .\n'.encode() for i in range(9))
FEWER = THREE.replace(b'"4"', b'"four"').replace(b"<urn:g7>", b"<urn:g8>")


def shards(store: Store) -> set[str]:
    """The hashes of the shards on the disk."""
    return {path.stem for path in (store.path / "shards").glob("??/*.nq")}


def test_generations_share_the_graphs_that_they_have_in_common(store: Store) -> None:
    first, second = store.publish(THREE), store.publish(THREE + ONE)
    assert {shard.hash for shard in first.shards()} < {shard.hash for shard in second.shards()}
    assert len(shards(store)) == 10


def test_pruning_deletes_what_no_generation_lists(store: Store) -> None:
    for content in (ONE, THREE, FEWER):
        store.publish(content)
    store.prune(1)
    assert shards(store) == {shard.hash for shard in store.current().shards()}
    assert dump(store.current()) == FEWER_SORTED


FEWER_SORTED = b"".join(sorted(FEWER.splitlines(keepends=True), key=lambda line: (line.rsplit(b" ", 2)[1], line)))


def test_what_a_build_has_just_made_survives_pruning(store: Store) -> None:
    store.publish(ONE)
    made = write_shard(store.path, "<urn:new>", [b'<urn:a> <urn:p> "new" <urn:new> .\n'])
    store.prune(1)
    assert made.hash in shards(store)
    store.publish_shards([made])
    assert store.current().manifest.quads == 1


def test_a_shard_that_is_not_there_is_not_published(store: Store) -> None:
    generation = store.publish(ONE)
    with pytest.raises(StoreError, match="no longer in"):
        store.publish_shards([Shard("<urn:g>", "0" * 64, 1, 1)])
    assert store.current() == generation


def test_an_index_follows_from_the_one_before(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.publish(THREE, empty_graphs=["urn:empty"])
    store.open_current(memory_budget=0)
    generation = store.publish(FEWER + ONE, empty_graphs=["urn:void"])
    whole = {str(quad) for quad in generation.load()}

    def refused(*_: object) -> None:
        raise AssertionError("loaded anew")

    monkeypatch.setattr("graph_builder.store.index._MOST_CHANGED", 0.9)
    monkeypatch.setattr(Generation, "fill", refused)
    index = store.open_current(memory_budget=0)
    assert {str(quad) for quad in index} == whole
    assert {str(name) for name in index.named_graphs()} >= {"<urn:void>", "<urn:g8>"}
    assert not index.contains_named_graph(ox.NamedNode("urn:empty"))
    assert not index.contains_named_graph(ox.NamedNode("urn:g7"))


def old_store(folder: Path, data: bytes) -> Store:
    """A store as format 1 had it: all quads of a generation in one file."""
    made = folder / "generations" / "1-0123456789abcdef"
    made.mkdir(parents=True)
    (made / "data.nq").write_bytes(data)
    about = {"format": 1, "number": 1, "hash": "0123456789abcdef", "quads": data.count(b"\n"), "graphs": 1}
    about |= {"size": len(data), "created_by": "kamergraaf 0.1.0", "created": "2025-01-01T00:00:00+00:00"}
    (made / "manifest.json").write_text(json.dumps(about), encoding="utf-8")
    (folder / "store.json").write_text('{"format": 1}', encoding="utf-8")
    (folder / "current").write_text(made.name, encoding="utf-8")
    return Store.open(folder)


def test_a_store_of_the_earlier_format_is_served_and_becomes_one_of_this(tmp_path: Path) -> None:
    store = old_store(tmp_path / "old", TWO)
    old = store.current()
    assert dump(old) == TWO
    assert len(store.open_current()) == len(list(old.quads())) == 2
    assert [shard.graph for shard in store.shards(old)] == ["", "<urn:g>"]
    new = store.publish(ONE, after=old.name)
    assert new.manifest.number == 2
    assert json.loads((store.path / "store.json").read_text())["format"] == FORMAT
    assert store.rollback() == old
    assert len(store.open_current()) == 2


def test_a_graph_of_an_index_keeps_its_shard_whatever_its_blank_nodes_are_called(store: Store) -> None:
    first = store.publish(b'_:x <urn:p> "1" <urn:g> .\n_:x <urn:q> _:y <urn:g> .\n' + ONE)
    again = store.publish(first.load())
    assert store.publish(again.load()) == again
    assert {shard.graph for shard in again.shards()} == {shard.graph for shard in first.shards()}

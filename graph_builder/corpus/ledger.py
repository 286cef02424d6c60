"""What has been done: a small database beside the shards, so that no document is read twice and none is lost.

Each outcome is committed as it comes: a build that is stopped at any point goes on where it was. What a document gave
is its shard; the ledger holds under which digest of bytes, metadata and rules it was made, and what reports need of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from types import TracebackType

from graph_builder.corpus.inputs import Input
from graph_builder.corpus.work import Done, Task
from graph_builder.errors import StoreError
from graph_builder.report import Result
from graph_builder.store import Shard

BEST_FIRST = ("xml", "html", "docx", "odt", "pdf")
"""Formats by how much they tell of a paper's structure; any other comes after them."""

_VERSION = 1
"""Raised whenever the tables change; what an older version wrote is begun anew."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS work (
    key BLOB PRIMARY KEY, document TEXT, rank INTEGER, graph TEXT, shard TEXT, size INTEGER, quads INTEGER,
    mentions INTEGER, tracks INTEGER, statements INTEGER, warnings INTEGER, results TEXT, words BLOB, registry TEXT,
    reviews TEXT, shared BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cites (paper TEXT, key BLOB, PRIMARY KEY (paper, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS across (key BLOB PRIMARY KEY, warnings INTEGER, results TEXT) WITHOUT ROWID;
DROP TABLE IF EXISTS told;
CREATE TABLE told (paper TEXT PRIMARY KEY, key BLOB) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_shard ON work (shard);
CREATE TABLE IF NOT EXISTS registry (digest TEXT PRIMARY KEY, snapshot BLOB);
DROP TABLE IF EXISTS file;
CREATE TABLE file (
    ordinal INTEGER PRIMARY KEY, location TEXT, named INTEGER, beside TEXT, key BLOB, reason TEXT, best INTEGER
);
"""

_CHOOSE = """
UPDATE file SET best = chosen.ordinal FROM (
    SELECT file.ordinal AS own, first_value(file.ordinal) OVER (
        PARTITION BY work.document ORDER BY work.rank, file.ordinal
    ) AS ordinal FROM file JOIN work USING (key)
) AS chosen WHERE file.ordinal = chosen.own
"""

_MANY = 500


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has of a document."""

    shard: Shard
    registry: str
    """The registry that it was last known to be right by."""
    words: bytes
    document: str
    reviews: str


@dataclass(frozen=True, slots=True)
class Read:
    """A document of this build, as people are told of it."""

    document: str
    mentions: int
    tracks: int
    statements: int


class Ledger:
    """The database of one store; one process at a time uses it."""

    def __init__(self, store: Path) -> None:
        """Open it; one that is damaged is begun anew, which costs time and nothing else.

        Raises:
            StoreError: It cannot be written.
        """
        folder = store / "work"
        self._store = store
        try:
            folder.mkdir(exist_ok=True)
            if not self._can_be_used(folder / "ledger.sqlite"):
                for path in folder.glob("ledger.sqlite*"):
                    path.unlink()
            self._open(folder / "ledger.sqlite")
        except (OSError, sqlite3.OperationalError) as error:
            raise StoreError(f"{folder} cannot be written: {error}.") from error

    @staticmethod
    def _can_be_used(path: Path) -> bool:
        try:
            with closing(sqlite3.connect(path)) as base:
                return bool(base.execute("PRAGMA user_version").fetchone()[0] == _VERSION)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return False

    def _open(self, path: Path) -> None:
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        self._base.executescript(_SCHEMA)
        self._base.execute(f"PRAGMA user_version = {_VERSION}")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._base.close()
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(
                f"{self._store} cannot be written ({error}): see to it and run the same again; what was done is kept."
            ) from error

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Make many changes one."""
        self._base.execute("BEGIN")
        yield
        self._base.execute("COMMIT")

    def add_file(self, chosen: Input) -> None:
        """Take note of a file of this build."""
        beside = json.dumps(chosen.beside)
        self._base.execute(
            "INSERT INTO file (location, named, beside) VALUES (?, ?, ?)", (chosen.location, chosen.named, beside)
        )

    def count(self) -> int:
        """Count the files of this build."""
        return int(self._base.execute("SELECT count(*) FROM file").fetchone()[0])

    def files(self) -> Iterator[tuple[int, Input]]:
        """Give the files of this build with their ordinals, in their order."""
        last = 0
        while rows := self._base.execute(
            "SELECT ordinal, location, named, beside FROM file WHERE ordinal > ? ORDER BY ordinal LIMIT ?",
            (last, _MANY),
        ).fetchall():
            for last, location, named, beside in rows:
                yield last, Input(location, bool(named), tuple(json.loads(beside)))

    def known(self, key: bytes) -> Known | None:
        """Look up what a document gave earlier."""
        row = self._base.execute(
            "SELECT graph, shard, size, quads, registry, words, document, reviews FROM work WHERE key = ?", (key,)
        ).fetchone()
        return Known(Shard(*row[:4]), *row[4:]) if row else None

    def found(self, ordinal: int, key: bytes, registry: str | None = None) -> None:
        """Take note that a file's document is known; and that it is right by another registry too."""
        self._base.execute("UPDATE file SET key = ? WHERE ordinal = ?", (key, ordinal))
        if registry is not None:
            self._base.execute("UPDATE work SET registry = ? WHERE key = ?", (registry, key))

    def done(self, task: Task, done: Done, shard: Shard) -> None:
        """Take note of what a document gave."""
        rank = BEST_FIRST.index(done.format) if done.format in BEST_FIRST else len(BEST_FIRST)
        results = json.dumps([result.as_json() for result in done.results], ensure_ascii=False)
        shard_values, registry = (shard.graph, shard.hash, shard.size, shard.quads), task.rules.partition("/")[2]
        counts = (done.mentions, done.tracks, done.statements, len(done.results))
        with self.at_once():
            self._base.execute(
                f"INSERT OR REPLACE INTO work VALUES ({', '.join('?' * 16)})",
                (
                    task.key,
                    done.document,
                    rank,
                    *shard_values,
                    *counts,
                    results,
                    done.words,
                    registry,
                    done.reviews,
                    done.shared,
                ),
            )
            self._base.executemany(
                "INSERT OR IGNORE INTO cites VALUES (?, ?)", ((paper, task.key) for paper in done.papers)
            )
            self.found(task.ordinal, task.key)

    def failed(self, ordinal: int, reason: str) -> None:
        """Take note of why a file gave nothing."""
        self._base.execute("UPDATE file SET reason = ? WHERE ordinal = ?", (reason, ordinal))

    def choose(self) -> None:
        """Of the files of one paper choose the best: by its format, then the first."""
        self._base.execute(_CHOOSE)

    def shards(self) -> Iterator[Shard]:
        """Give what the chosen documents of this build gave, in the order of their graphs' names."""
        rows = self._base.cursor().execute(
            "SELECT graph, shard, size, quads FROM work JOIN file USING (key) WHERE best = ordinal ORDER BY graph"
        )
        yield from (Shard(*row) for row in rows)

    def read(self) -> Iterator[Read]:
        """Give the chosen documents of this build, in the order of their keys."""
        rows = self._base.cursor().execute(
            "SELECT document, mentions, tracks, statements FROM work JOIN file USING (key) WHERE best = ordinal "
            "ORDER BY document"
        )
        yield from (Read(*row) for row in rows)

    def warnings(self) -> int:
        """Count what the shapes warn of in the chosen documents of this build."""
        own = self._base.execute("SELECT sum(warnings) FROM work JOIN file USING (key) WHERE best = ordinal").fetchone()
        across = self._base.execute("SELECT sum(warnings) FROM across JOIN told USING (key)").fetchone()
        return int(own[0] or 0) + int(across[0] or 0)

    def results(self) -> Iterator[Result]:
        """Give what the shapes warn of in the chosen documents of this build."""
        rows = self._base.cursor().execute(
            "SELECT results FROM work JOIN file USING (key) WHERE best = ordinal AND warnings ORDER BY document"
        )
        across = self._base.cursor().execute(
            "SELECT results FROM across JOIN told USING (key) WHERE warnings ORDER BY paper"
        )
        for (results,) in chain(rows, across):
            yield from map(Result.of_json, json.loads(results))

    def cited_often(self) -> Iterator[tuple[str, list[str]]]:
        """Give the papers that several of the chosen documents cite, each with the hashes of their shards."""
        rows = self._base.cursor().execute(
            "SELECT DISTINCT paper, shard FROM cites JOIN work USING (key) JOIN file USING (key) WHERE best = ordinal "
            "ORDER BY paper, shard"
        )
        for paper, group in groupby(rows, key=lambda row: str(row[0])):
            shards = [str(row[1]) for row in group]
            if len(shards) > 1:
                yield paper, shards

    def shared(self, shards: Sequence[str]) -> Iterator[bytes]:
        """Give what documents share with others, by the hashes of their shards."""
        for shard in shards:
            yield self._base.execute("SELECT shared FROM work WHERE shard = ?", (shard,)).fetchone()[0]

    def results_of(self, shards: Sequence[str]) -> Iterator[Result]:
        """Give what the shapes found in documents, by the hashes of their shards."""
        for shard in shards:
            found = self._base.execute("SELECT results FROM work WHERE shard = ? AND warnings", (shard,)).fetchone()
            yield from map(Result.of_json, json.loads(found[0])) if found else ()

    def has_across(self, key: bytes) -> bool:
        """Tell whether it is known what the shapes find across some documents."""
        return self._base.execute("SELECT 1 FROM across WHERE key = ?", (key,)).fetchone() is not None

    def add_across(self, key: bytes, results: Sequence[Result]) -> None:
        """Take note of what the shapes find across some documents."""
        told = json.dumps([result.as_json() for result in results], ensure_ascii=False)
        self._base.execute("INSERT OR REPLACE INTO across VALUES (?, ?, ?)", (key, len(results), told))

    def tell_across(self, paper: str, key: bytes) -> None:
        """Take note that what was found across some documents holds for this build."""
        self._base.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (paper, key))

    def skipped(self) -> Iterator[tuple[str, str]]:
        """Give the files that gave nothing, with the reason."""
        yield from self._base.cursor().execute(
            "SELECT location, reason FROM file WHERE reason IS NOT NULL ORDER BY ordinal"
        )

    def doubles(self) -> Iterator[tuple[str, str]]:
        """Give the files that were left aside for a better one of the same paper, and that one."""
        yield from self._base.cursor().execute(
            "SELECT file.location, better.location FROM file JOIN file AS better ON file.best = better.ordinal "
            "WHERE file.best != file.ordinal ORDER BY file.ordinal"
        )

    def snapshot(self, registry: str) -> bytes | None:
        """Look up what a registry said."""
        row = self._base.execute("SELECT snapshot FROM registry WHERE digest = ?", (registry,)).fetchone()
        return row[0] if row else None

    def add_snapshot(self, registry: str, snapshot: bytes) -> None:
        """Keep what a registry says."""
        self._base.execute("INSERT OR IGNORE INTO registry VALUES (?, ?)", (registry, snapshot))

    def forget(self, kept: Iterable[str]) -> None:
        """Forget what other shards than these were made of, and the registries that nothing is known by any more."""
        with self.at_once():
            self._base.execute("CREATE TEMP TABLE kept (shard TEXT PRIMARY KEY) WITHOUT ROWID")
            self._base.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((shard,) for shard in kept))
            self._base.execute("DELETE FROM work WHERE shard NOT IN (SELECT shard FROM kept)")
            self._base.execute("DELETE FROM cites WHERE key NOT IN (SELECT key FROM work)")
            self._base.execute("DELETE FROM registry WHERE digest NOT IN (SELECT registry FROM work)")
            self._base.execute("DROP TABLE kept")

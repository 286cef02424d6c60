"""What was kept of the Tweede Kamer's data: an SQLite file that the network is not needed for.

Each entity has one row, its latest version; a deleted one leaves its name. Pages are kept whole or not at all, together
with the place where to go on, so that a run which is cut off anywhere is resumed by the next one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph_builder.errors import LinkError
from graph_builder.link.syncfeed import Entry

__all__ = ["Kept", "Mirror"]

_FORMAT = 1
_SCHEMA = """
CREATE TABLE entity (
    id TEXT PRIMARY KEY, category TEXT NOT NULL, changed TEXT NOT NULL, fetched TEXT NOT NULL, deleted INTEGER NOT NULL,
    row TEXT, number INTEGER, dossier TEXT, file TEXT
) WITHOUT ROWID;
CREATE INDEX by_number ON entity (category, number) WHERE number IS NOT NULL;
CREATE INDEX by_dossier ON entity (dossier) WHERE dossier IS NOT NULL;
CREATE TABLE link (source TEXT NOT NULL, relation TEXT NOT NULL, target TEXT NOT NULL,
    PRIMARY KEY (source, relation, target)) WITHOUT ROWID;
CREATE INDEX by_target ON link (target, relation);
CREATE TABLE progress (category TEXT PRIMARY KEY, address TEXT NOT NULL, checked TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (id TEXT PRIMARY KEY, changed TEXT NOT NULL, name TEXT NOT NULL, etag TEXT, modified TEXT)
    WITHOUT ROWID;
CREATE TABLE withdrawn (paper TEXT PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entity in the mirror."""

    id: str
    row: dict[str, Any]
    changed: str
    file: str | None


class Mirror:
    """The mirror's file; use it as a context manager through `open`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take over an open connection whose tables are there."""
        self._sql = connection

    @classmethod
    @contextmanager
    def open(cls, folder: Path, *, create: bool = False) -> Iterator[Mirror]:
        """Open the mirror in a folder.

        Raises:
            LinkError: There is none, it is of a newer version, or it is damaged.
        """
        path = folder / "mirror.sqlite"
        if not path.is_file() and not create:
            raise LinkError(f"There is no mirror in {folder}: make one with `kamergraaf fetch`.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise LinkError(f"{path} cannot be opened: {error}.") from error
        try:
            cls._prepare(connection, path)
            yield cls(connection)
        except sqlite3.DatabaseError as error:
            raise LinkError(f"{path} is damaged or in use: {error}; remove it to fetch all over again.") from error
        finally:
            connection.close()

    @staticmethod
    def _prepare(connection: sqlite3.Connection, path: Path) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _FORMAT:
            raise LinkError(f"{path} was made by a newer version of this program: use that one.")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        if version == 0:
            connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_FORMAT}; COMMIT;")

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._sql.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._sql.execute("ROLLBACK")
            raise
        self._sql.execute("COMMIT")

    def keep(self, category: str, entries: Iterable[Entry], resume: str, now: datetime) -> int:
        """Keep a page of a category, and where to go on; give the number of entries that were news."""
        stamp = now.astimezone(UTC).isoformat(timespec="seconds")
        with self._whole():
            news = sum(self._keep(entry, stamp) for entry in entries)
            self._sql.execute("INSERT OR REPLACE INTO progress VALUES (?, ?, ?)", (category, resume, stamp))
        return news

    def _keep(self, entry: Entry, stamp: str) -> bool:
        known = self._sql.execute("SELECT changed FROM entity WHERE id = ?", (entry.id,)).fetchone()
        if known and known[0] > entry.changed:
            return False
        row = None if entry.deleted else json.dumps(entry.row, ensure_ascii=False, sort_keys=True)
        number = entry.row.get("Volgnummer")
        self._sql.execute(
            "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.id,
                entry.category,
                entry.changed,
                stamp,
                entry.deleted,
                row,
                number if isinstance(number, int) and number > 0 else None,
                _dossier(entry),
                entry.file,
            ),
        )
        if known:
            self._sql.execute("DELETE FROM link WHERE source = ?", (entry.id,))
        self._sql.executemany(
            "INSERT OR IGNORE INTO link VALUES (?, ?, ?)", [(entry.id, *link) for link in entry.links]
        )
        return True

    def resume(self, category: str) -> str | None:
        """Give the address where a category's feed goes on; None where it was never fetched."""
        found = self._sql.execute("SELECT address FROM progress WHERE category = ?", (category,)).fetchone()
        return str(found[0]) if found else None

    def letters(self, kinds: Iterable[str], since: str) -> list[Kept]:
        """Find documents of some kinds, dated `since` or later, whose file is not kept in this version.

        Args:
            kinds: As in "Brief regering".
            since: As in "2026-10-01".
        """
        wanted = set(kinds)
        query = (
            "SELECT e.id, e.row, e.changed, e.file FROM entity e LEFT JOIN file f ON f.id = e.id "
            "WHERE e.category = 'Document' AND NOT e.deleted AND e.file IS NOT NULL "
            "AND (f.changed IS NULL OR f.changed < e.changed) AND json_extract(e.row, '$.Datum') >= ? ORDER BY e.id"
        )
        kept = (
            Kept(id_, json.loads(row), changed, file) for id_, row, changed, file in self._sql.execute(query, (since,))
        )
        return [each for each in kept if each.row.get("Soort") in wanted]

    def file_state(self, id_: str) -> tuple[str | None, str | None]:
        """Give the ETag and Last-Modified with which a document's file was got."""
        found = self._sql.execute("SELECT etag, modified FROM file WHERE id = ?", (id_,)).fetchone()
        return (found[0], found[1]) if found else (None, None)

    def keep_file(self, kept: Kept, name: str, etag: str | None, modified: str | None) -> None:
        """Write down that a document's file is kept."""
        with self._whole():
            self._sql.execute(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", (kept.id, kept.changed, name, etag, modified)
            )

    def forget_files(self) -> list[str]:
        """Strike the files of deleted documents from the list, and give their names."""
        gone = "SELECT f.id, f.name FROM file f JOIN entity e ON e.id = f.id WHERE e.deleted ORDER BY 1"
        with self._whole():
            files = self._sql.execute(gone).fetchall()
            self._sql.executemany("DELETE FROM file WHERE id = ?", [(id_,) for id_, _ in files])
        return [str(name) for _, name in files]

    def withdraw(self, paper: str) -> None:
        """Write down that the letter of a paper ("kst-32623-376") was deleted by the House."""
        with self._whole():
            self._sql.execute("INSERT OR IGNORE INTO withdrawn VALUES (?)", (paper,))

    def withdrawn(self) -> set[str]:
        """Give the papers whose letter was deleted by the House."""
        return {str(found[0]) for found in self._sql.execute("SELECT paper FROM withdrawn")}

    def dossiers_of(self, id_: str) -> list[str]:
        """Give the numbers of the dossiers that an entity is in, as in "36800-V"."""
        query = (
            "SELECT e.dossier FROM link l JOIN entity e ON e.id = l.target "
            "WHERE l.source = ? AND l.relation = 'Kamerstukdossier' "
            "AND e.dossier IS NOT NULL AND NOT e.deleted ORDER BY 1"
        )
        return [str(found[0]) for found in self._sql.execute(query, (id_,))]

    def links(self, id_: str) -> list[tuple[str, str]]:
        """Give the (relation, Id) pairs that an entity leads to."""
        return list(self._sql.execute("SELECT relation, target FROM link WHERE source = ? ORDER BY 1, 2", (id_,)))

    def found(self, query: str, *values: Any) -> list[tuple[str, dict[str, Any], str]]:
        """Ask for (Id, row, when it was fetched) of entities that are not deleted; `query` follows "FROM entity e"."""
        asked = self._sql.execute(f"SELECT e.id, e.row, e.fetched FROM entity e {query}", values)
        return [(id_, json.loads(row), fetched) for id_, row, fetched in asked if row is not None]


def _dossier(entry: Entry) -> str | None:
    if entry.category != "Kamerstukdossier" or "Nummer" not in entry.row:
        return None
    addition = entry.row.get("Toevoeging")
    return f"{entry.row['Nummer']}-{addition}" if addition else str(entry.row["Nummer"])

"""Following the feed: page after page into the mirror, and the files of new letters beside it.

Politeness is the client's. What fails leaves the rest alone: a category that is down goes on next time from where it
was, a file that cannot be had is tried again next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from graph_builder.errors import AnswerError, LinkError, ReadError, SourceDownError
from graph_builder.link.answers import is_missing_page, xml_of
from graph_builder.link.client import Answer, Client, same_host
from graph_builder.link.mirror import Kept, Mirror
from graph_builder.link.sources import load_source
from graph_builder.link.syncfeed import Page, read_page
from graph_builder.link.tweede_kamer.fields import local_day
from graph_builder.link.tweede_kamer.records import KEY
from graph_builder.read.metadata import parse_side_file, side_file
from graph_builder.store.files import replace

__all__ = ["Fetched", "Follower", "fetch_letters"]

_ATOM = "application/atom+xml"
_MOST_FAILURES = 3
"""Categories in a row for which the feed was down, before it is left alone: one or two may fail by themselves."""


@dataclass(slots=True)
class Fetched:
    """What a run brought."""

    news: dict[str, int] = field(default_factory=dict)
    """Category to the number of entities that were new or changed."""
    files: list[Path] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """Categories and documents that could not be had, and why; the next run tries again."""


class Follower:
    """Follows the feed into a mirror."""

    def __init__(
        self,
        client: Client,
        mirror: Mirror,
        clock: Callable[[], datetime],
        each: Callable[[str, int], None] = lambda *_: None,
    ) -> None:
        """Prepare to follow.

        Args:
            client: Who asks.
            mirror: Where pages are kept; a page counts when it is kept with the place to go on from.
            clock: Tells the time, with a time zone.
            each: Called after each page, with the category and the number of its news so far.
        """
        self._client, self._mirror, self._clock, self._each = client, mirror, clock, each

    def follow(
        self, categories: Iterable[str] = (), *, address: str | None = None, start: int | None = None
    ) -> Fetched:
        """Follow the feed of each category to its end.

        Args:
            categories: Which ones; those of the source's file where none is named.
            address: Where the SyncFeed is, if elsewhere than usual.
            start: A token of the feed's sequence: what changed before is left out, in a category never fetched before.
        """
        syncfeed = load_source(KEY).data["syncfeed"]
        feed = (address or syncfeed["address"]).rstrip("/")
        fetched, failures = Fetched(), 0
        for category in categories or syncfeed["categories"]:
            first = f"{feed}/Feed?category={category}" + (f"&skiptoken={start}" if start else "")
            here = self._mirror.resume(category)
            fetched.news[category] = 0
            try:
                if failures >= _MOST_FAILURES:
                    raise SourceDownError("The feed was left alone after it failed several times in a row.")
                self._follow(category, here if here and same_host(here, feed) else first, fetched)
                failures = 0
            except LinkError as error:
                failures += isinstance(error, SourceDownError)
                fetched.missing[category] = str(error)
        return fetched

    def _follow(self, category: str, address: str, fetched: Fetched) -> None:
        here: str | None = address
        while here is not None:
            page = self._page(here)
            fetched.news[category] += self._mirror.keep(category, page.entries, page.resume or here, self._clock())
            self._each(category, fetched.news[category])
            here = page.following

    def _page(self, address: str) -> Page:
        answer = self._client.get(address, accept=_ATOM)
        root = xml_of(answer) if answer else None
        if root is None:
            raise AnswerError(f"{address} is not there: has the feed moved?")
        page = read_page(root, address)
        for link in filter(None, (page.following, page.resume)):
            if not same_host(link, address):
                raise AnswerError(f"{address} leads to another host, {link}: it is not followed.")
        if page.following == address:
            raise AnswerError(f"{address} leads to itself: it is not followed.")
        return page


def fetch_letters(client: Client, mirror: Mirror, folder: Path, since: date, *, host: str | None = None) -> Fetched:
    """Fetch the files of letters that are not kept yet, with what is known of each beside it (`X.meta.toml`).

    Args:
        client: Who asks; its size limit is that of a file.
        mirror: What is known of the documents.
        folder: Where files go.
        since: Letters dated earlier are left out.
        host: Where the SyncFeed is, if elsewhere than usual: files from other hosts are refused.
    """
    syncfeed = load_source(KEY).data["syncfeed"]
    fetched, down = Fetched(), ""
    folder.mkdir(parents=True, exist_ok=True)
    for name in mirror.forget_files():
        _forget(mirror, folder / name)
    for kept in mirror.letters(syncfeed["letters"], since.isoformat()):
        name = str(kept.row.get("DocumentNummer") or kept.id)
        try:
            if down:
                raise SourceDownError(down)
            path = _fetch_file(client, mirror, kept, folder, host or syncfeed["address"])
        except LinkError as error:
            down = str(error) if isinstance(error, SourceDownError) else ""
            fetched.missing[name] = str(error)
            continue
        if path:
            fetched.files.append(path)
    return fetched


def _forget(mirror: Mirror, path: Path) -> None:
    """Remove a letter that the House deleted, and remember which paper it was of."""
    about = side_file(path)
    if about.exists():
        try:
            paper = parse_side_file(about.read_bytes(), about.name).identifier
        except ReadError:
            # Somebody edited it; what it was of cannot be told any more.
            paper = None
        if paper:
            mirror.withdraw(paper)
    about.unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def _fetch_file(client: Client, mirror: Mirror, kept: Kept, folder: Path, host: str) -> Path | None:
    """Fetch one file; None where the one that is kept still holds."""
    address = kept.file or ""
    if not same_host(address, host):
        raise AnswerError(f"A file is said to be at {address}, which is another host: it is not fetched.")
    etag, modified = mirror.file_state(kept.id)
    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    answer = client.get(address, accept="*/*", headers={name: value for name, value in conditions.items() if value})
    if answer is None or is_missing_page(answer):
        raise AnswerError(f"{address} is not there.")
    path = folder / f"{_file_name(kept)}.{_ending(kept, answer)}"
    if not answer.unchanged:
        replace(side_file(path), _about(mirror, kept).encode())
        replace(path, answer.body)
    mirror.keep_file(kept, path.name, answer.headers.get("etag"), answer.headers.get("last-modified"))
    return None if answer.unchanged else path


def _file_name(kept: Kept) -> str:
    number = str(kept.row.get("DocumentNummer") or kept.id)
    return number if number.isalnum() else kept.id


def _ending(kept: Kept, answer: Answer) -> str:
    """Tell the kind of file: by its first bytes, then by what the feed and the headers say."""
    endings: dict[str, str] = load_source(KEY).data["syncfeed"]["endings"]
    if answer.body.startswith(b"%PDF"):
        return "pdf"
    for said in (str(kept.row.get("ContentType", "")), answer.headers.get("content-type", "")):
        if said.partition(";")[0].strip() in endings:
            return endings[said.partition(";")[0].strip()]
    raise AnswerError(
        f"{answer.address} is of a kind that is not read ({answer.headers.get('content-type', 'unknown')})."
    )


def _about(mirror: Mirror, kept: Kept) -> str:
    """Write what is known of a letter, as `read_file` takes it."""
    row = kept.row
    # Papers of the whole Kingdom, "35000-(R2100)", are numbered in a way that names of documents cannot hold.
    dossiers = [each for each in mirror.dossiers_of(kept.id) if "(" not in each]
    number = row.get("Volgnummer")
    day = local_day(str(row.get("Datum", "")))
    title = row.get("Onderwerp") or row.get("Titel")
    known: dict[str, str] = {"kind": _quoted("letter")}
    if title:
        known["title"] = _quoted(str(title))
    if day:
        known["date"] = day.isoformat()
    if dossiers and isinstance(number, int) and number > 0:
        known |= {"identifier": _quoted(f"kst-{dossiers[0]}-{number}"), "dossier": _quoted(dossiers[0])}
        known["number"] = _quoted(str(number))
    return "".join(f"{name} = {value}\n" for name, value in sorted(known.items()))


def _quoted(words: str) -> str:
    """Write words as a TOML basic string."""
    safe = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(character for character in safe if character.isprintable()) + '"'

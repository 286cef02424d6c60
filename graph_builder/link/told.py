"""What an update did and left undone, in lines that a person can act on: for the mail that cron sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph_builder.corpus.ledger import Read
from graph_builder.link.fetching import Fetched
from graph_builder.link.sru import Enriched
from graph_builder.link.tweede_kamer.linking import Linked
from graph_builder.report import Language, Report

__all__ = ["LONG", "Update", "by_reason", "count", "listed", "named", "warned"]

LONG = 10
"""Warnings beyond which they are only counted."""
_MOST_NAMES = 8
"""Papers and files that one line names."""


@dataclass(frozen=True, slots=True)
class Update:
    """An update, step by step."""

    fetched: Sequence[Fetched] = ()
    """Empty where nothing was to be fetched."""
    built: Sequence[Read] = ()
    skipped: Sequence[tuple[str, str]] = ()
    """Files that could not be read, and why."""
    withdrawn: Sequence[str] = ()
    """Papers that the House deleted."""
    linked: Linked = field(default_factory=Linked)
    official: Enriched = field(default_factory=Enriched)
    """What the official publications said, where they were asked."""

    def lines(self) -> Iterator[str]:
        """Write what was done: one line a step."""
        if self.fetched:
            news = [f"{n} {kind}" for each in self.fetched for kind, n in each.news.items() if n]
            files = [path.name for each in self.fetched for path in each.files]
            yield f"fetched: {', '.join(news) or 'nothing new'}; {listed(files, 'letter')}"
        else:
            yield "fetched: nothing, as was asked (--offline)"
        statements = sum(each.statements for each in self.built)
        yield f"built: {count(len(self.built), 'document')}, {count(statements, 'statement')}"
        if self.withdrawn:
            yield f"left out, as the House deleted them: {named(self.withdrawn)}"
        yield f"linked: {listed(self.linked.found, 'paper')} found, {len(self.linked.unknown)} unknown to the source"
        if self.official.publications or self.official.unknown:
            found = listed(sorted(self.official.publications), "official publication")
            yield f"registered: {found} new, {len(self.official.unknown)} unknown to the publisher"

    def attention(self) -> Iterator[str]:
        """Write what a person should look at, or a next run completes: one line a cause."""
        for each in self.fetched:
            for why, names in by_reason(each.missing).items():
                yield f"missing: {named(names)}: {why} What is kept stays; the next run tries again."
        for file, why in self.skipped:
            yield f"not read: {file}: {why}"
        empty = [each.document for each in self.built if not (each.mentions or each.tracks or each.statements)]
        if empty:
            yield f"nothing but its text was found in: {named(empty)}"
        if self.linked.unknown:
            yield f"numbers that the source does not know: {named(self.linked.unknown)}: check them in the documents."
        for why, names in by_reason(self.linked.missing | self.official.missing).items():
            yield f"not looked up: {named(names)}: {why} What was known of them is kept; the next run tries again."
        yield from self.linked.complaints


def by_reason(missing: Mapping[str, str]) -> dict[str, list[str]]:
    """Turn names with a reason each into reasons with their names."""
    reasons: dict[str, list[str]] = {}
    for name, why in missing.items():
        reasons.setdefault(why, []).append(name)
    return reasons


def warned(report: Report, store: Path, language: Language = "nl") -> str | None:
    """Write a report's warnings; of many only how many there are, and where to read them."""
    if len(report.results) > LONG:
        return f"{len(report.results)} warnings: read them with `kamergraaf validate --store {store}`"
    return report.as_text(language) if report.results else None


def named(names: Sequence[str]) -> str:
    """Name some things, and of many only how many more there are."""
    rest = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def listed(names: Sequence[str], what: str) -> str:
    """Count things and name them: "2 letters (a, b)"."""
    return count(len(names), what) + (f" ({named(names)})" if names else "")


def count(number: int, what: str) -> str:
    """Write a number of things: "1 letter", "2 letters"."""
    return f"{number} {what}{'' if number == 1 else 's'}"

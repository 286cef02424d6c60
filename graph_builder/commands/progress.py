"""How far a long build is, at a terminal and in a log, and how it is stopped."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from graph_builder.commands.edge import notes

__all__ = ["shown", "stoppable"]

Step = Callable[[str], None]

_EVERY = 60
"""Seconds between two lines of a log."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Take being told to end (SIGTERM, as from `kill`, systemd or Kubernetes) for Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def shown(total: int) -> Iterator[Step]:
    """Show progress: a bar at a terminal, else a line a minute.

    Args:
        total: How many files there are.

    Yields:
        What is to be called at each file that is done with, with its name.
    """
    if not notes.is_terminal:
        yield _logged(total)
        return
    columns = (
        SpinnerColumn(),
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[now]}", markup=False),
    )
    with Progress(*columns, console=notes, transient=True) as progress:
        task = progress.add_task("", total=total, now="")

        def step(now: str) -> None:
            progress.update(task, advance=1, now=now)

        yield step


class _Rate(ProgressColumn):
    """How many documents a second."""

    def render(self, task: Task) -> Text:
        """Write the rate of late."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f}/s")


def _logged(total: int) -> Step:
    """Write a line a minute: how many are done, how many a second of late, and how long the rest takes at that rate."""
    done, told, since = 0, 0, monotonic()

    def step(_: str) -> None:
        nonlocal done, told, since
        done += 1
        passed = monotonic() - since
        if passed >= _EVERY:
            rate = (done - told) / passed
            minutes = (total - done) / rate / 60
            notes.print(f"{done:,} of {total:,} files, {rate:.1f} a second, {minutes:,.0f} min left", highlight=False)
            told, since = done, since + passed

    return step

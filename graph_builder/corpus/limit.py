"""The time that one document may take: one that never ends must not hold up the others.

The reading is interrupted when the time is over, and the process goes on with the next document. A library written in C
may hang where nothing can be interrupted: a process that reads documents for a build is then ended from outside Python,
and what was in its hands is done again by another one (see `crew`). The process of the build itself must live on.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

__all__ = ["LIMIT", "OutOfTimeError", "ended_after", "interrupted_after"]

LIMIT = 300.0
"""Seconds; a paper of hundreds of pages takes less than one of them for each ten pages."""


class OutOfTimeError(BaseException):
    """The time is over; not to be taken for an error of the document's."""


@contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """End this process if the block takes longer."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def interrupted_after(seconds: float) -> Iterator[None]:
    """Interrupt the block if it takes longer; only the main thread can be.

    Raises:
        OutOfTimeError: The time is over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

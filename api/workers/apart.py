"""Work in a process of its own, for what must leave no trace in the process that forks.

An index that was opened for writing leaves the engine's background threads behind, which a fork does not have: a
process that is still to be forked must never open one.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from functools import partial

from api.workers.answer import Send
from api.workers.frames import write_all


def apart(work: Callable[[Send], None]) -> bytes:
    """Do work in a forked process; gives all that it sent, which is nothing where it failed."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(ours)
            work(partial(write_all, theirs))
        except BaseException:
            traceback.print_exc()
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as sent:
        received = sent.read()
    os.waitpid(child, 0)
    return received

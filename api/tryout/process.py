"""The process that is forked for every job of `/try` and every check.

use: python -m api.tryout.process CONTROL BASE MEMORY

Over the control socket it is told, by one byte with a socket attached, to fork a process that does the job which comes
over that socket. It has one thread, so that forking is safe. Neither it nor what it forks can open a socket; a forked
process can write no file either.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import socket
import sys
import traceback

from api.tryout.work import Loaded, check, load, try_out
from api.workers import jail
from api.workers.frames import END, FAILED, HELLO, message, read_frame, write_all

_MOST_PROCESSOR_SECONDS = 120
"""A second lock: the server ends a process well before, by the clock on the wall."""


def main(control: int, base: str, memory: int) -> None:
    """Load everything, say so, and fork until the control socket closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Children that nobody waits for are taken away by the system.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    jail.die_with_parent()
    loaded = load(base)
    gc.collect()
    gc.freeze()
    jail.deny_sockets()
    write_all(control, message(HELLO, {"pid": os.getpid()}))
    orders = socket.socket(fileno=control)
    while True:
        order, descriptors, _, _ = socket.recv_fds(orders, 1, 1)
        if not order:
            return
        if os.fork():
            os.close(descriptors[0])
            continue
        try:
            os.close(control)
            _lock_up(memory)
            _work(descriptors[0], loaded)
        except BaseException:
            traceback.print_exc()
        os._exit(0)


def _lock_up(memory: int) -> None:
    jail.die_with_parent()
    jail.limit_memory(memory)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_PROCESSOR_SECONDS, _MOST_PROCESSOR_SECONDS))


def _work(descriptor: int, loaded: Loaded) -> None:
    """Do the one job that comes."""
    write_all(descriptor, message(HELLO, {"pid": os.getpid()}))
    received, content = read_frame(descriptor), read_frame(descriptor)
    if received is None or content is None:
        return
    job = json.loads(received[1])
    try:
        if job["do"] == "check":
            outcome = check(content[1])
        else:
            outcome = try_out(content[1], job["name"], job["language"], loaded)
        answer = message(END, outcome)
    except MemoryError:
        answer = message(FAILED, {"reason": "memory"})
    write_all(descriptor, answer)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

"""The process that loads a generation once and is forked into workers, and into a writer for each write.

use: python -m api.workers.zygote CONFIGURATION

Over the control socket it is told, one byte at a time with a socket attached, to fork a worker (W) or a writer (U) that
answers over that socket. It reports each child's end. It has one thread, so that forking is
safe. A writer that has published becomes such a process itself, for the generation that it made. Neither they nor what
they fork can open a socket.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import sys
import threading
import time
import traceback
from contextlib import suppress
from functools import partial
from typing import Any

from api.workers import jail
from api.workers.answer import answer
from api.workers.diagnose import explain
from api.workers.frames import ENDED, FAILED, HELLO, message, read_alone, read_asked, read_frame, write_all
from api.workers.graph import Graph
from api.workers.rows import Rows
from api.workers.write import Loaded, change, prepare_index
from graph_builder.errors import KamergraafError
from graph_builder.store import Store

STACK = 256 * 1024 * 1024
"""Bytes of stack for the thread that runs queries: the engine recurses over a query's structure."""

_MOST_ATTEMPTS = 1000

Serving = tuple[int, Loaded]


def main(configuration: dict[str, Any]) -> None:
    """Load the generation, say so, and fork until the control socket closes."""
    control = int(configuration["control"])
    try:
        loaded = _load(configuration)
    except KamergraafError as error:
        write_all(control, message(FAILED, {"message": str(error)}))
        return
    explain("", "error at 1:1: expected [_]", {})  # builds the parser once, before any fork
    if configuration["validates"]:
        # Takes long to load: once, before any fork.
        from graph_builder.validate import validate  # noqa: PLC0415

        validate(())
    gc.collect()
    gc.freeze()
    write_all(control, message(HELLO, {"pid": os.getpid()}))
    going_on: Serving | None = (control, loaded)
    while going_on is not None:
        going_on = serve(*going_on)


def _load(configuration: dict[str, Any]) -> Loaded:
    store = Store.open(configuration["store"])
    generation = store.generation(configuration["generation"])
    filtered = jail.deny_sockets()
    if configuration["in_memory"]:
        return Loaded(store, generation, generation.load(), configuration["query_memory"])
    if not filtered:
        raise KamergraafError("This system cannot keep workers off the network: raise KAMERGRAAF_MEMORY_BUDGET.")
    prepare_index(store, generation)
    return Loaded(store, generation, None, configuration["query_memory"])


def serve(control: int, loaded: Loaded) -> Serving | None:
    """Fork a process for every socket that comes, report every one that ends.

    Returns:
        None when the control socket closes; in a writer that has published, what it is to serve from now on.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    memory = None if loaded.memory is None else Graph(loaded.memory, Rows.counted(loaded.memory))
    wake, woken = os.pipe()
    for end in (wake, woken):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
    orders = socket.socket(fileno=control)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake, selectors.EVENT_READ)
        while True:
            ready = {key.fd for key, _ in selector.select()}
            if wake in ready:
                os.read(wake, 4096)
                _report(control)
            if control in ready:
                order, descriptors = _receive(orders)
                if not order:
                    signal.set_wakeup_fd(-1)
                    return None
                if os.fork():
                    os.close(descriptors[0])
                else:
                    return _child((control, wake, woken), loaded, memory, order, descriptors[0])


def _receive(orders: socket.socket) -> tuple[bytes, list[int]]:
    try:
        order, descriptors, _, _ = socket.recv_fds(orders, 1, 1)
    except ConnectionError:
        return b"", []
    return order, descriptors


def _report(control: int) -> None:
    with suppress(ChildProcessError, BrokenPipeError):
        while (ended := os.wait4(-1, os.WNOHANG))[0]:
            pid, status, used = ended
            grown = used.ru_maxrss * 1024 - jail.resident()
            write_all(
                control, message(ENDED, {"pid": pid, "status": os.waitstatus_to_exitcode(status), "grown": grown})
            )


def _child(
    others: tuple[int, ...], loaded: Loaded, memory: Graph | None, order: bytes, descriptor: int
) -> Serving | None:
    """Do what was ordered; only a writer that has published comes back from here."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for each in others:
            os.close(each)
        if order == b"U":
            changed = _write(loaded, descriptor)
            if changed is not None:
                return descriptor, changed
        else:
            jail.die_with_parent()
            _work(loaded, memory, descriptor)
    except BaseException:
        traceback.print_exc()
    os._exit(0)


def _write(loaded: Loaded, descriptor: int) -> Loaded | None:
    """Make a new generation; gives it where there is one."""
    write_all(descriptor, message(HELLO, {"pid": os.getpid()}))
    received, content = read_frame(descriptor), read_frame(descriptor)
    if received is None or content is None:
        return None
    return change(loaded, json.loads(received[1]), content[1], partial(write_all, descriptor))


def _work(loaded: Loaded, memory: Graph | None, descriptor: int) -> None:
    """Lock this process up, then answer jobs until the other side closes."""
    graph = memory or Graph(loaded.generation.open_index())
    threading.stack_size(STACK)
    go = threading.Event()
    runner = threading.Thread(target=_answer_all, args=(graph, descriptor, go))
    runner.start()
    jail.limit_memory(loaded.query_memory)
    if memory is not None:
        jail.deny_descriptors()
    go.set()
    while True:
        runner.join()
        _see_off(runner)
        runner = _successor(graph, descriptor)


def _see_off(thread: threading.Thread) -> None:
    """Wait until a thread that has ended is gone, so that the next one is given its stack: otherwise there are two."""
    for _ in range(_MOST_ATTEMPTS):
        try:
            os.getpriority(os.PRIO_PROCESS, thread.native_id or 0)
        except ProcessLookupError:
            return
        time.sleep(0.0001)


def _successor(graph: Graph, descriptor: int) -> threading.Thread:
    """Start the thread that goes on after one that has ended.

    The system gives the stack of that one back a moment after it has ended; there is no room for a second until then.
    """
    for _ in range(_MOST_ATTEMPTS):
        thread = threading.Thread(target=_answer_all, args=(graph, descriptor, None))
        with suppress(RuntimeError):
            thread.start()
            return thread
        time.sleep(0.001)
    raise RuntimeError("no thread can be started")


def _answer_all(graph: Graph, descriptor: int, go: threading.Event | None) -> None:
    """Answer jobs until the other side closes, or this thread has lost priority over a job that took long.

    Args:
        graph: What is asked.
        descriptor: Where jobs come from and answers go.
        go: What the first thread waits for before it says that it is ready.
    """
    send = partial(write_all, descriptor)
    try:
        if go is not None:
            go.wait()
            send(message(HELLO, {"pid": os.getpid()}))
        full = os.getpriority(os.PRIO_PROCESS, os.getpid())
        while (received := read_alone(descriptor)) is not None:
            answer(graph, read_asked(*received), send)
            if os.getpriority(os.PRIO_PROCESS, 0) != full:
                return
    except (BrokenPipeError, ConnectionResetError):
        pass
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))

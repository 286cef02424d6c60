"""The process that loads a generation once and is forked into workers.

use: python -m api.workers.zygote CONTROL_FD STORE NAME memory|index QUERY_MEMORY

Over the control socket it is told, one byte at a time with a socket attached, to fork a worker that answers over that
socket. It reports each worker's end as a line `PID STATUS`. It has one thread, so that forking it is safe.
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
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from api.workers import jail
from api.workers.answer import answer
from api.workers.diagnose import explain
from api.workers.frames import FAILED, HELLO, message, read_frame, write_all
from graph_builder.errors import KamergraafError
from graph_builder.store import Generation, Store

STACK = 256 * 1024 * 1024
"""Bytes of stack for the thread that runs queries: the engine recurses over a query's structure."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A generation ready to be asked; `store` is None when each worker opens the index itself."""

    generation: Generation
    store: ox.Store | None
    query_memory: int


def main(arguments: list[str]) -> None:
    """Load the generation, say so, and fork workers until the control socket closes."""
    descriptor, path, name, mode, memory = arguments
    control = socket.socket(fileno=int(descriptor))
    try:
        loaded = _load(Path(path), name, mode, int(memory))
    except KamergraafError as error:
        control.sendall(message(FAILED, {"message": str(error)}))
        return
    explain("", "error at 1:1: expected [_]", {})  # builds the parser once, before any fork
    gc.collect()
    gc.freeze()
    control.sendall(message(HELLO, {"pid": os.getpid()}))
    serve(control, loaded)


def _load(path: Path, name: str, mode: str, memory: int) -> Loaded:
    store = Store.open(path)
    generation = store.generation(name)
    if mode == "memory":
        return Loaded(generation, generation.load(), memory)
    store.build_index(generation, wait=600)
    return Loaded(generation, None, memory)


def serve(control: socket.socket, loaded: Loaded) -> None:
    """Fork a worker for every socket that comes, report every worker that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    wake, woken = socket.socketpair()
    for end in (wake, woken):
        end.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    with selectors.DefaultSelector() as selector:
        selector.register(control, selectors.EVENT_READ)
        selector.register(wake, selectors.EVENT_READ)
        while True:
            ready = {key.fileobj for key, _ in selector.select()}
            if wake in ready:
                wake.recv(4096)
                _report(control)
            if control in ready:
                order, descriptors, _, _ = socket.recv_fds(control, 1, 1)
                if not order:
                    signal.set_wakeup_fd(-1)
                    return
                _fork(control, (wake, woken), loaded, descriptors[0])


def _report(control: socket.socket) -> None:
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            control.sendall(f"{ended[0]} {os.waitstatus_to_exitcode(ended[1])}\n".encode())


def _fork(control: socket.socket, others: tuple[socket.socket, ...], loaded: Loaded, descriptor: int) -> None:
    if os.fork():
        os.close(descriptor)
        return
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        jail.die_with_parent()
        for each in (control, *others):
            each.close()
        _work(loaded, descriptor)
    finally:
        os._exit(0)


def _work(loaded: Loaded, descriptor: int) -> None:
    """Lock this process up, then answer jobs until the other side closes."""
    store = loaded.store
    if store is None:
        store = loaded.generation.open_index()
    threading.stack_size(STACK)
    go = threading.Event()
    runner = threading.Thread(target=_answer_all, args=(store, descriptor, go))
    # The filter holds for threads started after it; the limits hold for the whole process, and measuring needs a file.
    filtered = jail.deny_sockets()
    runner.start()
    jail.limit_memory(loaded.query_memory)
    if loaded.store is not None:
        jail.deny_descriptors()
    elif not filtered:
        write_all(descriptor, message(FAILED, {"message": "This system cannot keep workers off the network."}))
        os._exit(1)
    go.set()
    runner.join()


def _answer_all(store: ox.Store, descriptor: int, go: threading.Event) -> None:
    go.wait()
    send = partial(write_all, descriptor)
    try:
        send(message(HELLO, {"pid": os.getpid()}))
        while (received := read_frame(descriptor)) is not None:
            answer(store, json.loads(received[1]), send)
    except (BrokenPipeError, ConnectionResetError):
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Who does the work: this process, a process a core, or the workers of a Dask cluster.

All three are `concurrent.futures` executors. A process that ends in the middle of a document takes down those that the
others have in hand: they are done again one by one, and the one that ends its process again is told of and left out.
So is one that takes longer than it may: the process that reads it is ended, and started anew.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import wait as wait_for_end
from time import monotonic

from graph_builder.corpus.limit import OutOfTimeError, interrupted_after
from graph_builder.corpus.work import Failed, Outcome, Task, known, out_of_time, work
from graph_builder.errors import ClusterError

_FEW = 12
"""So many documents are done in this process: starting others would take longer."""

_IN_HAND = 3
"""Tasks for each worker that are handed out at a time: enough that none waits, few enough that little is lost."""

PATIENCE = 20
"""Seconds within which a scheduler has to answer."""

Job = Callable[[Task], Outcome]


def cores() -> int:
    """Count the processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def carry_out_all(
    tasks: Iterable[Task], here: Job, workers: int, scheduler: str | None = None
) -> Iterator[tuple[Task, Outcome]]:
    """Do tasks, giving each with its outcome as it comes.

    Args:
        tasks: Taken as they are needed: only those in hand are in memory.
        here: Does a task in this process, when they are few or there is one worker.
        workers: How many processes to use on this machine.
        scheduler: The address of a Dask scheduler whose workers are to do it instead.

    Raises:
        ClusterError: The scheduler cannot be reached, or is lost.
    """
    if scheduler is not None:
        with _cluster(scheduler) as (executor, count):
            yield from _Crew(lambda: executor, count).outcomes(iter(tasks))
        return
    coming = iter(tasks)
    few = [task for _, task in zip(range(_FEW + 1), coming, strict=False)] if workers > 1 else []
    if workers > 1 and len(few) > _FEW:
        yield from _Crew(lambda: _pool(workers), workers).outcomes(_chained(few, coming))
    else:
        for task in _chained(few, coming):
            yield task, _here(here, task)


def _here(job: Job, task: Task) -> Outcome:
    try:
        with interrupted_after(task.limit):
            return job(task)
    except OutOfTimeError:
        return out_of_time(task)


def _chained(first: list[Task], rest: Iterator[Task]) -> Iterator[Task]:
    while first:
        yield first.pop(0)
    yield from rest


class _Crew:
    """An executor, started anew when a process of it ends."""

    def __init__(self, start: Callable[[], Executor], workers: int) -> None:
        self._start = start
        self._most = workers * _IN_HAND
        self._executor = start()

    def outcomes(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Do tasks, a few at a time for each worker."""
        waiting: dict[Future[Outcome], Task] = {}
        try:
            while True:
                lost = self._hand_out(tasks, waiting)
                done, _ = wait(waiting, return_when=FIRST_COMPLETED) if waiting else (set(), None)
                for future in done:
                    task = waiting.pop(future)
                    outcome = _outcome(future, task)
                    if outcome is None:
                        lost.append(task)
                    else:
                        yield task, outcome
                if lost:
                    lost += waiting.values()
                    waiting.clear()
                    self._restart()
                    for task in lost:
                        yield task, self._alone(task)
                elif not waiting:
                    return
        finally:
            _stop(self._executor)

    def _hand_out(self, tasks: Iterator[Task], waiting: dict[Future[Outcome], Task]) -> list[Task]:
        """Hand out what there is room for; give what cannot be, as the executor is broken."""
        while len(waiting) < self._most and (task := next(tasks, None)) is not None:
            try:
                waiting[self._executor.submit(work, task)] = task
            except BrokenExecutor:
                return [task]
        return []

    def _alone(self, task: Task) -> Outcome:
        begun = monotonic()
        try:
            outcome = _outcome(self._executor.submit(work, task), task)
        except BrokenExecutor:
            outcome = None
        if outcome is None:
            self._restart()
            return out_of_time(task) if monotonic() - begun >= task.limit else _ended(task)
        return outcome

    def _restart(self) -> None:
        _stop(self._executor)
        self._executor = self._start()


def _stop(executor: Executor) -> None:
    """Let go of an executor and of what it has not begun; Dask's has no word for the latter, and does so anyway."""
    if isinstance(executor, ProcessPoolExecutor):
        executor.shutdown(wait=False, cancel_futures=True)
    else:
        executor.shutdown(wait=False)


def _outcome(future: Future[Outcome], task: Task) -> Outcome | None:
    """Give a task's outcome; None where its process has ended.

    Raises:
        ClusterError: The cluster is lost.
    """
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except Exception as error:
        # Dask's own errors, which are there only where Dask is.
        if type(error).__name__ == "KilledWorker":
            return _ended(task, f", or takes longer than the {task.limit:g} seconds of --limit")
        raise ClusterError(f"The Dask cluster cannot go on ({type(error).__name__}: {error}): run it again.") from error


def _ended(task: Task, slow: str = "") -> Failed:
    name = task.payload.name
    return Failed(f"{name} ends the process that reads it: it is damaged, or needs too much memory{slow}.")


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["graph_builder.corpus.ready"])
    most = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (workers + 1)
    return ProcessPoolExecutor(workers, context, _begin, (most,))


def _begin(most: int) -> None:
    """Make a process ready: bounded in memory, deaf to Ctrl-C, and gone when the build is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    known()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_end([parent.sentinel])
        os._exit(1)


@contextmanager
def _cluster(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """Reach a Dask cluster.

    Raises:
        ClusterError: Dask is not installed, or the scheduler does not answer.
    """
    try:
        import distributed  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise ClusterError("A cluster needs Dask: pip install 'kamergraaf[cluster]'.") from error
    with ExitStack() as stack:
        try:
            client = stack.enter_context(
                distributed.Client(scheduler, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
            )
        except (OSError, ValueError) as error:
            raise ClusterError(f"The scheduler at {scheduler} does not answer: is it running there?") from error
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError(f"The scheduler at {scheduler} has no workers yet: start some with `dask worker`.")
        yield client.get_executor(pure=False), threads

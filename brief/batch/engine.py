"""Who does the work: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from brief.errors import BriefError, MissingExtra, SettingsError, UnknownName

Done = TypeVar("Done")

ENGINES = ("local", "dask")
TRIES = 3
"""How often a shard may cost a worker its life before the batch gives up on it."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Workers share the cores between them; one that takes all of them for a sum slows the others."""


# `python -m benchmarks.speed --only workers` compares: with Dask's own settings a worker of its takes
# nearly twice the processor time for an article that one of ours takes. It looks at itself a hundred
# times a second, and hands memory back to the system as soon as a sum is done with it.
CALM_WORKERS = {
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.scheduler.work-stealing": False,
    "distributed.nanny.pre-spawn-environ": dict.fromkeys(ONE_THREAD, "1"),
}


class WorkerDied(BriefError):
    """A worker died at the same shard again and again."""


class Engine(Protocol):
    """Calls a function for each number, on its workers."""

    def __call__(self, work: Callable[[int], Done], numbers: Sequence[int]) -> Iterator[tuple[int, Done]]:
        """Numbers with what the function returned, in the order they are done."""


@contextmanager
def engine(name: str, *, workers: int, scheduler: str | None = None) -> Iterator[Engine]:
    """Start workers, and end them when the block ends.

    Args:
        name: One of `ENGINES`.
        workers: How many; one local worker is this process.
        scheduler: Address of a running Dask scheduler; then it says how many workers.

    Raises:
        UnknownName: If there is no such engine.
        MissingExtra: If Dask is not installed.
    """
    if name not in ENGINES:
        raise UnknownName("engine", name, ENGINES)
    if name == "dask":
        with _dask(workers, scheduler) as client:
            yield client
    elif workers == 1:
        yield _here
    else:
        with _pool(workers) as pool:
            yield pool


def _here(work: Callable[[int], Done], numbers: Sequence[int]) -> Iterator[tuple[int, Done]]:
    """In this process, one after the other."""
    for number in numbers:
        yield number, work(number)


class _Worker:
    """A process that does one thing at a time."""

    def __init__(self, number: int) -> None:
        # A process that begins anew holds nothing of ours: no lock in use, no open file.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.busy: int | None = None
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs,), name=f"brief-worker-{number}", daemon=True
        )
        with _one_thread():
            self.process.start()
        theirs.close()

    def give(self, work: bytes, number: int) -> None:
        """Let it begin; if it has died meanwhile, that is seen when it is waited for."""
        self.busy = number
        with suppress(OSError):
            self.connection.send((work, number))

    def end(self) -> None:
        """Let it end, and see that it has."""
        with suppress(OSError):
            self.connection.close()
        self.process.terminate()
        self.process.join(5)


def _serve(connection: Connection) -> None:
    """What a worker does until the other end closes."""
    while True:
        try:
            work, number = connection.recv()
        except (EOFError, OSError):
            return
        try:
            done = (True, pickle.loads(work)(number))  # noqa: S301  from the process that started us
        except Exception as error:
            done = (False, error)
        try:
            connection.send(done)
        except OSError:  # whoever asked has been stopped
            return


@contextmanager
def _pool(size: int) -> Iterator[Engine]:
    """Processes of this machine; one that dies is replaced, and its shard done again."""
    workers = [_Worker(number) for number in range(size)]

    def run(work: Callable[[int], Done], numbers: Sequence[int]) -> Iterator[tuple[int, Done]]:
        pickled = pickle.dumps(work)
        waiting, deaths = deque(numbers), dict.fromkeys(numbers, 0)
        while waiting or any(worker.busy is not None for worker in workers):
            for worker in workers:
                if worker.busy is None and waiting:
                    worker.give(pickled, waiting.popleft())
            for place, number, done in _finished(workers):
                if done is not None:
                    yield number, _value(done)
                    continue
                deaths[number] += 1
                if deaths[number] == TRIES:
                    raise WorkerDied(
                        f"shard {number} cost {TRIES} workers their lives; --resume tries it again"
                    )
                waiting.appendleft(number)
                workers[place].end()
                workers[place] = _Worker(place)

    try:
        yield run
    finally:
        for worker in workers:
            worker.end()


def _finished(workers: Sequence[_Worker]) -> Iterator[tuple[int, int, tuple[bool, Any] | None]]:
    """Wait for workers: their place, what they did and what came of it; None when they died."""
    ends = {worker.connection: place for place, worker in enumerate(workers) if worker.busy is not None}
    for connection in wait(list(ends)):
        place = ends[connection]  # type: ignore[index]  # these are what we waited for
        worker = workers[place]
        number, worker.busy = worker.busy, None
        assert number is not None  # noqa: S101  only busy ones are waited for
        try:
            yield place, number, worker.connection.recv()
        except (EOFError, OSError):
            yield place, number, None


def _value(done: tuple[bool, Any]) -> Any:
    """What the function returned; what it raised is raised here."""
    fine, value = done
    if not fine:
        raise value
    return value


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let processes started now calculate in one thread each, unless the user says otherwise."""
    added = [name for name in ONE_THREAD if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


@contextmanager
def _dask(workers: int, scheduler: str | None) -> Iterator[Engine]:
    """A cluster that the user runs, or one of our own on this machine."""
    try:
        import distributed
    except ImportError as error:
        raise MissingExtra("--engine dask", "cluster") from error
    logging.getLogger("distributed").setLevel(logging.ERROR)  # it tells of every connection
    dask: Any = distributed
    with _one_thread(), _cluster(dask, workers, scheduler) as address, _client(dask, address) as client:

        def run(work: Callable[[int], Done], numbers: Sequence[int]) -> Iterator[tuple[int, Done]]:
            # A few for each worker at a time: a scheduler need not know a million shards.
            ahead = 4 * max(workers, len(client.scheduler_info()["workers"]))
            left = iter(numbers)
            running = {_submit(client, work, number): number for number in islice(left, ahead)}
            finished = dask.as_completed(list(running))
            for future in finished:
                number = running.pop(future)
                yield number, future.result()
                for after in left:
                    future = _submit(client, work, after)
                    running[future] = after
                    finished.add(future)
                    break

        yield run


def _client(dask: Any, address: str) -> Any:
    """Whoever gives a scheduler its work.

    Raises:
        SettingsError: If no scheduler answers at the address.
    """
    try:
        return dask.Client(address)
    except (OSError, ValueError) as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise SettingsError(f"--scheduler {address}: no scheduler answers there ({said})") from error


@contextmanager
def _cluster(dask: Any, workers: int, scheduler: str | None) -> Iterator[str]:
    """The address of a scheduler."""
    if scheduler:
        yield scheduler
        return
    import dask as core

    with (
        core.config.set(CALM_WORKERS),
        dask.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            worker_dashboard_address=None,
            silence_logs=logging.ERROR,
            scheduler_kwargs={"dashboard": False},
        ) as cluster,
    ):
        yield cluster.scheduler_address


def _submit(client: Any, work: Callable[[int], Done], number: int) -> Any:
    """A shard is a task that may be done again: it writes its file whole."""
    # A key of its own: a scheduler gives what it already has under a key, though another run asked for it.
    return client.submit(work, number, key=f"brief-{uuid4().hex}", retries=TRIES)

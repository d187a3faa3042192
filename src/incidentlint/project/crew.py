"""Processes that share the work on a list: what is made of each of its items comes in the order of the list.

A process that ends before its time loses the item that it was at, which is told, and no other.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, TypeVar

_T = TypeVar("_T")

Start = Literal["fork", "spawn"]
"""How a process begins: as a copy of this one, or as a new one that is given what it needs."""

_CHUNK = 8
"""So many items are given to a process at once at most, so that none waits for the next, and none has all long ones."""


class Lost:
    """That an item was lost, and why."""

    def __init__(self, why: str) -> None:
        """Take the reason."""
        self.why = why


class _Hand:
    """A process with what it has still to do."""

    def __init__(self, process: BaseProcess, line: Connection) -> None:
        self.process = process
        self.line = line
        self.items: deque[int] = deque()

    def give(self, items: list[int]) -> None:
        self.items.extend(items)
        with contextlib.suppress(OSError):  # it has ended: reading from it tells that
            self.line.send(items)


class Crew(Generic[_T]):
    """The processes that work on `count` items, each with the function that `prepare` makes in it.

    Where processes are spawned, `prepare` and what it needs can be pickled; what the function returns always can.
    """

    def __init__(self, count: int, prepare: Callable[[], Callable[[int], _T]], start: Start) -> None:
        """Take the work. Nothing begins yet."""
        self._prepare = prepare
        self._context: Any = get_context(start)
        self._forks = start == "fork"
        self._left = deque(range(count))
        self._count = count
        self._hands: list[_Hand] = []
        self._done: dict[int, _T | Lost] = {}

    def work(self, jobs: int) -> Iterator[_T | Lost]:
        """Yield what is made of each item, in their order, by so many processes, or as many as the system grants.

        Raises `OSError` where it grants none any more.
        """
        try:
            for _ in range(min(jobs, self._count)):
                self._try_to_engage()
            for number in range(self._count):
                while number not in self._done:
                    self._listen()
                yield self._done.pop(number)
        finally:
            self.stop()

    def stop(self) -> None:
        """End all processes at once, whatever they do."""
        for hand in self._hands:
            hand.line.close()
            if hand.items:
                hand.process.kill()
        for hand in self._hands:
            hand.process.join()
        self._hands.clear()

    def _try_to_engage(self) -> None:
        """Begin a process, or leave the work to those that are there. Raises `OSError` where there is none."""
        try:
            self._engage()
        except OSError:
            if not self._hands:
                raise
            for hand in self._hands:
                if not hand.items:
                    self._feed(hand)

    def _engage(self) -> None:
        """Begin a process and give it work."""
        ours, theirs = self._context.Pipe()
        # A copy of this process has our ends of the lines too: while it holds them nobody learns that we have ended.
        others = (ours, *(hand.line for hand in self._hands)) if self._forks else ()
        process = self._context.Process(target=_serve, args=(self._prepare, theirs, others), daemon=True)
        try:
            process.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        hand = _Hand(process, ours)
        self._hands.append(hand)
        self._feed(hand)

    def _feed(self, hand: _Hand) -> None:
        size = max(1, min(_CHUNK, len(self._left) // (4 * max(1, len(self._hands)))))
        items = [self._left.popleft() for _ in range(min(size, len(self._left)))]
        if items:
            hand.give(items)

    def _listen(self) -> None:
        """Take what processes have made; those that have nothing more to do get more."""
        ready = wait([hand.line for hand in self._hands if hand.items])
        for hand in [hand for hand in self._hands if hand.line in ready]:
            try:
                number, made = hand.line.recv()
            except (EOFError, OSError):
                self._lose(hand)
                continue
            hand.items.popleft()
            self._done[number] = made
            if not hand.items:
                self._feed(hand)

    def _lose(self, hand: _Hand) -> None:
        """Give the work of a process that ended to another one, but for what it was at."""
        self._hands.remove(hand)
        hand.line.close()
        hand.process.join()
        self._done[hand.items.popleft()] = Lost(_ending(hand.process.exitcode))
        self._left.extendleft(reversed(hand.items))
        if self._left:
            self._try_to_engage()


def _ending(status: int | None) -> str:
    """How a process ended, by its exit status."""
    if status is not None and status < 0:
        try:
            return f"its process was ended by {signal.Signals(-status).name}"
        except ValueError:
            return f"its process was ended by signal {-status}"
    return f"its process ended with status {status}"


def _serve(prepare: Callable[[], Callable[[int], object]], line: Connection, others: tuple[Connection, ...]) -> None:
    """Work on the items that a line gives, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that began this one is interrupted too, and ends it
    for other in others:
        other.close()
    try:
        work = prepare()
        while True:
            for number in line.recv():
                line.send((number, work(number)))
    except (EOFError, OSError):
        os._exit(0)

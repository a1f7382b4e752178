"""Runs publications that come to harm: ``python -m tests.faults.runner FOLDER``, plans on stdin.

Each plan is a line of JSON, each answer too. Every publication is a process of its own, forked from
this one, which has but one thread and everything imported. Each begins from the same state: with
the state carried on from one kill to the next, the calls' numbers drift and windows are missed.
"""

from __future__ import annotations

import builtins
import errno
import fcntl
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generator.diagnostic import PublishError, TargetBusyError
from generator.publish import system
from tests.faults.mutants import MUTANTS
from tests.faults.stage import STARTS, Stage, acceptable, sites

CALLS = (
    *("open", "mkdir", "rename", "replace", "link", "symlink", "unlink", "remove", "rmdir"),
    *("fsync", "utime", "scandir", "listdir"),
)
"""The calls of ``os`` that count; writing, locking and what ``system`` does count as well."""
PUBLISHED, LEFT, REFUSED, BUSY, BUG, NOT_REACHED = range(6)
_WORDS = {"published": PUBLISHED, "left": LEFT}


class Harm:
    """Something happens at the k-th call, and with ``lasting`` at every later one."""

    def __init__(self, at: int, what: str, *, lasting: bool = False) -> None:
        self.at = at
        self.what = what
        self.lasting = lasting
        self.count = 0
        self.log: list[str] = []

    def strike(self, name: str) -> None:
        self.count += 1
        self.log.append(name)
        if self.count == self.at or (self.lasting and self.count > self.at > 0):
            if self.what == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            code = getattr(errno, self.what)
            raise OSError(code, os.strerror(code))

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def struck(*arguments: Any, **options: Any) -> Any:
            self.strike(name)
            return call(*arguments, **options)

        return struck

    def put_in(self) -> None:
        for name in CALLS:
            setattr(os, name, self.wrapped(name, getattr(os, name)))
        fcntl.flock = self.wrapped("flock", fcntl.flock)
        system.exchange = self.wrapped("exchange", system.exchange)
        plain_open = builtins.open

        def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            self.strike(f"open {mode}")
            found = plain_open(file, mode, *arguments, **options)
            return _Written(found, self) if set(mode) & set("wxa") else found

        builtins.open = opened  # type: ignore[assignment]


class _Written:
    """A file whose writing can come to harm when half is written."""

    def __init__(self, file: Any, harm: Harm) -> None:
        self._file = file
        self._harm = harm

    def write(self, content: bytes) -> None:
        self._file.write(content[: len(content) // 2])
        self._file.flush()
        self._harm.strike("write")
        self._file.write(content[len(content) // 2 :])

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def fork(work: Callable[[], int]) -> int:
    """Start a process that does some work; its id."""
    pid = os.fork()
    if pid == 0:
        status = BUG
        try:
            status = work()
        except BaseException as error:  # noqa: BLE001 - a child of ours tells and ends, whatever it is
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
        finally:
            os._exit(status)
    return pid


def ended(pid: int) -> int | None:
    """How a process ended; ``None`` if it was killed."""
    _, status = os.waitpid(pid, 0)
    return None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


def publication(stage: Stage, harm: Harm | None = None, which: str = "new") -> Callable[[], int]:
    """A publication, to be done in a process of its own."""

    def work() -> int:
        if stage.kind == "twice":
            system.exchange = lambda one, other: False
        if harm is not None:
            harm.put_in()
        try:
            status = _WORDS[stage.publish(which)]
        except TargetBusyError:
            return BUSY
        except PublishError:
            return REFUSED
        return NOT_REACHED if harm is not None and harm.count < harm.at else status

    return work


def at_each_call(stage: Stage, plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """Harm a publication at its first call, at its second, and so on until there is none."""
    broken: list[str] = []
    points = 0
    for start in plan.get("starts", STARTS):
        at = 0
        while True:
            at += plan.get("step", 1)
            stage.set(start)
            harm = Harm(at, plan["what"], lasting=plan.get("lasting", False))
            status = ended(fork(publication(stage, harm)))
            if status == NOT_REACHED:
                break
            points += 1
            broken += [f"{start} {at}: {fault}" for fault in faults(stage, start, status, plan)]
            if len(broken) > plan.get("most", 5):
                return {"points": points, "broken": broken}
    return {"points": points, "broken": broken}


def faults(stage: Stage, start: str, status: int | None, plan: Mapping[str, Any]) -> list[str]:
    """What is wrong after a publication came to harm, and after the next one."""
    found: list[str] = []
    standing = stage.standing()
    if standing not in acceptable(stage, start):
        found.append(f"{standing} stands")
    said = {PUBLISHED: "new", LEFT: "new"}.get(status if status is not None else -1)
    if said is not None and standing != said:
        found.append(f"it said that it published, and {standing} stands")
    if status == REFUSED and standing == "new":
        found.append("it said that it was refused, and new stands")
    if status not in (None, PUBLISHED, LEFT, REFUSED):
        found.append(f"it ended with {status}")
    again = ended(fork(publication(stage)))
    if (again, stage.standing()) != (PUBLISHED, "new"):
        found.append(f"the next build ended with {again}, and {stage.standing()} stands")
    elif stage.litter():
        found.append(f"left after the next build: {stage.litter()}")
    return found


def on_a_full_disk(stage: Stage, plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """Publish with ever more room on the disk, from none to enough."""
    broken: list[str] = []
    points = free = refusals = 0
    ballast = stage.folder.with_name("ballast")
    status: int | None = REFUSED
    while status == REFUSED:
        stage.set("normal")
        room = os.statvfs(stage.folder)
        with ballast.open("wb") as file:
            file.write(bytes(max(room.f_bavail * room.f_frsize - free, 0)))
        status = ended(fork(publication(stage)))
        refusals += status == REFUSED
        standing = stage.standing()
        ballast.unlink()
        if standing != ("old" if status == REFUSED else "new"):
            broken.append(f"{free} bytes free: {standing} stands")
        if status == REFUSED and stage.litter():
            broken.append(f"{free} bytes free: left {stage.litter()}")
        broken += [f"{free} bytes free: {fault}" for fault in faults(stage, "normal", None, plan)]
        points, free = points + 1, free + plan["more"]
    return {"points": points, "refusals": refusals, "broken": broken}


def at_random(stage: Stage, plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """Kill publications at any time whatever."""
    chance = random.Random(plan["seed"])
    stage.set("normal")
    began = time.perf_counter()
    ended(fork(publication(stage)))
    usual = time.perf_counter() - began
    broken: list[str] = []
    old = new = 0
    for number in range(plan["kills"]):
        stage.set("normal")
        pid = fork(publication(stage))
        time.sleep(chance.uniform(0, usual))
        os.kill(pid, signal.SIGKILL)
        ended(pid)
        standing = stage.standing()
        old, new = old + (standing == "old"), new + (standing == "new")
        broken += [f"{number}: {fault}" for fault in faults(stage, "normal", None, plan)]
    return {"points": plan["kills"], "old": old, "new": new, "broken": broken}


def readers(stage: Stage, plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read pages all the while that one version after the other is published."""
    stage.set("normal")
    whole = {site.loose["index.html"] for site in stage.sites.values()}
    told, telling = os.pipe()
    stop = False

    def read() -> int:
        def ending(*_: object) -> None:
            nonlocal stop
            stop = True

        signal.signal(signal.SIGTERM, ending)
        reads = failed = 0
        os.write(telling, b"ready\n")
        while not stop:
            reads += 1
            try:
                failed += (stage.seen / "index.html").read_bytes() not in whole
                (stage.seen / "a/same/index.html").read_bytes()
            except OSError:
                failed += 1
        os.write(telling, json.dumps([reads, failed]).encode())
        return 0

    pid = fork(read)
    os.read(told, 6)
    for number in range(plan["publications"]):
        ended(fork(publication(stage, which=("new", "old")[number % 2])))
    os.kill(pid, signal.SIGTERM)
    ended(pid)
    reads, failed = json.loads(os.read(told, 100))
    return {"points": reads, "broken": [f"{failed} reads failed"] if failed else []}


def at_once(stage: Stage, plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """Many publications at once; whoever has the lock waits until all others have tried."""
    stage.set("normal")
    target = type(stage.target())
    prepare = target._prepare
    told, telling = os.pipe()

    def patient(self: Any, site: Any) -> None:
        heard = 0
        while heard < plan["builds"] - 1:
            heard += len(os.read(told, 100))
        prepare(self, site)

    def attempt() -> int:
        target._prepare = patient  # type: ignore[method-assign]
        status = publication(stage)()
        os.write(telling, b".")
        return status

    statuses = [ended(pid) for pid in [fork(attempt) for _ in range(plan["builds"])]]
    broken = [] if stage.standing() == "new" else [f"{stage.standing()} stands"]
    broken += [f"left: {stage.litter()}"] if stage.litter() else []
    counts = {"published": statuses.count(PUBLISHED), "busy": statuses.count(BUSY)}
    return {"points": plan["builds"], "broken": broken, **counts}


def order(stage: Stage, plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """Which calls a publication makes, one after the other."""
    stage.set("normal")
    told, telling = os.pipe()

    def work() -> int:
        harm = Harm(0, "kill")
        flush, entry = system.flush, system.flush_entry
        system.flush = harm.wrapped("flush", flush)
        system.flush_entry = harm.wrapped("flush entry", entry)
        status = publication(stage, harm)()
        os.write(telling, json.dumps(harm.log).encode())
        return status

    ended(fork(work))
    return {"log": json.loads(os.read(told, 60_000)), "points": 1, "broken": []}


TASKS: Mapping[str, Callable[[Stage, Mapping[str, Any]], Mapping[str, Any]]] = {
    "each": at_each_call,
    "random": at_random,
    "full disk": on_a_full_disk,
    "readers": readers,
    "at once": at_once,
    "order": order,
}


def main(folder: Path) -> None:
    """Answer every plan."""
    for number, line in enumerate(sys.stdin):
        plan = json.loads(line)
        here = folder / str(number)
        bundles = Path(plan.get("bundles", here / "bundles"))
        stage = Stage(here / "site", plan["kind"], sites(bundles, plan.get("pages", 2)))
        answer = _mutated(stage, plan) if "mutant" in plan else TASKS[plan["task"]](stage, plan)
        shutil.rmtree(here)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _mutated(stage: Stage, plan: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer of a process of its own, in which the publisher has a mistake."""
    told, telling = os.pipe()

    def work() -> int:
        MUTANTS[plan["mutant"]][1]()
        os.write(telling, json.dumps(TASKS[plan["task"]](stage, plan)).encode())
        return 0

    ended(fork(work))
    os.close(telling)
    answer: Mapping[str, Any] = json.loads(os.read(told, 60_000))
    return answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What hmmspec asks an implementation for: subclass Adapter and override the operations you have.

The words are those of hmmspec's PROTOCOL.md, protocol 1. hmmspec_session.main answers the requests.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

# What an operation gives back, and what is seen of a page or of everything, as written on the wire.
Result = Dict[str, Any]
View = Dict[str, Any]

PLENTY = (1 << 31) - 1
PAGE_RESULTS = frozenset(
    "not-reached error empty zero read write device-read device-write migrated filled"
    " skipped-empty skipped-not-selected skipped-swap skipped-swap-cache skipped-locked"
    " skipped-referenced skipped-no-memory skipped-no-dma skipped-lost skipped-by-driver".split()
)

# The operations of the protocol, and their members in the order of their method's arguments.
OPERATIONS: Dict[str, Tuple[str, ...]] = {
    "map": ("process", "start", "count", "protection"),
    "unmap": ("process", "start", "count"),
    "protect": ("process", "start", "count", "protection"),
    "dontneed": ("process", "start", "count"),
    "load": ("process", "page"),
    "store": ("process", "page", "value"),
    "fork": ("process", "child"),
    "exit": ("process",),
    "swap-out": ("process", "page"),
    "attach": ("device", "capacity", "dma", "iovas"),
    "register": ("process", "device", "start", "count"),
    "unregister": ("process", "device"),
    "range-fault": ("process", "device", "start", "count", "default", "mask", "pages"),
    "snapshot": ("process", "device", "start", "count"),
    "device-load": ("process", "device", "start", "count"),
    "device-store": ("process", "device", "start", "count", "value"),
    "migrate-to-device": ("process", "device", "start", "count"),
    "migrate-to-system": ("process", "device", "start", "count"),
    "evict": ("device", "count"),
}


def ok(faults: Optional[int] = None) -> Result:
    """It succeeded and delivers nothing; of a device access, after so many device faults."""
    return _result("ok", faults=faults)


def value(number: int, faults: Optional[int] = None) -> Result:
    """It succeeded and delivers a value: what was loaded, or how many pages left."""
    return _result("ok", value=str(_whole(number)), faults=faults)


def values(numbers: Iterable[int], faults: Optional[int] = None) -> Result:
    """It succeeded and delivers the values of several pages."""
    return _result("ok", values=[str(_whole(number)) for number in numbers], faults=faults)


def pages(words: Iterable[str]) -> Result:
    """It succeeded and says something of each page."""
    return _result("ok", pages=_page_words(words))


def errno(
    name: str, faults: Optional[int] = None, pages: Optional[Iterable[str]] = None
) -> Result:
    """It ended with an errno or a signal, by its name: EFAULT, SIGSEGV."""
    if not re.fullmatch("[A-Z][A-Z0-9]+", name):
        raise ValueError(f"{name!r} is not the name of an errno or a signal")
    return _result(name, faults=faults, pages=None if pages is None else _page_words(pages))


def unsupported(reason: str) -> Result:
    """It was not carried out, for certain."""
    return _result("unsupported", reason=reason)


def unknown(reason: str) -> Result:
    """It may have been carried out or not."""
    return _result("unknown", reason=reason)


def fault(reason: str) -> Result:
    """The adapter itself failed; an exception in an operation ends like this as well."""
    return _result("fault", reason=reason)


def requests(count: int, default: str, mask: str, pages: Sequence[str]) -> List[str]:
    """What a range fault asks for on each page: "none", "fault" or "fault+write"."""
    always, counted = set(default.split("+")), set(mask.split("+"))
    asked = []
    for offset in range(count):
        own = set(pages[offset].split("+")) if offset < len(pages) else set()
        flags = always | (own & counted)
        wanted = "fault+write" if "write" in flags else "fault"
        asked.append(wanted if "fault" in flags else "none")  # to write counts only with to fault
    return asked


@dataclass(frozen=True)
class World:
    """How much of everything there is in a run; what hmmspec does not name is not limited."""

    processes: int
    pages: int
    devices: int
    frames: int = PLENTY
    swap: int = PLENTY
    device_frames: int = PLENTY
    iova: int = PLENTY


class Adapter:
    """What hmmspec asks for. An operation that is not overridden is not declared.

    Operations give back ok(), value(7), values([7, 8]), pages(["read"]), errno("EFAULT"),
    unsupported(why) or unknown(why). Processes, devices and pages are hmmspec's numbers, and may be
    out of range.
    """

    name = "adapter"
    version = "1"
    # The largest world that reset can make. Leave out what is not limited.
    limits: Dict[str, int] = {"processes": 1, "pages": 8, "devices": 1}
    # Whether the same operations after a reset always give the same results.
    deterministic = False
    # The kinds of invalidation that the operations report with report_event.
    event_kinds: Tuple[str, ...] = ()
    # The profiles that reset can follow; none for all.
    profiles: Tuple[str, ...] = ()

    def __init__(self) -> None:
        self.world = World(1, 8, 1)
        self.events: List[View] = []

    def reset(self, profile: str, world: World) -> None:
        """Make everything as at the start: process 0 lives; nothing is mapped, attached, in use."""
        raise NotImplementedError("an adapter has to override reset")

    def observe_page(self, process: int, page: int) -> Optional[View]:
        """What can be seen of a page, without touching it; None if nothing can. Values are numbers.

        Overridden, it is asked after each operation for the pages that may have changed.
        """
        raise NotImplementedError

    def observe_state(self) -> View:
        """What can be seen of everything; observe_page, if it is overridden, adds the pages.

        First do what was put off: frees, late callbacks.
        """
        raise NotImplementedError

    def touched(self, operation: str, operands: Dict[str, Any]) -> Iterable[Tuple[int, int]]:
        """The pages that an operation may have changed; more than that does no harm.

        Processes share a page under one number only, so those named are looked at in all of them.
        """
        if "page" in operands:
            numbers = range(operands["page"], operands["page"] + 1)
        elif "start" in operands:
            numbers = range(operands["start"], operands["start"] + max(0, operands["count"]))
        else:
            numbers = range(self.world.pages)
        low, high = max(0, numbers.start), min(numbers.stop, self.world.pages)
        return [(p, page) for p in range(self.world.processes) for page in range(low, high)]

    def report_event(
        self,
        phase: str,
        kind: str,
        process: int,
        start: int,
        count: int,
        owner: Optional[int] = None,
        device: Optional[int] = None,
    ) -> None:
        """Say what the notifier did: phase "start", "callback" or "end" of an invalidation."""
        event = {"phase": phase, "kind": kind, "process": process, "start": start, "count": count}
        if owner is not None:
            event["owner"] = owner
        if device is not None:
            event["device"] = device
        self.events.append(event)

    # The operations.

    def map(self, process: int, start: int, count: int, protection: str) -> Result:
        raise NotImplementedError

    def unmap(self, process: int, start: int, count: int) -> Result:
        raise NotImplementedError

    def protect(self, process: int, start: int, count: int, protection: str) -> Result:
        raise NotImplementedError

    def dontneed(self, process: int, start: int, count: int) -> Result:
        raise NotImplementedError

    def load(self, process: int, page: int) -> Result:
        raise NotImplementedError

    def store(self, process: int, page: int, value: int) -> Result:
        raise NotImplementedError

    def fork(self, process: int, child: int) -> Result:
        raise NotImplementedError

    def exit(self, process: int) -> Result:
        raise NotImplementedError

    def swap_out(self, process: int, page: int) -> Result:
        raise NotImplementedError

    def attach(self, device: int, capacity: int, dma: str, iovas: int) -> Result:
        raise NotImplementedError

    def register(self, process: int, device: int, start: int, count: int) -> Result:
        raise NotImplementedError

    def unregister(self, process: int, device: int) -> Result:
        raise NotImplementedError

    def range_fault(
        self,
        process: int,
        device: int,
        start: int,
        count: int,
        default: str,
        mask: str,
        pages: Sequence[str],
    ) -> Result:
        raise NotImplementedError

    def snapshot(self, process: int, device: int, start: int, count: int) -> Result:
        raise NotImplementedError

    def device_load(self, process: int, device: int, start: int, count: int) -> Result:
        raise NotImplementedError

    def device_store(self, process: int, device: int, start: int, count: int, value: int) -> Result:
        raise NotImplementedError

    def migrate_to_device(self, process: int, device: int, start: int, count: int) -> Result:
        raise NotImplementedError

    def migrate_to_system(self, process: int, device: int, start: int, count: int) -> Result:
        raise NotImplementedError

    def evict(self, device: int, count: int) -> Result:
        raise NotImplementedError


def _result(status: str, **members: Any) -> Result:
    given = {name: member for name, member in members.items() if member is not None}
    return {"status": status, **given}


def _whole(number: int) -> int:
    if not 0 <= number < 1 << 64:
        raise ValueError(f"{number} is not an unsigned number of 64 bits")
    return int(number)


def _page_words(words: Iterable[str]) -> List[str]:
    listed = list(words)
    for word in listed:
        if word not in PAGE_RESULTS:
            raise ValueError(f"{word!r} is not a result of a page")
    return listed

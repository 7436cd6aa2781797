"""The toy's memory: who holds a frame, and how mirrors are told that entries change."""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple, TypeVar, cast

from hmmspec_adapter import Adapter, Result, World, errno
from toy_state import Device, Entry, Frame, Mirror, Pool, Process, Slot


Method = TypeVar("Method", bound=Callable[..., Result])


class Failure(Exception):
    """An operation ends with this errno or signal; a device access after so many faults."""

    faults: Optional[int] = None


def operation(method: Method) -> Method:
    """Makes the failure that an operation ends with its result."""

    @wraps(method)
    def carried_out(*arguments: Any, **named: Any) -> Result:
        try:
            return method(*arguments, **named)
        except Failure as failure:
            return errno(str(failure), faults=failure.faults)

    return cast(Method, carried_out)


# What the profiles differ in: the error of a device fault without the right to write, whether that
# is asked for before the right to read, the error of one without memory, and whether a write fault
# on the device's own read-only page goes to the CPU fault.
PROFILES: Dict[str, Tuple[str, bool, str, bool]] = {
    "strict": ("EPERM", False, "EFAULT", True),
    "linux-6.1": ("EPERM", False, "EFAULT", False),
    "v9": ("EACCES", True, "ENOMEM", True),
}


class Memory(Adapter):
    """Processes, frames, swap and devices, and what begins and ends with a page-table entry."""

    def reset(self, profile: str, world: World) -> None:
        self.zero = Frame(None)  # The shared frame of zeros; nobody counts its references.
        self.memory = Pool(world.frames)
        self.swap: Dict[Slot, None] = {}
        self.processes = [Process(number) for number in range(world.processes)]
        self.processes[0].alive = True
        self.devices: Dict[int, Device] = {}
        (
            self.write_error,
            self.asks_for_writing_alone,
            self.memory_error,
            self.own_page_is_faulted,
        ) = PROFILES[profile]

    # What an operation needs.

    def _living(self, number: int) -> Process:
        if 0 <= number < len(self.processes) and self.processes[number].alive:
            return self.processes[number]
        raise Failure("ESRCH")

    def _range(self, start: int, count: int, error: str = "EINVAL") -> range:
        if start < 0 or count <= 0 or start + count > self.world.pages:
            raise Failure(error)
        return range(start, start + count)

    def _mirrored(
        self, number: int, device: int, start: int, count: int
    ) -> Tuple[Process, Mirror, range]:
        """A living process, its mirror in a device and a range that the mirror has."""
        process = self._living(number)
        if device not in self.devices:
            raise Failure("ENODEV")
        pages = self._range(start, count)
        mirror = process.mirrors.get(device)
        if mirror is None:
            raise Failure("ENODEV")
        if pages.start < mirror.pages.start or pages.stop > mirror.pages.stop:
            raise Failure("EINVAL")
        return process, mirror, pages

    # Windows: whoever changes entries opens one before and closes it afterwards.

    @contextmanager
    def _window(
        self,
        process: Process,
        pages: range,
        kind: str,
        owner: Optional[int] = None,
        owner_keeps: bool = False,
    ) -> Iterator[None]:
        self._report("start", kind, process, pages, owner)
        self._invalidate(process, pages, kind, owner, owner if owner_keeps else None)
        yield
        self._report("end", kind, process, pages, owner)

    def _invalidate(
        self, process: Process, pages: range, kind: str, owner: Optional[int], keeper: Optional[int]
    ) -> None:
        """Tell the mirrors: when this returns, none of them but the keeper's uses the pages."""
        for device, mirror in sorted(process.mirrors.items()):
            if mirror.pages.start < pages.stop and pages.start < mirror.pages.stop:
                if device != keeper:
                    self._drop_entries(mirror, device, pages)
                self._report("callback", kind, process, pages, owner, device)

    def _report(
        self,
        phase: str,
        kind: str,
        process: Process,
        pages: range,
        owner: Optional[int],
        device: Optional[int] = None,
    ) -> None:
        self.report_event(
            phase, kind, process.number, pages.start, len(pages), owner=owner, device=device
        )

    def _drop_entries(self, mirror: Mirror, device: int, pages: range) -> None:
        for page in [page for page in mirror.entries if page in pages]:
            self._drop_entry(mirror, device, page)

    def _drop_entry(self, mirror: Mirror, device: int, page: int) -> None:
        """A mirror's entry goes: its dirty bit to the frame, DMA mapping and translation away."""
        entry = mirror.entries.pop(page, None)
        mirror.tlb.pop(page, None)
        if entry is not None:
            if entry.dirty:
                entry.frame.dirty = True
            if entry.kind == "system":
                self._unmap_dma(device)

    def _unmap_dma(self, device: int) -> None:
        if self.devices[device].iovas is not None:
            self.devices[device].used_iovas -= 1

    def _flush(self, process: Process, pages: range) -> None:
        """The CPU's TLB loses the pages."""
        for page in [page for page in process.tlb if page in pages]:
            del process.tlb[page]

    # Page-table entries and what they hold.

    def _map_frame(self, process: Process, page: int, entry: Entry) -> None:
        """Put an entry into the table; the mapping takes over a reference of the caller's."""
        process.table[page] = entry
        if entry.frame is not None and entry.frame is not self.zero:
            entry.frame.mappers.append((process.number, page))
            entry.frame.mappers.sort()

    def _pass_dirty(self, entry: Entry) -> None:
        if entry.dirty and entry.frame is not None:
            entry.frame.dirty = True

    def _drop_mapping(self, process: Process, page: int) -> Optional[Frame]:
        """Clear an entry. A frame whose reference waits for the end of the window is given back."""
        entry = process.table.pop(page)
        frame = entry.frame
        if entry.slot is not None:
            self._put_slot(entry.slot)
        if frame is None or frame is self.zero:
            return None
        self._pass_dirty(entry)
        frame.mappers.remove((process.number, page))
        if entry.kind == "device":
            self._put_frame(frame)
            return None
        return frame

    def _clear_range(self, process: Process, pages: range, kind: str) -> None:
        """Clear the entries of a range under one window, and free what they held after it."""
        with self._window(process, pages, kind):
            cleared = [page for page in sorted(process.table) if page in pages]
            held: List[Optional[Frame]] = [self._drop_mapping(process, page) for page in cleared]
            self._flush(process, pages)
        for frame in held:
            if frame is not None:
                self._put_frame(frame)

    def _put_frame(self, frame: Frame) -> None:
        """Give back a reference; without one the frame is free."""
        frame.references -= 1
        if frame.references == 1 and frame.slot is not None:
            # Only the swap cache is left, and the slot has the value.
            frame.slot.cached, frame.slot, frame.references = None, None, 0
        if frame.references == 0:
            self._free_frame(frame)

    def _free_frame(self, frame: Frame) -> None:
        pool = self.memory if frame.device is None else self.devices[frame.device].memory
        pool.give_back(frame)

    def _put_slot(self, slot: Slot) -> None:
        """Give back a reference to a slot; without one it is free, and no frame caches it."""
        slot.references -= 1
        if slot.references > 0:
            return
        if slot.cached is not None:
            frame, slot.cached = slot.cached, None
            frame.slot, frame.dirty = None, True
            frame.references -= 1
        del self.swap[slot]

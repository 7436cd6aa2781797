"""The toy's CPU: loads and stores through its TLB, the CPU fault, swap (CPU, RCL)."""

from __future__ import annotations

from typing import Optional

from hmmspec_adapter import Result, ok, value
from toy_memory import Failure, operation
from toy_migration import Migration
from toy_state import Entry, Frame, Process, Slot, Translation


class Processor(Migration):
    """Accesses by the CPU, and what makes a page ready for one."""

    @operation
    def load(self, process: int, page: int) -> Result:
        return value(self._translate(self._living(process), page, write=False).value)

    @operation
    def store(self, process: int, page: int, value: int) -> Result:
        self._translate(self._living(process), page, write=True).value = value
        return ok()

    @operation
    def swap_out(self, process: int, page: int) -> Result:
        owner = self._living(process)
        self._range(page, 1)
        entry = owner.entry(page)
        frame = entry.frame
        if not entry.is_mapped or frame is None or frame is self.zero:
            return value(0)
        slot = frame.slot or self._enter_swap_cache(frame)
        if slot is None:
            return value(0)
        frame.references += 1
        self._replace_by_swap(frame, slot)
        slot.value = frame.value
        self._put_frame(frame)
        return value(1)

    def _translate(self, process: Process, page: int, write: bool) -> Frame:
        """The frame that an access goes to, by the TLB or the page table, after as many faults."""
        cached = process.tlb.get(page)
        if cached is not None and (cached.writable or not write):
            return cached.frame
        while not process.entry(page).allows(write):
            rights = process.rights.get(page, "none")
            if rights == "none" or (write and rights != "read-write"):
                raise Failure("SIGSEGV")
            self._fault(process, page, write)
        return self._take_translation(process, page, write)

    def _take_translation(self, process: Process, page: int, write: bool) -> Frame:
        entry = process.table[page]
        assert entry.frame is not None
        entry.young = True
        entry.dirty = entry.dirty or write
        process.tlb[page] = Translation(entry.frame, entry.writable and entry.dirty)
        return entry.frame

    def _fault(self, process: Process, page: int, write: bool) -> None:
        """The CPU fault on a page whose VMA allows the access; then the access is tried again."""
        entry = process.entry(page)
        if entry.kind == "none":
            self._fill_with_zeros(process, page, write)
        elif entry.kind == "present" and write:
            self._make_writable(process, page, entry)
        elif entry.slot is not None:
            self._swap_in(process, page, entry.slot, write)
        elif entry.kind == "device":
            self._return_page(process, page)

    def _take_frame(self, content: int) -> Frame:
        frame = self.memory.take(content)
        if frame is None:
            raise Failure("ENOMEM")
        return frame

    def _fill_with_zeros(self, process: Process, page: int, write: bool) -> None:
        frame = self._take_frame(0) if write else self.zero
        entry = Entry("present", frame, writable=write, dirty=write, young=True)
        self._map_frame(process, page, entry)

    def _make_writable(self, process: Process, page: int, entry: Entry) -> None:
        if entry.frame is self.zero or (entry.frame and entry.frame.references > 1):
            self._copy_on_write(process, page, entry)
        else:
            entry.writable = entry.dirty = entry.young = True

    def _copy_on_write(self, process: Process, page: int, old: Entry) -> None:
        frame = old.frame
        assert frame is not None
        copy = self._take_frame(frame.value)
        with self._window(process, range(page, page + 1), "clear"):
            new = Entry("present", copy, writable=True, dirty=True, young=True)
            self._map_frame(process, page, new)
            self._flush(process, range(page, page + 1))
        if frame is not self.zero:
            self._pass_dirty(old)
            frame.mappers.remove((process.number, page))
            self._put_frame(frame)

    def _enter_swap_cache(self, frame: Frame) -> Optional[Slot]:
        """Make a frame the cached copy of a free slot, if there is one."""
        if len(self.swap) >= self.world.swap:
            return None
        slot = Slot(cached=frame)
        self.swap[slot] = None
        frame.slot = slot
        frame.references += 1
        return slot

    def _replace_by_swap(self, frame: Frame, slot: Slot) -> None:
        """Turn every mapping of a frame into an entry of its slot, each under its own window."""
        for number, page in frame.mappers:
            owner = self.processes[number]
            with self._window(owner, range(page, page + 1), "clear"):
                self._pass_dirty(owner.table[page])
                owner.table[page] = Entry("swap", slot=slot)
                slot.references += 1
                self._flush(owner, range(page, page + 1))
                frame.references -= 1
        frame.mappers = []

    def _swap_in(self, process: Process, page: int, slot: Slot, write: bool) -> None:
        frame = slot.cached
        if frame is None:
            frame = self._take_frame(slot.value)  # Its reference is the swap cache's.
            frame.slot, slot.cached = slot, frame
        frame.references += 1
        self._put_slot(slot)
        writable = write and frame.slot is None and frame.references == 1
        entry = Entry("present", frame, writable=writable, dirty=writable, young=True)
        self._map_frame(process, page, entry)

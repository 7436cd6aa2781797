"""The toy's address spaces: mappings, rights, fork and exit (MAP, FRK)."""

from __future__ import annotations

from dataclasses import replace

from hmmspec_adapter import Result, errno, ok
from toy_memory import Failure, operation
from toy_processor import Processor
from toy_state import Entry, Process


class AddressSpaces(Processor):
    """What a process does to its own address space."""

    @operation
    def map(self, process: int, start: int, count: int, protection: str) -> Result:
        owner, asked = self._living(process), self._range(start, count)
        if owner.areas(asked):
            raise Failure("EEXIST")
        owner.rights.update((page, protection) for page in asked)
        return ok()

    @operation
    def unmap(self, process: int, start: int, count: int) -> Result:
        owner, asked = self._living(process), self._range(start, count)
        if owner.areas(asked):
            for page in asked:
                owner.rights.pop(page, None)
            self._clear_range(owner, asked, "unmap")
        return ok()

    @operation
    def protect(self, process: int, start: int, count: int, protection: str) -> Result:
        owner, asked = self._living(process), self._range(start, count)
        reached = asked.start
        for area, rights in owner.areas(asked):
            if area.start > reached:
                break
            if rights != protection:
                self._change_rights(owner, area, protection)
            reached = area.stop
        return ok() if reached == asked.stop else errno("ENOMEM")

    @operation
    def dontneed(self, process: int, start: int, count: int) -> Result:
        owner, asked = self._living(process), self._range(start, count)
        areas = owner.areas(asked)
        for area, _ in areas:
            self._clear_range(owner, area, "clear")
        return ok() if sum(len(area) for area, _ in areas) == count else errno("ENOMEM")

    @operation
    def fork(self, process: int, child: int) -> Result:
        parent = self._living(process)
        if not 0 <= child < len(self.processes):
            raise Failure("EINVAL")
        if self.processes[child].alive:
            raise Failure("EEXIST")
        copy = Process(child, alive=True, rights=dict(parent.rights))
        self.processes[child] = copy
        for area, _ in parent.areas(range(self.world.pages)):
            with self._window(parent, area, "protection-page"):
                for page in [page for page in sorted(parent.table) if page in area]:
                    self._copy_entry(parent, copy, page)
                self._flush(parent, area)
        return ok()

    @operation
    def exit(self, process: int) -> Result:
        owner = self._living(process)
        self._clear_range(owner, range(self.world.pages), "release")
        self.processes[process] = Process(process)
        return ok()

    def _change_rights(self, process: Process, area: range, protection: str) -> None:
        process.rights.update((page, protection) for page in area)
        with self._window(process, area, "protection-vma"):
            for page in [page for page in process.table if page in area]:
                self._protect_entry(process.table[page], protection)
            self._flush(process, area)

    def _protect_entry(self, entry: Entry, protection: str) -> None:
        """Take away what the rights do not allow. The right to write comes with the next store."""
        entry.writable = entry.writable and protection == "read-write"
        if entry.is_mapped:
            entry.kind = "protnone" if protection == "none" else "present"

    def _copy_entry(self, parent: Process, child: Process, page: int) -> None:
        """Share a page between parent and child: neither may write to it any more."""
        entry = parent.table[page]
        entry.writable = False
        if entry.frame is not None and entry.frame is not self.zero:
            entry.frame.references += 1
        if entry.slot is not None:
            entry.slot.references += 1
        self._map_frame(child, page, replace(entry, young=False))

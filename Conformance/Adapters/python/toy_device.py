"""The toy's devices: mirrors, range faults, accesses (MIR, FLT, SNP, DMA)."""

from __future__ import annotations

from typing import Callable, List, Optional, Sequence

from hmmspec_adapter import Result, ok, requests, value, values
from hmmspec_adapter import pages as of_pages
from toy_memory import Failure, operation
from toy_space import AddressSpaces
from toy_state import Device, Frame, Mirror, MirrorEntry, Pool, Process, Translation

INVALID = ("error", "empty")


class Devices(AddressSpaces):
    """What devices do, and the page tables that they do it by."""

    @operation
    def attach(self, device: int, capacity: int, dma: str, iovas: int) -> Result:
        if not 0 <= device < self.world.devices:
            raise Failure("ENODEV")
        if device in self.devices:
            raise Failure("EEXIST")
        if not 0 <= capacity <= self.world.device_frames:
            raise Failure("EINVAL")
        if dma == "iommu" and not 0 <= iovas <= self.world.iova:
            raise Failure("EINVAL")
        self.devices[device] = Device(Pool(capacity, device), iovas if dma == "iommu" else None)
        return ok()

    @operation
    def register(self, process: int, device: int, start: int, count: int) -> Result:
        owner = self._living(process)
        if device not in self.devices:
            raise Failure("ENODEV")
        interval = self._range(start, count, "EOVERFLOW")
        if device in owner.mirrors:
            raise Failure("EINVAL")
        owner.mirrors[device] = Mirror(interval)
        return ok()

    @operation
    def unregister(self, process: int, device: int) -> Result:
        owner = self._living(process)
        mirror = owner.mirrors.get(device)
        if mirror is None:
            raise Failure("ENODEV")
        self._drop_entries(mirror, device, mirror.pages)
        del owner.mirrors[device]
        return ok()

    @operation
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
        owner, mirror, asked = self._mirrored(process, device, start, count)
        wanted = requests(count, default, mask, pages)
        return of_pages(self._fault_range(owner, mirror, device, asked, wanted))

    @operation
    def snapshot(self, process: int, device: int, start: int, count: int) -> Result:
        owner, _, asked = self._mirrored(process, device, start, count)
        return of_pages(self._inspect(owner, device, page) for page in asked)

    @operation
    def device_load(self, process: int, device: int, start: int, count: int) -> Result:
        loaded: List[int] = []

        def load(offset: int, frame: Frame) -> None:
            loaded.append(frame.value)

        faults = self._access(process, device, start, count, False, load)
        return value(loaded[0], faults) if count == 1 else values(loaded, faults)

    @operation
    def device_store(self, process: int, device: int, start: int, count: int, value: int) -> Result:
        def store(offset: int, frame: Frame) -> None:
            frame.value = (value + offset) % (1 << 64)

        return ok(self._access(process, device, start, count, True, store))

    def _access(
        self,
        number: int,
        device: int,
        start: int,
        count: int,
        write: bool,
        use: Callable[[int, Frame], None],
    ) -> int:
        """Goes through the pages one by one, and gives back how many device faults that took."""
        process, mirror, asked = self._mirrored(number, device, start, count)
        faults = 0
        for page in asked:
            frame = self._device_translation(mirror, page, write)
            if frame is None:
                faults += 1
                try:
                    rest = range(page, asked.stop)
                    frame = self._fault_for_access(process, mirror, device, rest, write)
                except Failure as failure:
                    failure.faults = faults
                    raise
            use(page - start, frame)
        return faults

    def _fault_for_access(
        self, process: Process, mirror: Mirror, device: int, rest: range, write: bool
    ) -> Frame:
        wanted = ["fault+write" if write else "fault"] * len(rest)
        self._fault_range(process, mirror, device, rest, wanted)
        frame = self._device_translation(mirror, rest.start, write)
        if frame is None:
            raise Failure("EFAULT")
        return frame

    def _device_translation(self, mirror: Mirror, page: int, write: bool) -> Optional[Frame]:
        """The frame that an access goes to, by the device's TLB or the mirror; None for a fault."""
        cached = mirror.tlb.get(page)
        if cached is not None and (cached.writable or not write):
            return cached.frame
        entry = mirror.entries.get(page)
        if entry is None or (write and not entry.writable):
            return None
        entry.dirty = entry.dirty or write
        mirror.tlb[page] = Translation(entry.frame, entry.writable and entry.dirty)
        return entry.frame

    def _fault_range(
        self, process: Process, mirror: Mirror, device: int, asked: range, wanted: Sequence[str]
    ) -> List[str]:
        """hmm_range_fault: walk until every request is met, then enter what is valid."""
        while True:
            found = [self._inspect(process, device, page) for page in asked]
            unmet = [i for i, page in enumerate(found) if not self._meets(page, wanted[i])]
            if not unmet:
                break
            self._satisfy(process, asked[unmet[0]], wanted[unmet[0]] == "fault+write")
        for page, result in zip(asked, found):
            if result not in INVALID:
                self._enter(process, mirror, device, page)
        return found

    def _inspect(self, process: Process, device: int, page: int) -> str:
        """What a page is to a device, whatever was asked for."""
        entry = process.entry(page)
        if process.rights.get(page, "none") == "none":
            return "error"
        if entry.kind == "present":
            system = "write" if entry.writable else "read"
            return "zero" if entry.frame is self.zero else system
        if entry.kind == "device" and entry.frame is not None and entry.frame.device == device:
            return "device-write" if entry.writable else "device-read"
        return "empty"

    def _meets(self, found: str, wanted: str) -> bool:
        if wanted == "none":
            return True
        if wanted == "fault":
            return found not in INVALID
        by_linux = found == "device-read" and not self.own_page_is_faulted
        return found in ("write", "device-write") or by_linux

    def _satisfy(self, process: Process, page: int, write: bool) -> None:
        """The CPU fault for a page whose request is not met."""
        rights = process.rights.get(page, "none")
        looks_further = write and self.asks_for_writing_alone and page in process.rights
        if rights == "none" and not looks_further:
            raise Failure("EFAULT")
        if write and rights != "read-write":
            raise Failure(self.write_error)
        try:
            self._fault(process, page, write)
        except Failure:
            raise Failure(self.memory_error) from None

    def _enter(self, process: Process, mirror: Mirror, device: int, page: int) -> None:
        """Put what the walk found into the mirror; an entry for the same frame is kept."""
        source = process.entry(page)
        assert source.frame is not None
        old = mirror.entries.get(page)
        if old is not None and old.frame is source.frame:
            old.writable = source.writable
            return
        self._drop_entry(mirror, device, page)
        kind = "device" if source.kind == "device" else "system"
        if kind == "system":
            self._map_dma(device)
        mirror.entries[page] = MirrorEntry(kind, source.frame, source.writable)

    def _map_dma(self, device: int) -> None:
        if not self.devices[device].has_iova:
            raise Failure("ENOMEM")
        if self.devices[device].iovas is not None:
            self.devices[device].used_iovas += 1

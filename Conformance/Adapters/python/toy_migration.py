"""The toy's migrations: to a device; back by request, CPU fault and eviction (MIG, RET, EVC)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Tuple

from hmmspec_adapter import Result, errno, pages, value
from toy_memory import Failure, Memory, operation
from toy_state import Device, Entry, Frame, Pool, Process


@dataclass
class Item:
    """A page on its way. One without a source is filled with zeros; an eviction's has no page."""

    page: int
    source: Optional[Frame]
    destination: Optional[Frame] = None
    # Why it was given up; empty while it is still to move.
    skipped: str = ""

    @property
    def result(self) -> str:
        return self.skipped or ("migrated" if self.source else "filled")


class Migration(Memory):
    """A migration goes through its phases, each for all pages in order."""

    @operation
    def migrate_to_device(self, process: int, device: int, start: int, count: int) -> Result:
        return self._migrate(process, device, start, count, self._move_to_device)

    @operation
    def migrate_to_system(self, process: int, device: int, start: int, count: int) -> Result:
        return self._migrate(process, device, start, count, self._move_to_system)

    @operation
    def evict(self, device: int, count: int) -> Result:
        if device not in self.devices:
            raise Failure("ENODEV")
        if count < 0:
            raise Failure("EINVAL")
        used = sorted(self.devices[device].memory.used, key=lambda frame: frame.mappers)
        items = [Item(-1, frame) for frame in used[:count]]
        for frame in used[:count]:
            frame.references += 1
        self._unmap_items(items)
        self._copy(items, self.memory)
        self._commit_to_system(items)
        self._finalize(items)
        return value(sum(not item.skipped for item in items))

    def _migrate(
        self,
        number: int,
        device: int,
        start: int,
        count: int,
        move: Callable[[Process, int, range, str], Dict[int, str]],
    ) -> Result:
        """Move the range VMA by VMA, up to the first page that may not be read."""
        process, _, asked = self._mirrored(number, device, start, count)
        results: Dict[int, str] = {}
        reached = asked.start
        for area, rights in process.areas(asked):
            if area.start > reached or rights == "none":
                break
            results.update(move(process, device, area, rights))
            reached = area.stop
        listed = [results.get(page, "not-reached") for page in asked]
        return pages(listed) if reached == asked.stop else errno("EINVAL", pages=listed)

    def _move_to_device(
        self, process: Process, device: int, area: range, rights: str
    ) -> Dict[int, str]:
        with self._window(process, area, "migrate", device, owner_keeps=True):
            items, results = self._collect(process, area, self._to_take_to_device)
        self._unmap_items(items)
        self._silence(process, device, items)
        self._copy(items, self.devices[device].memory, self.devices[device])
        self._commit_holes(process, device, area, rights == "read-write", items)
        self._commit_to_device(items)
        self._finalize(items)
        results.update((item.page, item.result) for item in items)
        return results

    def _move_to_system(
        self, process: Process, device: int, area: range, rights: str
    ) -> Dict[int, str]:
        def is_taken(entry: Entry) -> str:
            return self._to_take_to_system(entry, device)

        with self._window(process, area, "migrate", device, owner_keeps=True):
            items, results = self._collect(process, area, is_taken)
        self._unmap_items(items)
        self._silence(process, device, items)
        self._copy(items, self.memory)
        self._commit_to_system(items)
        self._finalize(items)
        results.update((item.page, item.result) for item in items)
        return results

    def _return_page(self, process: Process, page: int) -> None:
        """The CPU fault on a page in device memory: it comes back alone, or there is no memory."""
        frame = process.entry(page).frame
        assert frame is not None and frame.device is not None
        moved = self._move_to_system(process, frame.device, range(page, page + 1), "")
        if moved[page] != "migrated":
            raise Failure("ENOMEM")

    # Collect: which pages are to move. The reason is empty for those that are.

    def _to_take_to_device(self, entry: Entry) -> str:
        return {"swap": "skipped-swap", "device": "skipped-not-selected"}.get(entry.kind, "")

    def _to_take_to_system(self, entry: Entry, device: int) -> str:
        if entry.kind == "device" and entry.frame is not None and entry.frame.device == device:
            return ""
        return {"none": "skipped-empty", "swap": "skipped-swap"}.get(
            entry.kind, "skipped-not-selected"
        )

    def _collect(
        self, process: Process, area: range, reason_to_stay: Callable[[Entry], str]
    ) -> Tuple[List[Item], Dict[int, str]]:
        items: List[Item] = []
        results: Dict[int, str] = {}
        for page in area:
            entry = process.entry(page)
            results[page] = reason_to_stay(entry)
            if results[page]:
                continue
            if entry.frame is None or entry.frame is self.zero:
                items.append(Item(page, None))
            else:
                entry.frame.references += 1
                items.append(Item(page, entry.frame))
                self._replace_by_migration(process, page)
        return items, results

    def _replace_by_migration(self, process: Process, page: int) -> None:
        """Turn an entry into a migration entry; its mapping ends, and so does its reference."""
        entry = process.table[page]
        assert entry.frame is not None
        self._pass_dirty(entry)
        entry.frame.references -= 1
        process.table[page] = Entry("migration", entry.frame, writable=entry.writable)
        self._flush(process, range(page, page + 1))

    def _unmap_items(self, items: List[Item]) -> None:
        """What else maps a page loses it too, each under a window of its own."""
        for frame in [item.source for item in items if item.source]:
            for number, page in frame.mappers:
                owner = self.processes[number]
                if owner.table[page].kind != "migration":
                    with self._window(owner, range(page, page + 1), "clear"):
                        self._replace_by_migration(owner, page)

    def _silence(self, process: Process, device: int, items: List[Item]) -> None:
        """The device kept its own entries during the collection: they go before the copy."""
        mirror = process.mirrors.get(device)
        if mirror is not None:
            for item in items:
                self._drop_entry(mirror, device, item.page)

    def _copy(self, items: List[Item], pool: Pool, device: Optional[Device] = None) -> None:
        for item in items:
            if not pool.has_free:
                item.skipped = "skipped-no-memory"
            elif item.source and device and not device.has_iova:
                item.skipped = "skipped-no-dma"
            else:
                item.destination = pool.take(item.source.value if item.source else 0)

    # Commit: which of them the destination is to replace.

    def _commit_holes(
        self, process: Process, device: int, area: range, writable: bool, items: List[Item]
    ) -> None:
        holes = [item for item in items if not item.source and not item.skipped]
        if not holes:
            return
        with self._window(process, range(holes[0].page, area.stop), "migrate", device):
            for item in holes:
                assert item.destination is not None
                item.destination.references += 1
                entry = Entry("device", item.destination, writable=writable)
                self._map_frame(process, item.page, entry)
                self._flush(process, range(item.page, item.page + 1))

    def _commit_to_device(self, items: List[Item]) -> None:
        for item in items:
            if item.source and item.destination:
                if item.source.slot is not None:
                    item.skipped = "skipped-swap-cache"
                else:
                    item.destination.dirty = item.source.dirty

    def _commit_to_system(self, items: List[Item]) -> None:
        for item in items:
            if item.destination:
                item.destination.dirty = True

    # Finalize: the migration entries are replaced, and what is not needed any more is freed.

    def _finalize(self, items: List[Item]) -> None:
        for item in items:
            if item.source:
                target = item.source if item.skipped else item.destination
                assert target is not None
                self._replace_migration(item.source, target)
            for frame in (item.destination, item.source):
                if frame:
                    self._put_frame(frame)

    def _replace_migration(self, source: Frame, target: Frame) -> None:
        mappers, source.mappers = source.mappers, []
        for number, page in mappers:
            process = self.processes[number]
            rights = process.rights[page]
            writable = process.table[page].writable and rights == "read-write"
            kind = "present" if rights != "none" else "protnone"
            kind = "device" if target.device is not None else kind
            target.references += 1
            self._map_frame(process, page, Entry(kind, target, writable=writable))

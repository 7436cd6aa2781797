"""What the toy's memory consists of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, List, Optional, Tuple

# Numbers of a process and of one of its pages.
Place = Tuple[int, int]


@dataclass(eq=False)
class Frame:
    """A frame of system memory, or of a device's own."""

    device: Optional[int]
    value: int = 0
    references: int = 0
    # The page-table entries that lead here, migration entries too: the reverse map.
    mappers: List[Place] = field(default_factory=list)
    dirty: bool = False
    # The swap slot whose cached copy this is.
    slot: Optional[Slot] = None


@dataclass(eq=False)
class Slot:
    """A slot of swap; its references are the page-table entries that name it."""

    value: int = 0
    references: int = 0
    cached: Optional[Frame] = None


class Pool:
    """Frames of one kind. The frame given back last is the first to be used again."""

    def __init__(self, capacity: int, device: Optional[int] = None) -> None:
        self.capacity = capacity
        self.used: Dict[Frame, None] = {}
        self._device = device
        self._free: List[Frame] = []

    @property
    def has_free(self) -> bool:
        return len(self.used) < self.capacity

    def take(self, value: int) -> Optional[Frame]:
        """A frame with this value, one reference and no mapping; None if all are in use."""
        if not self.has_free:
            return None
        frame = self._free.pop() if self._free else Frame(self._device)
        frame.value, frame.references, frame.mappers = value, 1, []
        frame.dirty, frame.slot = False, None
        self.used[frame] = None
        return frame

    def give_back(self, frame: Frame) -> None:
        del self.used[frame]
        self._free.append(frame)


@dataclass
class Entry:
    """A page-table entry of the CPU: none, present, protnone, swap, device or migration."""

    kind: str = "none"
    frame: Optional[Frame] = None
    slot: Optional[Slot] = None
    writable: bool = False
    dirty: bool = False
    young: bool = False

    @property
    def is_mapped(self) -> bool:
        return self.kind in ("present", "protnone")

    def allows(self, write: bool) -> bool:
        return self.kind == "present" and (self.writable or not write)


@dataclass
class MirrorEntry:
    """An entry of a device's page table, for system memory or the device's own."""

    kind: str
    frame: Frame
    writable: bool
    dirty: bool = False


@dataclass
class Translation:
    """What a TLB has cached of an entry."""

    frame: Frame
    writable: bool


@dataclass
class Device:
    """A device: its memory, and how many IOVAs it has; None for direct DMA."""

    memory: Pool
    iovas: Optional[int]
    used_iovas: int = 0

    @property
    def has_iova(self) -> bool:
        return self.iovas is None or self.used_iovas < self.iovas


@dataclass
class Mirror:
    """The mirror of a process in a device: the pages it is told of, its entries, its TLB."""

    pages: range
    entries: Dict[int, MirrorEntry] = field(default_factory=dict)
    tlb: Dict[int, Translation] = field(default_factory=dict)


@dataclass
class Process:
    """A process: the rights of its mapped pages, its page table, its CPU's TLB, its mirrors."""

    number: int
    alive: bool = False
    rights: Dict[int, str] = field(default_factory=dict)
    table: Dict[int, Entry] = field(default_factory=dict)
    tlb: Dict[int, Translation] = field(default_factory=dict)
    mirrors: Dict[int, Mirror] = field(default_factory=dict)

    def entry(self, page: int) -> Entry:
        """The entry of a page; an empty one that is in no table if there is none."""
        return self.table.get(page) or Entry()

    def areas(self, pages: range) -> List[Tuple[range, str]]:
        """The mapped parts of a range in order, each with one kind of rights: its VMAs."""
        found: List[Tuple[range, str]] = []
        for page in pages:
            rights = self.rights.get(page)
            if rights is None:
                continue
            if found and found[-1][0].stop == page and found[-1][1] == rights:
                found[-1] = (range(found[-1][0].start, page + 1), rights)
            else:
                found.append((range(page, page + 1), rights))
        return found

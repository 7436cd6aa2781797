"""The adapter to fill in: what stands here is an example with mapped memory and nothing else.

Replace the dictionaries by calls of your implementation, and add the operations that you have: each
method of Adapter in hmmspec_adapter.py is one, and is declared to hmmspec by being overridden. What
each has to do says hmmspec spec list.
"""

from __future__ import annotations

from typing import Dict, Optional, Tuple

from hmmspec_adapter import Adapter, Result, View, World, errno, ok, value
from hmmspec_session import main


class Skeleton(Adapter):
    """Private memory that one process maps, loads and stores."""

    name = "skeleton"
    # The largest world that reset can make. frames, swap, device-frames, iova: not limited here.
    limits = {"processes": 1, "pages": 8, "devices": 1}
    deterministic = True

    def reset(self, profile: str, world: World) -> None:
        # Call: end all processes, take the devices away, start an empty process 0.
        self.rights: Dict[Tuple[int, int], str] = {}
        self.contents: Dict[Tuple[int, int], int] = {}

    def map(self, process: int, start: int, count: int, protection: str) -> Result:
        # Call: mmap with MAP_FIXED_NOREPLACE, with the errno that it gives.
        if process != 0:
            return errno("ESRCH")
        if start < 0 or count <= 0 or start + count > self.world.pages:
            return errno("EINVAL")
        pages = [(process, page) for page in range(start, start + count)]
        if any(page in self.rights for page in pages):
            return errno("EEXIST")
        self.rights.update((page, protection) for page in pages)
        return ok()

    def load(self, process: int, page: int) -> Result:
        # Call: read the page as the process, by its CPU; a signal is the result.
        if process != 0:
            return errno("ESRCH")
        if self.rights.get((process, page), "none") == "none":
            return errno("SIGSEGV")
        return value(self.contents.get((process, page), 0))

    def store(self, process: int, page: int, value: int) -> Result:
        # Call: fill the page as the process. The unsigned value is of 64 bits.
        if process != 0:
            return errno("ESRCH")
        if self.rights.get((process, page)) != "read-write":
            return errno("SIGSEGV")
        self.contents[process, page] = value
        return ok()

    # Next: unmap, protect, dontneed; then attach, register and device_load, device_store; then
    # range_fault and snapshot (requests() in hmmspec_adapter says what is asked for on each page);
    # then migrate_to_device, migrate_to_system, evict; fork, exit, swap_out, unregister.
    # What you cannot do now ends in unsupported(why), what you cannot tell in unknown(why).

    def observe_page(self, process: int, page: int) -> Optional[View]:
        # Call: pagemap, or what a debugger sees. Leave out what you cannot see; hmmspec finds more
        # and sooner the more there is. Without this method it judges by the results alone.
        rights = self.rights.get((process, page))
        view: View = {"mapped": rights is not None}
        if rights is not None:
            view["protection"] = rights
            view["value"] = self.contents.get((process, page), 0)
        return view


if __name__ == "__main__":
    main(Skeleton())

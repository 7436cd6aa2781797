"""A complete small HMM in plain Python, for one thread: all operations, all that can be seen.

hmmspec check "exec:python3 toy.py" judges it. A wrong one is a subclass that overrides a method.
"""

from __future__ import annotations

from typing import Dict, Optional

from hmmspec_adapter import View
from hmmspec_session import main
from toy_device import Devices
from toy_memory import PROFILES
from toy_state import Entry, Mirror, Translation


class Toy(Devices):
    """The toy as hmmspec sees it."""

    name = "toy"
    version = "1"
    limits = {
        "processes": 4,
        "pages": 64,
        "devices": 4,
        "frames": 256,
        "swap": 64,
        "device-frames": 64,
        "iova": 64,
    }
    deterministic = True
    event_kinds = (
        "unmap",
        "clear",
        "protection-vma",
        "protection-page",
        "release",
        "migrate",
    )
    profiles = tuple(PROFILES)

    def observe_page(self, process: int, page: int) -> Optional[View]:
        owner = self.processes[process]
        entry = owner.entry(page)
        view: View = {
            "mapped": page in owner.rights,
            "entry": "present" if entry.kind == "protnone" else entry.kind,
            "zero": entry.frame is self.zero,
            "value": self._content(entry),
            **_cached(owner.tlb.get(page)),
        }
        if page in owner.rights:
            view["protection"] = owner.rights[page]
        if entry.kind == "device" and entry.frame is not None:
            view["device"] = entry.frame.device
        if entry.kind == "present":
            dirty = entry.dirty or (entry.frame is not None and entry.frame.dirty)
            view.update(writable=entry.writable, dirty=dirty, young=entry.young)
        view["mirrors"] = [
            {"device": device, **self._mirror_view(mirror, page)}
            for device, mirror in sorted(owner.mirrors.items())
        ]
        return view

    def observe_state(self) -> View:
        return {
            "processes": [{"process": p.number, "alive": p.alive} for p in self.processes],
            "devices": [self._device_view(device) for device in range(self.world.devices)],
            "used-frames": len(self.memory.used),
            "used-swap": len(self.swap),
        }

    def _content(self, entry: Entry) -> int:
        """What a program would read; of a page in swap, the cached copy comes first."""
        if entry.slot is not None:
            return entry.slot.cached.value if entry.slot.cached else entry.slot.value
        return entry.frame.value if entry.frame else 0

    def _mirror_view(self, mirror: Mirror, page: int) -> View:
        entry = mirror.entries.get(page)
        cached = _cached(mirror.tlb.get(page))
        if entry is None:
            return {"entry": "none", **cached}
        return {
            "entry": entry.kind,
            "zero": entry.frame is self.zero,
            "writable": entry.writable,
            "dirty": entry.dirty,
            "value": entry.frame.value,
            **cached,
        }

    def _device_view(self, number: int) -> View:
        device = self.devices.get(number)
        if device is None:
            return {"device": number, "attached": False}
        return {
            "device": number,
            "attached": True,
            "used-frames": len(device.memory.used),
            "used-iovas": device.used_iovas,
        }


def _cached(translation: Optional[Translation]) -> Dict[str, bool]:
    return {
        "cached": translation is not None,
        "cached-writable": translation is not None and translation.writable,
    }


if __name__ == "__main__":
    main(Toy())

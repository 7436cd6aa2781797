"""The toy with one defect, for a first look: hmmspec check "exec:python3 broken.py"."""

from __future__ import annotations

from typing import Optional

from hmmspec_session import main
from toy import Toy
from toy_state import Process


class Broken(Toy):
    """munmap does not tell the mirrors, so that a device goes on using pages that are gone."""

    name = "broken"

    def _invalidate(
        self, process: Process, pages: range, kind: str, owner: Optional[int], keeper: Optional[int]
    ) -> None:
        if kind != "unmap":
            super()._invalidate(process, pages, kind, owner, keeper)


if __name__ == "__main__":
    main(Broken())

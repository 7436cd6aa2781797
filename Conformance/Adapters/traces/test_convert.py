"""The converter on its sample, and on what it cannot read: python3 -m unittest"""

import argparse
import json
import subprocess
import sys
import unittest
from pathlib import Path

from convert import BadLine, convert

HERE = Path(__file__).parent
OPTIONS = argparse.Namespace(
    base=0x7F0000000000, page_size=4096, processes=1, pages=8, devices=1, profile="strict"
)
ENTER = "app-1 [000] 1.5: hmm_enter: load addr=0x7f0000001000\n"


class Sample(unittest.TestCase):
    def test_the_sample_becomes_the_trace_beside_it(self) -> None:
        made = subprocess.run(
            [sys.executable, str(HERE / "convert.py"), str(HERE / "sample.log")],
            check=True,
            capture_output=True,
            text=True,
        )
        self.assertEqual((HERE / "sample.jsonl").read_text(encoding="utf-8"), made.stdout)

    def test_the_order_is_that_of_the_times_and_entries_come_first(self) -> None:
        late = "gpu-7 [001] 1.5: hmm_exit: load ret=0 val=1\ngpu-7 [001] 1.25: hmm_enter: load addr=0x7f0000000000\n"
        types = [line["type"] for line in convert([*late.splitlines(True), ENTER], OPTIONS)]
        self.assertEqual(["reset", "ready", "call", "call", "return"], types)

    def test_lengths_are_rounded_to_pages(self) -> None:
        line = "app-1 [000] 1.5: hmm_enter: munmap addr=0x7f0000001800 len=0x1000\n"
        call = list(convert([line], OPTIONS))[-1]
        self.assertEqual({"op": "unmap", "process": 0, "start": 1, "count": 2}, call["operation"])


class Problems(unittest.TestCase):
    def test_what_cannot_be_read_is_named_with_its_line(self) -> None:
        for text, said in [
            ("nonsense\n", "line 1: this is no line of an operation"),
            ("# fine\n" + ENTER.replace("load", "mremap"), "line 2: the operation mremap is not known"),
            (ENTER.replace("addr=0x7f0000001000", ""), "line 1: there is no addr="),
            (ENTER.replace("0x7f0000001000", "here"), "line 1: addr=here is no number"),
            ("app-1 [000] 1.5: hmm_exit: load ret=0 val=1\n", "line 1: app-1 leaves load, which it has not entered"),
            (ENTER + "app-1 [000] 1.6: hmm_exit: load ret=-9999\n", "line 2: ret=-9999 is no errno"),
        ]:
            with self.subTest(text), self.assertRaises(BadLine) as raised:
                json.dumps(list(convert(text.splitlines(True), OPTIONS)))
            self.assertEqual(said, str(raised.exception))


if __name__ == "__main__":
    unittest.main()

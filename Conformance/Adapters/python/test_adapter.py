"""Sessions in memory: python3 -m unittest"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any, Dict, List, Optional, cast

from broken import Broken
from hmmspec_adapter import (
    Adapter,
    Result,
    World,
    errno,
    ok,
    pages,
    requests,
    unknown,
    unsupported,
    value,
    values,
)
from hmmspec_session import LINE_LIMIT, serve
from skeleton import Skeleton
from toy import Toy

Reply = Dict[str, Any]

HELLO: Reply = {"type": "hello", "id": 1, "protocol": [1]}
WORLD = {
    "processes": 2,
    "pages": 8,
    "devices": 2,
    "frames": 12,
    "swap": 6,
    "device-frames": 4,
    "iova": 6,
}
RESET: Reply = {"type": "reset", "id": 2, "profile": "strict", "world": WORLD}
SMALL: Reply = {**RESET, "world": {"processes": 1, "pages": 4, "devices": 1}}
MAP: Reply = {"op": "map", "process": 0, "start": 0, "count": 2, "protection": "read-write"}


class Odd(Adapter):
    """Does what an adapter should not."""

    limits: Dict[str, int] = {}

    def reset(self, profile: str, world: World) -> None:
        self.calls = 0

    def load(self, process: int, page: int) -> Result:
        self.calls += 1
        if page == 0:
            raise RuntimeError("the device is on fire")
        answers: Dict[int, Any] = {1: unknown("a timeout"), 2: unsupported("not here"), 3: ok()}
        return cast(Result, answers.get(page))

    def store(self, process: int, page: int, value: int) -> Result:
        return ok() if value == 17 else errno("not an errno")


class Open(Skeleton):
    """The skeleton in any world."""

    limits: Dict[str, int] = {}


class Loud(Toy):
    """Prints where the replies go."""

    def reset(self, profile: str, world: World) -> None:
        print("loud")
        super().reset(profile, world)


def run(*operations: Reply, observe: str = "outcome", number: int = 3) -> Reply:
    return {"type": "run", "id": number, "observe": observe, "operations": list(operations)}


def load(page: int, process: int = 0) -> Reply:
    return {"op": "load", "process": process, "page": page}


def store(page: int, number: str) -> Reply:
    return {"op": "store", "process": 0, "page": page, "value": number}


def device(op: str, start: int = 0, count: int = 1, **more: Any) -> Reply:
    return {"op": op, "process": 0, "device": 0, "start": start, "count": count, **more}


ATTACH: Reply = {"op": "attach", "device": 0, "capacity": 4, "dma": "direct"}


def talk(adapter: Adapter, *lines: Any) -> List[Reply]:
    """The replies to lines, each given as an object or as bytes."""
    sent = b"".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines
    )
    replies = io.BytesIO()
    with contextlib.redirect_stderr(io.StringIO()):
        code = serve(adapter, io.BytesIO(sent), replies)
    assert code == 0
    return [json.loads(line) for line in replies.getvalue().splitlines()]


def results(adapter: Adapter, *operations: Reply, observe: str = "outcome") -> List[Reply]:
    replies = talk(adapter, HELLO, RESET, run(*operations, observe=observe))
    listed: List[Reply] = replies[2]["results"]
    return listed


class Sessions(unittest.TestCase):
    """The course of a session."""

    def test_every_request_is_answered_by_its_reply_with_its_id(self) -> None:
        bye = {"type": "bye", "id": 9}
        replies = talk(Toy(), HELLO, RESET, run(MAP, load(1)), {"type": "observe", "id": 4}, bye)
        self.assertEqual(
            [("hello", 1), ("ready", 2), ("ran", 3), ("state", 4), ("bye", 9)],
            [(reply["type"], reply["id"]) for reply in replies],
        )

    def test_nothing_is_answered_after_bye(self) -> None:
        self.assertEqual(2, len(talk(Toy(), HELLO, {"type": "bye", "id": 2}, RESET)))

    def test_what_is_overridden_is_declared_and_nothing_else(self) -> None:
        capabilities = talk(Skeleton(), HELLO)[0]["capabilities"]
        self.assertEqual(["map", "load", "store"], capabilities["operations"])
        self.assertEqual(["outcome", "touched"], capabilities["observe"])
        self.assertEqual(["outcome"], talk(Odd(), HELLO)[0]["capabilities"]["observe"])
        self.assertEqual(19, len(talk(Toy(), HELLO)[0]["capabilities"]["operations"]))

    def test_what_is_not_declared_is_not_carried_out(self) -> None:
        ended = results(Open(), {"op": "exit", "process": 0})[0]
        self.assertEqual("unsupported", ended["status"])

    def test_a_reset_forgets_the_run_before(self) -> None:
        replies = talk(Toy(), HELLO, RESET, run(MAP, store(0, "7")), RESET, run(MAP, load(0)))
        self.assertEqual([{"status": "ok"}, {"status": "ok", "value": "0"}], replies[4]["results"])

    def test_a_resource_that_is_not_named_is_plenty(self) -> None:
        replies = talk(Toy(), HELLO, SMALL, run(MAP, store(0, "0xff"), load(0)))
        self.assertEqual("255", replies[2]["results"][2]["value"])

    def test_a_carriage_return_and_unknown_members_are_passed_over(self) -> None:
        line = json.dumps({**HELLO, "later": {"more": [1]}}).encode() + b"\r\n"
        self.assertEqual("hello", talk(Toy(), line)[0]["type"])

    def test_a_program_ends_well_with_its_input_and_prints_only_replies(self) -> None:
        program = "import hmmspec_session as s, test_adapter as t; s.main(t.Loud())"
        ended = subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parent,
            input=(json.dumps(HELLO) + "\n" + json.dumps(RESET) + "\n").encode(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        self.assertEqual(0, ended.returncode)
        self.assertEqual(b'{"id":2,"type":"ready"}', ended.stdout.splitlines()[1])
        self.assertEqual(b"loud", ended.stderr.strip())


class Refusals(unittest.TestCase):
    """What cannot be answered."""

    def refused(self, *lines: Any, adapter: Optional[Adapter] = None) -> str:
        reply = talk(adapter or Toy(), *lines)[-1]
        self.assertEqual("error", reply["type"])
        return str(reply["message"])

    def test_a_line_that_is_no_request_is_refused(self) -> None:
        deep = b'{"id":1,"x":' + b"[" * 40 + b"]" * 40 + b"}\n"
        abyss = b'{"id":1,"x":' + b"[" * 200000 + b"]" * 200000 + b"}\n"
        for line in (
            b"hello\n",
            b"\n",
            b"[]\n",
            b'{"id":1}\n',
            b'{"type":"hello","id":1.5,"protocol":[1]}\n',
            b'{"type":"hello","id":NaN,"protocol":[1]}\n',
            b'{"type":"hello","id":true,"protocol":[1]}\n',
            b'{"type":"hello","protocol":[1]}\n',
            b'{"type":"hello","id":1,"x":"\xff"}\n',
            b'{"type":"h\\ud800","id":1}\n',
            b'{"type":["hello"],"id":1}\n',
            json.dumps(HELLO).encode(),
            deep,
            abyss,
        ):
            with self.subTest(line=line[:40]):
                self.refused(line)

    def test_a_line_that_is_too_long_is_refused_and_the_next_one_is_read(self) -> None:
        fits = json.dumps(HELLO).encode().ljust(LINE_LIMIT)
        self.assertEqual("hello", talk(Toy(), fits + b"\r\n")[0]["type"])
        replies = talk(Toy(), fits + b" \n", b"x" * (3 * LINE_LIMIT) + b"\n", HELLO)
        self.assertEqual(["error", "error", "hello"], [reply["type"] for reply in replies])

    def test_a_reply_that_would_be_too_long_is_refused(self) -> None:
        self.assertIn("bytes", self.refused(HELLO, RESET, run(*[MAP] * 2000, observe="state")))

    def test_a_refusal_has_the_id_of_the_request(self) -> None:
        self.assertEqual(8, talk(Toy(), HELLO, {"type": "dance", "id": 8})[1]["id"])

    def test_requests_out_of_order_are_refused(self) -> None:
        self.refused(RESET)
        self.refused(HELLO, HELLO)
        self.refused(HELLO, run(MAP))
        self.refused(HELLO, {"type": "observe", "id": 2})

    def test_another_protocol_is_refused_and_may_be_followed_by_this_one(self) -> None:
        replies = talk(Toy(), {**HELLO, "protocol": [2]}, HELLO)
        self.assertEqual(["error", "hello"], [reply["type"] for reply in replies])

    def test_a_world_or_profile_that_cannot_be_had_is_refused(self) -> None:
        self.refused(HELLO, {**RESET, "profile": "linux-2.4"})
        self.refused(HELLO, {**RESET, "world": {**WORLD, "pages": 65}})
        self.refused(HELLO, {**RESET, "world": {**WORLD, "frames": -1}})
        self.refused(HELLO, {**RESET, "world": {"processes": 1, "pages": 1}})
        self.refused(HELLO, {**RESET, "world": 7})

    def test_a_level_that_is_not_declared_is_refused(self) -> None:
        self.refused(HELLO, RESET, run(observe="state"), adapter=Open())
        self.refused(HELLO, RESET, {"type": "observe", "id": 3}, adapter=Open())
        self.refused(HELLO, RESET, run(observe="touched"), adapter=Odd())
        self.refused(HELLO, RESET, {**run(), "observe": ["state"]})

    def test_an_operation_that_is_none_is_refused_before_any_is_carried_out(self) -> None:
        several: List[Any] = [
            7,
            {"op": "mremap"},
            {"op": ["map"]},
            {"op": "load", "process": 0},
            {"op": "load", "process": 0, "page": "1"},
            {**MAP, "protection": "write"},
            store(0, "-1"),
            store(0, str(1 << 64)),
            store(0, "1" * 9999),
            store(0, "0x"),
            {**store(0, "1"), "value": 1},
            {"op": "attach", "device": 0, "capacity": 1, "dma": "iommu"},
            device("range-fault", pages="fault"),
            device("range-fault", pages=["fault", "read"]),
        ]
        for wrong in several:
            with self.subTest(wrong=str(wrong)[:60]):
                adapter = Toy()
                self.refused(HELLO, RESET, run(MAP, wrong), adapter=adapter)
                self.assertEqual({}, adapter.processes[0].rights)


class Results(unittest.TestCase):
    """What operations give back."""

    def test_the_helpers_write_the_members_of_results(self) -> None:
        self.assertEqual({"status": "ok", "faults": 2}, ok(2))
        self.assertEqual({"status": "ok", "value": "18446744073709551615"}, value((1 << 64) - 1))
        self.assertEqual({"status": "ok", "values": ["1", "2"], "faults": 0}, values([1, 2], 0))
        self.assertEqual({"status": "EINVAL", "pages": ["zero"]}, errno("EINVAL", pages=["zero"]))
        for wrong in (lambda: errno("efault"), lambda: pages(["good"]), lambda: value(-1)):
            self.assertRaises(ValueError, wrong)

    def test_requests_count_under_the_mask_and_writing_only_with_a_fault(self) -> None:
        asked = requests(4, "none", "fault+write", ["fault", "write", "fault+write"])
        self.assertEqual(["fault", "none", "fault+write", "none"], asked)
        self.assertEqual(["fault+write"], requests(1, "fault", "write", ["fault+write"]))
        self.assertEqual(["none"], requests(1, "write", "none", ["fault"]))

    def test_an_exception_is_a_fault_of_the_adapter_and_ends_the_batch(self) -> None:
        self.assertEqual(
            [{"status": "fault", "reason": "load: RuntimeError: the device is on fire"}],
            results(Odd(), load(0), load(2)),
        )

    def test_what_is_no_result_is_a_fault_of_the_adapter(self) -> None:
        self.assertEqual("fault", results(Odd(), load(7))[0]["status"])
        self.assertEqual("fault", results(Odd(), store(0, "16"))[0]["status"])

    def test_unknown_ends_the_batch_and_unsupported_does_not(self) -> None:
        listed = results(Odd(), load(2), load(3), load(1), load(2))
        self.assertEqual(["unsupported", "ok", "unknown"], [result["status"] for result in listed])

    def test_a_hexadecimal_value_is_a_number(self) -> None:
        self.assertEqual("ok", results(Odd(), store(0, "0x0000000000000000000011"))[0]["status"])


class Toys(unittest.TestCase):
    """What the toy shows of itself. Whether it is right, hmmspec says."""

    def test_a_page_goes_to_the_device_and_comes_back(self) -> None:
        register, migrate = device("register", 0, 8), device("migrate-to-device", 0, 2)
        done = results(Toy(), MAP, store(1, "7"), ATTACH, register, migrate, load(1))
        self.assertEqual(["filled", "migrated"], done[4]["pages"])
        self.assertEqual("7", done[5]["value"])

    def test_the_pages_touched_and_the_events_are_shown(self) -> None:
        unmap = {"op": "unmap", "process": 0, "start": 1, "count": 1}
        shown = results(Toy(), MAP, unmap, load(0), observe="touched")[1]
        self.assertEqual(["start", "end"], [event["phase"] for event in shown["events"]])
        seen = [(page["process"], page["page"], page["mapped"]) for page in shown["touched"]]
        self.assertEqual([(0, 1, False), (1, 1, False)], seen)
        self.assertNotIn("state", shown)

    def test_the_state_counts_what_is_used(self) -> None:
        state = results(Toy(), MAP, store(0, "1"), observe="state")[1]["state"]
        self.assertEqual((1, 0), (state["used-frames"], state["used-swap"]))
        self.assertEqual(16, len(state["pages"]))

    def test_the_broken_one_differs_after_unmap_only(self) -> None:
        unmap = {"op": "unmap", "process": 0, "start": 0, "count": 2}
        before = (MAP, ATTACH, device("register", 0, 8), device("device-store", value="1"))
        after = device("device-load")
        self.assertEqual(results(Toy(), *before, after), results(Broken(), *before, after))
        self.assertEqual("EFAULT", results(Toy(), *before, unmap, after)[5]["status"])
        self.assertEqual("ok", results(Broken(), *before, unmap, after)[5]["status"])


if __name__ == "__main__":
    unittest.main()

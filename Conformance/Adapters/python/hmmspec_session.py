"""The protocol: reads requests, asks the adapter, writes replies. Nothing here is to be changed."""

from __future__ import annotations

import json
import os
import re
import sys
import traceback
from typing import Any, BinaryIO, Callable, Dict, Iterable, List, Tuple

from hmmspec_adapter import OPERATIONS, Adapter, Result, View, World, fault, unsupported

PROTOCOL = 1
LINE_LIMIT = 1 << 20
DEPTH_LIMIT = 32
LEVELS = ("outcome", "touched", "state")
REQUESTS = ("none", "fault", "write", "fault+write")
WORDS = {
    "protection": ("none", "read", "read-write"),
    "dma": ("direct", "iommu"),
    "default": REQUESTS,
    "mask": REQUESTS,
}
DEFAULTS: Dict[str, Any] = {"default": "none", "mask": "none", "pages": [], "iovas": 0}
WORLD = ("processes", "pages", "devices", "frames", "swap", "device-frames", "iova")
REQUIRED = ("processes", "pages", "devices")
_VALUE = re.compile("0*(?P<decimal>[0-9]{1,20})|0x0*(?P<hexadecimal>[0-9a-fA-F]{1,16})")


class Refusal(Exception):
    """A request cannot be answered; the message is the reply's."""


def main(adapter: Adapter) -> None:
    """Answers hmmspec over standard input and output until its input ends; then exits."""
    # What the implementation prints must not get among the replies: it goes to standard error.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as replies:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        code = serve(adapter, sys.stdin.buffer, replies)
    sys.exit(code)


def serve(adapter: Adapter, requests: BinaryIO, replies: BinaryIO) -> int:
    """Answers requests until bye or the end of the input, and gives back the exit code."""
    session = Session(adapter)
    while not session.ended:
        # Both ends of a line, CR LF, come on top of what it may hold.
        line = requests.readline(LINE_LIMIT + 2)
        if not line:
            break
        whole = line.endswith(b"\n")
        while not whole and len(line) > LINE_LIMIT:
            rest = requests.readline(LINE_LIMIT)
            whole = not rest or rest.endswith(b"\n")
        replies.write(session.answer(line))
        replies.flush()
    return 0


class Session:
    """What has been said so far, and how each request is answered."""

    def __init__(self, adapter: Adapter) -> None:
        self.ended = False
        self._adapter = adapter
        self._greeted = False
        self._ready = False
        self._operations = [name for name in OPERATIONS if _overrides(adapter, _method(name))]
        self._sees_pages = _overrides(adapter, "observe_page")
        self._sees_state = _overrides(adapter, "observe_state")
        seen = {"outcome": True, "touched": self._sees_pages, "state": self._sees_state}
        self._levels = [level for level in LEVELS if seen[level]]

    def answer(self, line: bytes) -> bytes:
        """The line that answers a line."""
        number = 0
        try:
            request = _parse(line)
            number = _number(request, "id")
            reply = _encode({"id": number, **self._reply(request)})
            if len(reply) > LINE_LIMIT:
                raise Refusal(f"the reply has {len(reply)} bytes, more than {LINE_LIMIT}")
        except Refusal as refusal:
            reply = _encode({"type": "error", "id": number, "message": str(refusal)})
        except Exception as failure:  # of the adapter, outside of an operation
            traceback.print_exc()
            reply = _encode({"type": "error", "id": number, "message": _describe(failure)})
        return reply + b"\n"

    def _reply(self, request: Dict[str, Any]) -> Dict[str, Any]:
        kinds: Dict[str, Callable[[Dict[str, Any]], Dict[str, Any]]] = {
            "hello": self._hello,
            "reset": self._reset,
            "run": self._run,
            "observe": self._observe,
            "bye": self._bye,
        }
        kind = request.get("type")
        if not isinstance(kind, str) or kind not in kinds:
            raise Refusal(f"there is no request of type {_quote(kind)}; expected {_list(kinds)}")
        if self._greeted == (kind == "hello"):
            raise Refusal("a session begins with one hello, and has no second")
        if kind in ("run", "observe") and not self._ready:
            raise Refusal(f"{kind} came before a reset")
        return kinds[kind](request)

    def _hello(self, request: Dict[str, Any]) -> Dict[str, Any]:
        spoken = request.get("protocol")
        if not isinstance(spoken, list) or PROTOCOL not in spoken:
            raise Refusal(f"this adapter speaks protocol {PROTOCOL}, not {_quote(spoken)}")
        self._greeted = True
        adapter = self._adapter
        capabilities: Dict[str, Any] = {
            "operations": self._operations,
            "limits": adapter.limits,
            "observe": self._levels,
            "reset": "in-place",
            "deterministic": adapter.deterministic,
            "events": list(adapter.event_kinds),
            "ordering": "none",
        }
        if adapter.profiles:
            capabilities["profiles"] = list(adapter.profiles)
        return {
            "type": "hello",
            "protocol": PROTOCOL,
            "adapter": {"name": adapter.name, "version": adapter.version},
            "capabilities": capabilities,
        }

    def _reset(self, request: Dict[str, Any]) -> Dict[str, Any]:
        self._ready = False
        profile = request.get("profile")
        if not isinstance(profile, str) or profile not in (self._adapter.profiles or (profile,)):
            raise Refusal(f"there is no profile {_quote(profile)}")
        sizes = request.get("world")
        if not isinstance(sizes, dict):
            raise Refusal('"world" is not an object')
        given = {n: _number(sizes, n) for n in WORLD if n in sizes or n in REQUIRED}
        for name, size in given.items():
            limit = self._adapter.limits.get(name, size)
            if not 0 <= size <= limit:
                raise Refusal(f"a world with {name}={size} cannot be made; the limit is {limit}")
        world = World(**{name.replace("-", "_"): size for name, size in given.items()})
        self._adapter.world = world
        self._adapter.reset(profile, world)
        self._ready = True
        return {"type": "ready"}

    def _run(self, request: Dict[str, Any]) -> Dict[str, Any]:
        level = request.get("observe", "outcome")
        if level not in self._levels:
            raise Refusal(f"{_quote(level)} is no level here; expected {_list(self._levels)}")
        operations = request.get("operations")
        if not isinstance(operations, list):
            raise Refusal('"operations" is not a list')
        calls = [_call(operation) for operation in operations]
        results: List[Result] = []
        for name, operands in calls:
            results.append(self._carry_out(name, operands, level))
            if results[-1]["status"] in ("unknown", "fault"):
                break
        return {"type": "ran", "results": results}

    def _observe(self, request: Dict[str, Any]) -> Dict[str, Any]:
        if not self._sees_state:
            raise Refusal("the state cannot be seen")
        return {"type": "state", **self._state()}

    def _bye(self, request: Dict[str, Any]) -> Dict[str, Any]:
        self.ended = True
        return {"type": "bye"}

    def _carry_out(self, name: str, operands: Dict[str, Any], level: str) -> Result:
        if name not in self._operations:
            return unsupported(f"{name} is not declared")
        self._adapter.events.clear()
        try:
            result = getattr(self._adapter, _method(name))(**operands)
            if not isinstance(result, dict) or "status" not in result:
                return fault(f"{name} gave back {_quote(result)}; expected ok(), errno(...)")
            if result["status"] in ("unsupported", "unknown", "fault") or level == "outcome":
                return result
            return {**result, **self._seen(name, operands, level)}
        except Exception as failure:
            traceback.print_exc()
            return fault(f"{name}: {_describe(failure)}")

    def _seen(self, name: str, operands: Dict[str, Any], level: str) -> View:
        seen: View = {"events": list(self._adapter.events)}
        if self._sees_pages:
            touched = self._adapter.touched(name, operands)
            seen["touched"] = self._pages(dict.fromkeys(touched))
        if level == "state":
            seen["state"] = self._state()
        return seen

    def _state(self) -> View:
        state = dict(self._adapter.observe_state())
        if self._sees_pages and "pages" not in state:
            world = self._adapter.world
            everything = [(p, page) for p in range(world.processes) for page in range(world.pages)]
            state["pages"] = self._pages(dict.fromkeys(everything))
        return state

    def _pages(self, places: Dict[Tuple[int, int], None]) -> List[View]:
        views = []
        for process, page in places:
            view = self._adapter.observe_page(process, page)
            if view is not None:
                views.append({"process": process, "page": page, **_wire(view)})
        return views


def _wire(view: View) -> View:
    """A page as it is written: its values are strings."""
    wire = dict(view)
    if "value" in wire:
        wire["value"] = str(wire["value"])
    if "mirrors" in wire:
        wire["mirrors"] = [_wire(mirror) for mirror in wire["mirrors"]]
    return wire


def _method(operation: str) -> str:
    return operation.replace("-", "_")


def _overrides(adapter: Adapter, method: str) -> bool:
    return getattr(type(adapter), method) is not getattr(Adapter, method)


def _parse(line: bytes) -> Dict[str, Any]:
    if not line.endswith(b"\n") and len(line) <= LINE_LIMIT:
        raise Refusal("the input ends in the middle of a line")
    text = line[:-1] if line.endswith(b"\n") else line
    text = text[:-1] if text.endswith(b"\r") else text
    if len(text) > LINE_LIMIT:
        raise Refusal(f"a line is longer than {LINE_LIMIT} bytes")
    try:
        request = json.loads(
            text.decode("utf-8"), parse_float=_no_number, parse_constant=_no_number
        )
    except (ValueError, RecursionError) as error:
        raise Refusal(f"a line is no JSON: {error}") from None
    if not isinstance(request, dict):
        raise Refusal("a line is no JSON object")
    if _is_deeper(request, DEPTH_LIMIT):
        raise Refusal(f"a line is nested deeper than {DEPTH_LIMIT}")
    return request


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is not a whole number")


def _is_deeper(value: Any, limit: int) -> bool:
    containers = [value]
    for _ in range(limit):
        inner: List[Any] = []
        for container in containers:
            inner.extend(container.values() if isinstance(container, dict) else container)
        containers = [item for item in inner if isinstance(item, (dict, list))]
        if not containers:
            return False
    return True


def _call(operation: Any) -> Tuple[str, Dict[str, Any]]:
    """The name of an operation and the arguments of its method."""
    if not isinstance(operation, dict):
        raise Refusal(f"{_quote(operation)} is no operation")
    name = operation.get("op")
    if not isinstance(name, str) or name not in OPERATIONS:
        raise Refusal(f"there is no operation {_quote(name)}; expected {_list(OPERATIONS)}")
    return name, {member: _operand(operation, member) for member in OPERATIONS[name]}


def _operand(operation: Dict[str, Any], name: str) -> Any:
    if name not in operation and name in DEFAULTS:
        if name != "iovas" or operation.get("dma") != "iommu":
            return DEFAULTS[name]
    if name == "value":
        return _value(operation, name)
    if name in WORDS:
        return _word(operation.get(name), name, WORDS[name])
    if name == "pages":
        words = operation[name]
        if not isinstance(words, list):
            raise Refusal('"pages" is not a list')
        return [_word(word, name, REQUESTS) for word in words]
    return _number(operation, name)


def _number(members: Dict[str, Any], name: str) -> int:
    number = members.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        raise Refusal(f'"{name}" is {_quote(number)}; expected a whole number')
    return number


def _value(members: Dict[str, Any], name: str) -> int:
    text = members.get(name)
    match = _VALUE.fullmatch(text) if isinstance(text, str) else None
    number = 1 << 64
    if match:
        number = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
    if number >= 1 << 64:
        raise Refusal(f'"{name}" is {_quote(text)}; expected a string with a number of 64 bits')
    return number


def _word(word: Any, name: str, words: Tuple[str, ...]) -> str:
    if not isinstance(word, str) or word not in words:
        raise Refusal(f'"{name}" is {_quote(word)}; expected {_list(words)}')
    return word


def _encode(reply: Dict[str, Any]) -> bytes:
    return json.dumps(reply, separators=(",", ":"), allow_nan=False).encode("ascii")


def _describe(failure: Exception) -> str:
    return f"{type(failure).__name__}: {failure}"[:500]


def _quote(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:40] + "..."


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)

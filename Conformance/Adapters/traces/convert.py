#!/usr/bin/env python3
"""Turns a log of another shape into a trace that `hmmspec validate` judges.

    convert.py LOG > trace.jsonl

The log is text as ftrace writes it, a line when an operation is entered and one when it is left:

    app-101 [000] 12.000010: hmm_enter: store addr=0x7f0000001000 val=0x5
    app-101 [000] 12.000030: hmm_exit: store ret=0

What has to be said of any log stands in four places: LINE, OPERATIONS, `operation` and `result`.
"""

import argparse
import errno
import json
import re
import signal
import sys

LINE = re.compile(r"\s*(?P<task>\S+)\s+\[\d+\]\s+(?P<time>\d+\.\d+): hmm_(?P<event>enter|exit): (?P<call>\w+)(?P<rest>.*)")

# What the log calls an operation, and what we do. The pages of all of them are addr and len.
OPERATIONS = {
    "mmap": "map",
    "munmap": "unmap",
    "mprotect": "protect",
    "load": "load",
    "store": "store",
    "gpu_attach": "attach",
    "gpu_mirror": "register",
    "gpu_read": "device-load",
    "gpu_write": "device-store",
    "gpu_migrate": "migrate-to-device",
}

RIGHTS = {"none": "none", "r": "read", "rw": "read-write"}
MIGRATED = {"moved": "migrated", "zeroed": "filled", "stayed": "skipped-by-driver"}


class BadLine(Exception):
    """A line that does not say what it has to."""


def number(fields, name, default=None):
    """The field as a number, decimal or with 0x in front."""
    text = fields.get(name, default)
    if text is None:
        raise BadLine(f"there is no {name}=")
    try:
        return int(text, 0)
    except ValueError:
        raise BadLine(f"{name}={text} is no number") from None


def word(fields, name, words):
    """The field as the word that we have for it."""
    text = fields.get(name)
    if text not in words:
        raise BadLine(f"{name}={text} is none of {', '.join(words)}")
    return words[text]


def operation(call, fields, options):
    """An operation of ours. Addresses become pages, and whatever the log names by pointers becomes small numbers."""
    if call not in OPERATIONS:
        raise BadLine(f"the operation {call} is not known")
    ours = {"op": OPERATIONS[call]}
    if call == "gpu_attach":
        return {**ours, "device": number(fields, "gpu"), "capacity": number(fields, "pages"), "dma": "direct"}
    ours["process"] = number(fields, "mm", "0")
    if call.startswith("gpu_"):
        ours["device"] = number(fields, "gpu")
    page, offset = divmod(number(fields, "addr") - options.base, options.page_size)
    if call in ("load", "store"):
        ours["page"] = page
    else:
        ours["start"] = page
        ours["count"] = -(-(offset + number(fields, "len")) // options.page_size)
    if call in ("mmap", "mprotect"):
        ours["protection"] = word(fields, "prot", RIGHTS)
    if call in ("store", "gpu_write"):
        ours["value"] = str(number(fields, "val"))
    return ours


def result(call, fields):
    """What an operation delivered. A negative return value is an errno, sig=N a signal."""
    if "sig" in fields:
        return {"status": signal.Signals(number(fields, "sig")).name}
    returned = number(fields, "ret")
    if returned < 0:
        if -returned not in errno.errorcode:
            raise BadLine(f"ret={returned} is no errno")
        return {"status": errno.errorcode[-returned]}
    delivered = {"status": "ok"}
    if call in ("load", "gpu_read"):
        delivered["value"] = str(number(fields, "val"))
    if call == "gpu_migrate":
        delivered["pages"] = [word({"pages": one}, "pages", MIGRATED) for one in fields.get("pages", "").split(",")]
    return delivered


def events(log):
    """The lines of the log in the order of their times.

    Each processor may have had a buffer of its own. Of two lines at the same time the entry comes first: an operation may
    then have taken effect a little earlier or later than it did, which never makes a right run wrong.
    """
    found = []
    for place, line in enumerate(log, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = LINE.fullmatch(line.rstrip("\n"))
        if not match:
            raise BadLine(f"line {place}: this is no line of an operation")
        fields = dict(field.split("=", 1) for field in match["rest"].split() if "=" in field)
        seconds, fraction = match["time"].split(".")
        time = (int(seconds), fraction.ljust(9, "0"))
        found.append((time, match["event"] == "exit", place, match, fields))
    return sorted(found, key=lambda event: event[:3])


def convert(log, options):
    """The lines of the trace."""
    world = {"processes": options.processes, "pages": options.pages, "devices": options.devices}
    # What is not limited is larger than what can be used.
    plenty = 2 * options.processes * options.pages
    world.update({"frames": 2 * plenty, "swap": plenty, "device-frames": plenty, "iova": plenty})
    yield {"type": "reset", "id": 1, "profile": options.profile, "world": world}
    yield {"type": "ready", "id": 1}
    entered = {}
    last = 1
    for _, is_exit, place, match, fields in events(log):
        task, call = match["task"], match["call"]
        try:
            if is_exit:
                began, what = entered.pop(task, (0, None))
                if what != call:
                    raise BadLine(f"{task} leaves {call}, which it has not entered")
                yield {"type": "return", "id": began, "result": result(call, fields)}
            else:
                last += 1
                entered[task] = (last, call)
                yield {"type": "call", "id": last, "agent": task, "operation": operation(call, fields, options)}
        except BadLine as problem:
            raise BadLine(f"line {place}: {problem}") from None


def main():
    """Converts the log that is named."""
    parser = argparse.ArgumentParser(description="Turn a log into a trace for hmmspec validate.")
    parser.add_argument("log", type=argparse.FileType(encoding="utf-8"))
    parser.add_argument("--base", type=lambda text: int(text, 0), default=0x7F0000000000, help="address of page 0")
    parser.add_argument("--page-size", type=int, default=4096)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--devices", type=int, default=1)
    parser.add_argument("--profile", default="strict")
    options = parser.parse_args()
    try:
        for line in convert(options.log, options):
            print(json.dumps(line, separators=(",", ":")))
    except BadLine as problem:
        sys.exit(f"{options.log.name}: {problem}.")


if __name__ == "__main__":
    main()

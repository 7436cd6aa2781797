#!/usr/bin/env python3
"""Runs a recorded session through an adapter: session.py SESSION COMMAND [ARGUMENT...]

A session has a line "> REQUEST" for each request, and after it a line "< REPLY" with what the reply has to have: an object
may have more members than are expected, a list has to have as many items, and all else has to be equal. Requests are sent as they
stand, JSON or not. Empty lines, and lines that begin with "#", are passed over. After the last request the input of the
adapter ends, and it has to end with exit code 0.
"""

import json
import subprocess
import sys
import threading

DEADLINE = 60  # seconds, for a session as a whole: only to end what hangs


def read_session(path):
    """The steps of a session: the number of the line, the request, the expected reply."""
    steps = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if line.startswith("> "):
                steps.append((number, line[2:], None))
            elif line.startswith("< ") and steps and steps[-1][2] is None:
                steps[-1] = (steps[-1][0], steps[-1][1], json.loads(line[2:]))
            elif line and not line.startswith("#"):
                sys.exit(f"{path}:{number}: this is neither a request nor the reply to one")
    unanswered = [number for number, _, reply in steps if reply is None]
    if not steps or unanswered:
        sys.exit(f"{path}: there are no requests, or none is expected in reply to those in lines {unanswered}")
    return steps


def difference(expected, found, where="reply"):
    """The first thing that is not as expected, or None."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for name, value in expected.items():
            if name not in found:
                return f"{where} has no {name!r}"
            inner = difference(value, found[name], f"{where}.{name}")
            if inner:
                return inner
        return None
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return f"{where} has {len(found)} items, expected {len(expected)}"
        pairs = enumerate(zip(expected, found))
        return next(filter(None, (difference(e, f, f"{where}[{i}]") for i, (e, f) in pairs)), None)
    # In Python true is 1; in JSON it is not.
    same = type(expected) is type(found) and expected == found
    return None if same else f"{where} is {json.dumps(found)}, expected {json.dumps(expected)}"


def run(path, command):
    """The number of requests that were answered as expected."""
    steps = read_session(path)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as adapter:
        guard = threading.Timer(DEADLINE, adapter.kill)
        guard.start()
        try:
            for number, request, expected in steps:
                adapter.stdin.write(request.encode() + b"\n")
                adapter.stdin.flush()
                line = adapter.stdout.readline().decode()
                if not line.endswith("\n"):
                    sys.exit(f"{path}:{number}: the adapter ended, or wrote half a line: {line!r}")
                wrong = difference(expected, json.loads(line))
                if wrong:
                    sys.exit(f"{path}:{number}: {wrong}\n  in {line}")
            adapter.stdin.close()
            rest = adapter.stdout.read()
            code = adapter.wait()
        except (BrokenPipeError, ValueError) as error:
            sys.exit(f"{path}:{number}: the adapter ended, or wrote what is no JSON: {error}")
        finally:
            guard.cancel()
            adapter.kill()
    if rest or code != 0:
        sys.exit(f"{path}: at its end the adapter wrote {rest!r} and ended with exit code {code}")
    return len(steps)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    answered = run(sys.argv[1], sys.argv[2:])
    print(f"{sys.argv[1]}: {answered} replies as expected")

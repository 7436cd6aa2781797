#!/usr/bin/env python3
"""Runs the kernel's own selftest with each fault that can be seeded into the driver, and writes a table of what it found.

    selftests.py [DRIVER...] -- HMMSPEC...

HMMSPEC is the command, such as: dotnet Conformance/Cli/bin/Release/net10.0/hmmspec.dll. The mended driver, which has to pass
the selftest, comes first unless drivers are named. Ends with 1 if the selftest could not be run with some driver.
"""
import re
import subprocess
import sys

CONFORMS, DIVERGES = 0, 1
TIMEOUT = 600


def faults(hmmspec):
    """The ids of all faults."""
    lines = subprocess.run([*hmmspec, "linux", "drivers", "--faulty"], check=True, capture_output=True, text=True)
    return [line.split()[0] for line in lines.stdout.splitlines()]


def run(hmmspec, driver):
    """What the selftest says of a driver: a row of the table, and whether it ran."""
    done = subprocess.run([*hmmspec, "linux", "selftest", driver], capture_output=True, text=True, timeout=TIMEOUT)
    if done.returncode not in (CONFORMS, DIVERGES):
        print(done.stderr[-2000:], file=sys.stderr)
        return f"| {driver} | could not be run | | |", False
    failed = re.findall(r"not ok \d+ \w+\.(?:hmm\d?_)?device_private\.(\w+)|not ok \d+ (\S+)", done.stdout)
    names = sorted({short or whole.rsplit(".", 1)[-1] for short, whole in failed})
    crashed = "crashed or hung" in done.stdout
    seconds = re.search(r"; ([\d.]+) s", done.stdout)
    found = "yes" if done.returncode == DIVERGES else "no"
    what = ", ".join(names) + (", then a crash" if crashed and names else "a crash" if crashed else "")
    return f"| {driver} | {found} | {what} | {seconds[1] if seconds else ''} |", True


def main():
    arguments = sys.argv[1:]
    if "--" not in arguments or arguments[-1] == "--":
        sys.exit(__doc__)
    split = arguments.index("--")
    drivers, hmmspec = arguments[:split], arguments[split + 1 :]
    print("| driver | found | tests that fail | seconds |\n| --- | --- | --- | --- |", flush=True)
    good = True
    for driver in drivers or ["fixed", *faults(hmmspec)]:
        row, ran = run(hmmspec, driver)
        good &= ran
        print(row, flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())

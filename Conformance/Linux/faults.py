#!/usr/bin/env python3
"""Has the oracle look for each fault that can be seeded into the driver, and writes a table of what it found.

    faults.py [--seed N] [--time TIME] [FAULT...] -- HMMSPEC...

HMMSPEC is the command, such as: dotnet Conformance/Cli/bin/Release/net10.0/hmmspec.dll. Only generated sequences count:
the scenarios of the clauses and what earlier runs have kept are left out. Ends with 1 if a fault was not found.
"""
import argparse
import json
import subprocess
import sys
import tempfile

CONFORMS, DIVERGES = 0, 1


def faults(hmmspec):
    """The ids of all faults: what `linux drivers` lists, without the drivers that are the kernel's or half mended."""
    lines = subprocess.run([*hmmspec, "linux", "drivers", "--faulty"], check=True, capture_output=True, text=True)
    return [line.split()[0] for line in lines.stdout.splitlines()]


def look(hmmspec, fault, options):
    """What a check of the driver with the fault comes to, as JSON; None if it could not be run."""
    with tempfile.TemporaryDirectory() as out:
        command = [*hmmspec, "check", f"linux:{fault}", "--generated-only", "--json", "--workers", "1"]
        command += ["--seed", options.seed, "--time", options.time, "--shrink-time", "30s", "--out", out]
        run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode not in (CONFORMS, DIVERGES):
        print(run.stderr[-2000:], file=sys.stderr)
    return json.loads(run.stdout) if run.stdout.startswith("{") else None


def row(fault, report):
    """A row of the table, and whether the fault was found."""
    if report is None:
        return f"| {fault} | could not be run | | | |", False
    if not report["finding"]:
        return f"| {fault} | not found | {report['operations']:,} | {report['seconds']:.1f} | |", False
    finding = report["finding"]
    return (
        f"| {fault} | {finding['clause']} | {report['operations']:,} | {report['seconds']:.1f} "
        f"| {len(finding['operations'])} |",
        True,
    )


def main():
    hmmspec = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faults", nargs="*")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--time", default="120s")
    options = parser.parse_args(sys.argv[1 : sys.argv.index("--")] if hmmspec else sys.argv[1:])
    if not hmmspec:
        parser.error("the command of hmmspec is missing behind --")
    print("| fault | clause | operations | seconds | shortest |\n| --- | --- | --- | --- | --- |", flush=True)
    found = []
    for fault in options.faults or faults(hmmspec):
        text, is_found = row(fault, look(hmmspec, fault, options))
        found.append(is_found)
        print(text, flush=True)
    print(f"\n{sum(found)} of {len(found)} found")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main())

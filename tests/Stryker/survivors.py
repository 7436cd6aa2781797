#!/usr/bin/env python3
"""Reads reports of Stryker, for .ci/mutation.

    survivors.py spans REPORT          what --mutate has to be given to test again what survived, a word a line
    survivors.py joined REPORT AGAIN   how the mutants of a run ended if those of its survivors that died in a second run
                                       are dead: killed, killed by their time, not killed, reached by no test, killed
                                       only in the second run
"""
import json
import os
import sys

ALIVE = ("Survived", "NoCoverage")
DEAD = ("Killed", "Timeout")


def mutants(report):
    """Each mutant of a report with the file that it is in."""
    with open(report, encoding="utf-8") as text:
        files = json.load(text)["files"]
    for path, file in files.items():
        for mutant in file["mutants"]:
            yield path, file["source"], mutant


def place(path, mutant):
    """What tells a mutant apart, in whatever run."""
    start, end = mutant["location"]["start"], mutant["location"]["end"]
    return (
        os.path.normpath(path),
        (start["line"], start["column"], end["line"], end["column"]),
        mutant["mutatorName"],
        mutant["replacement"],
    )


def spans(report):
    """The patterns of the survivors: a file below the project, and from which letter to which."""
    survivors = {}
    for path, source, mutant in mutants(report):
        if mutant["status"] in ALIVE:
            lines = source.split("\n")

            def letter(position):
                return sum(len(line) + 1 for line in lines[: position["line"] - 1]) + position["column"] - 1

            span = letter(mutant["location"]["start"]), letter(mutant["location"]["end"])
            survivors.setdefault(os.path.basename(path), []).append(span)
    for name in sorted(survivors):
        print("--mutate")
        print(f"**/{name}" + "".join(f"{{{start}..{end}}}" for start, end in survivors[name]))


def joined(report, again):
    """The counts of both runs together."""
    died = {place(path, mutant) for path, _, mutant in mutants(again) if mutant["status"] in DEAD}
    ends = [(mutant["status"], place(path, mutant) in died) for path, _, mutant in mutants(report)]
    second = sum(status in ALIVE and dead for status, dead in ends)
    print(
        sum(status in DEAD for status, _ in ends) + second,
        sum(status == "Timeout" for status, _ in ends),
        sum(status in ALIVE and not dead for status, dead in ends),
        sum(status == "NoCoverage" and not dead for status, dead in ends),
        second,
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["spans", first]:
            spans(first)
        case ["joined", first, second]:
            joined(first, second)
        case _:
            sys.exit(__doc__)

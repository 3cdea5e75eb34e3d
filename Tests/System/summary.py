"""Sums up the lines of result of many rounds: python summary.py RESULTS."""

import re
import sys
from collections import defaultdict

FIGURE = re.compile(r"([a-z_0-9]+)=([0-9.]+)")
COLUMNS = ("incidents", "messages", "kills", "resets")
COLUMNS += ("lost", "dup", "reordered", "unexpected", "hidden")


def summary(lines: list[str]) -> list[list[str]]:
    """One row a suite: how many rounds, how many failed, and the sums of its figures."""
    rounds: dict[str, int] = defaultdict(int)
    failed: dict[str, int] = defaultdict(int)
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in lines:
        if " FAILED, " in line:
            failed[line.split()[0]] += 1
            continue
        name = line.split(":")[0].split()[-1]
        rounds[name] += 1
        for figure, value in FIGURE.findall(line):
            sums[name][figure] += float(value)
    rows = [["suite", "rounds", "failed", *COLUMNS]]
    for name in sorted(rounds.keys() | failed.keys()):
        figures = [f"{sums[name].get(column, 0):.0f}" for column in COLUMNS]
        rows.append([name, str(rounds[name]), str(failed[name]), *figures])
    return rows


def table(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) if at == 0 else cell.rjust(width)
                  for at, (cell, width) in enumerate(zip(row, widths)))
        for row in rows
    )


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as results:
        print(table(summary(results.read().splitlines())))

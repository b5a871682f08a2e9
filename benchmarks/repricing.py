"""Time re-pricing: the whole command, and one price list after another in a process that stays.

Run ``python benchmarks/repricing.py RUN`` with a run folder, such as that of
``ungespor run ibbu_nord --replications 1000 --out RUN``.  The three kinds take turns, so that they
meet the machine in the same phases; the rows are appended to ``repricing.csv`` beside this file.

``command`` is ``ungespor price`` from outside; ``folder`` is `reprice` with the folder, which reads
the run each time; ``read once`` is `reprice` with a run that has been read.
"""

from __future__ import annotations

import csv
import datetime
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ungespor.evaluation.price_changes import Changes
from ungespor.evaluation.reprice import reprice
from ungespor.report.saved_run import read_run_folder

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ROUNDS = 5


def timed(job: Callable[[], object]) -> tuple[float, float]:
    """Return wall and processor seconds of a job, those of the processes it starts included."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    before, start = [resource.getrusage(kind) for kind in kinds], time.perf_counter()
    job()
    wall, after = time.perf_counter() - start, [resource.getrusage(kind) for kind in kinds]
    cpu = sum(one.ru_utime + one.ru_stime for one in after) - sum(one.ru_utime + one.ru_stime for one in before)
    return wall, cpu


def main(folder: Path) -> None:
    """Time the three kinds in turn, and keep the rows."""
    saved = read_run_folder(folder)
    command = [sys.executable, "-m", "ungespor", "price", str(folder), "--set", "psy_bed_day=6000", "--json"]
    rows = []
    for number in range(ROUNDS):
        changes = Changes((f"psy_bed_day={6000 + number}",))
        jobs = {
            "command": lambda: subprocess.run(command, check=True, capture_output=True),
            "folder": lambda changes=changes: reprice(folder, changes),
            "read once": lambda changes=changes: reprice(saved, changes),
        }
        for kind, job in jobs.items():
            wall, cpu = timed(job)
            rows.append([datetime.date.today().isoformat(), platform.python_version(), os.cpu_count(), kind])
            rows[-1] += [len(saved.trajectories.participants), f"{wall:.2f}", f"{cpu:.2f}"]
            print(*rows[-1])
    path = HERE / "repricing.csv"
    new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(["date", "python", "cores", "kind", "worlds", "wall_seconds", "cpu_seconds"])
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Time the main job as a user meets it: cold (nothing compiled) and cached, with its memory.

Run ``python benchmarks/main_job.py``.  Each figure is a whole process from outside; the rows
are appended to ``main_job.csv`` beside this file.  Speeds on a shared machine drift by a third
or more: compare rows taken in one go, never single figures.
"""

from __future__ import annotations

import csv
import datetime
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 5
KILOBYTES_IN_A_MEGABYTE = 1024


def timed(environment: dict[str, str], folder: Path, number: int) -> tuple[float, float, float]:
    """Return wall seconds, processor seconds and peak memory (MB) of one run."""
    command = [sys.executable, "-m", "ungespor", "run", "ibbu_nord", "--out", str(folder / f"run-{number}")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / KILOBYTES_IN_A_MEGABYTE


def main() -> None:
    """Time one cold run and several cached ones, and keep the rows."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # Users let Python keep its own translations.
        for number in range(ROUNDS + 1):
            wall, cpu, memory = timed(environment, folder, number)
            kind = "cached" if number else "cold"
            rows.append([datetime.date.today().isoformat(), platform.python_version(), os.cpu_count(), kind])
            rows[-1] += [f"{wall:.2f}", f"{cpu:.2f}", f"{memory:.0f}"]
            print(*rows[-1])
    path = HERE / "main_job.csv"
    new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(["date", "python", "cores", "kind", "wall_seconds", "cpu_seconds", "peak_megabytes"])
        writer.writerows(rows)


if __name__ == "__main__":
    main()

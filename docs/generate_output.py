"""The report that the front page shows: the headline table and the sentence of a real run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

BEGIN = "<!-- what follows is written by `make docs` -->\n"
END = "<!-- up to here -->\n"
COMMAND = ("run", "ibbu_nord", "--lang", "en")


def report() -> str:
    """Run IBBU-Nord and return the parts of its report that fit on a screen."""
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "ungespor", *COMMAND, "--out", "run"],
            cwd=folder,
            env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    parts = answer.stdout.split("\n\n")
    table = next(part for part in parts if part.startswith("Who pays"))
    sentence = next(part for part in parts if "In short" in part)
    box = [line for line in sentence.splitlines() if line[:1] in "╭│╰"]
    return "\n".join(line.rstrip() for line in [*table.splitlines(), "", *box]).strip() + "\n"


def front_page(text: str) -> str:
    """Return the front page with the report of a fresh run in its place."""
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    shown = f"```text\n$ ungespor {' '.join(COMMAND)}\n{report()}```\n"
    return before + BEGIN + shown + END + after

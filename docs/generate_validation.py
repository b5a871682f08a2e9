"""Write the table of validation from the answer that `ungespor validate --json` gave."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ungespor.report.reported_text import reported_table
from ungespor.report.validation_text import validation_notes, validation_tables
from ungespor.scenario.reported import load_reported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = """# Table of validation

Every figure and pattern that the programmes are held against (`scenarios/targets/`), as `ungespor validate` answered
when its answer was last kept in [validation.json](validation.json). Why some fail, and what can be learnt from it:
[validation](../explanation/validation.md).

The simulation takes minutes, so the tests do not repeat all of it. They check that the answer kept here has every
target with its value, tolerance and role, that no scenario has changed since (by its hash), and they repeat some
programmes in full. To make it anew: `ungespor validate --json > docs/reference/validation.json`, then `make docs`.
"""


def validation_page(table: Callable[[list[str], list[list[str]]], str], answer: Path) -> str:
    """Return the page: a table of scores, one of patterns, how many are in order, and what is only reported."""
    rows = json.loads(answer.read_text(encoding="utf-8"))
    text = TEXT
    for part in [*validation_tables(rows, "en"), reported_table(load_reported(), "en")]:
        lines = [[row.heading, *row.cells] for row in part.rows]
        text += f"\n## {part.caption}\n\nNote: {part.note}.\n\n{table(list(part.headings), lines)}"
    return text + "\n" + "".join(f"- {note}\n" for note in validation_notes(rows, "en"))

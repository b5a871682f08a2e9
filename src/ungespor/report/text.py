"""The report on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from ungespor.report.notes import birth_line, cautions, hash_line, size_line, waiting_line
from ungespor.report.outcome_table import MAIN_INDICATORS, outcome_table
from ungespor.report.tables import money_table, twins_table, variants_table, years_table
from ungespor.report.words import word

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from ungespor.report.tables import Table
    from ungespor.results.numbers import Language

NARROWEST: Final = 110
"""Columns assumed where the output is no terminal, so that a log file stays readable."""


def make_console(file: IO[str] | None = None, *, to_stderr: bool = False) -> Console:
    """Return a console that neither guesses at numbers nor obeys markup in scenario texts."""
    console = Console(file=file, stderr=to_stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = max(console.width, NARROWEST)
    return console


def print_result(result: dict[str, Any], console: Console, language: Language) -> None:
    """Print the whole result: who pays, who saves, what becomes of the young people, cautions."""
    console.print(Text(result[f"title_{language}"], style="bold"))
    console.print(size_line(result, language))
    console.print(birth_line(result["manifest"], result["discount_rate"], language))
    console.print(hash_line(result["manifest"], language))
    tables = [
        money_table(result, language),
        years_table(result, language),
        outcome_table(result, language, MAIN_INDICATORS, joint="\n"),
        twins_table(result, language),
        variants_table(result, language),
        variants_table(result, language, costs=True),
    ]
    for table in tables:
        print_table(table, console)
    waiting = waiting_line(result, language)
    if waiting:
        console.print(waiting)
    print_notes(cautions(result, language), console)
    console.print()
    console.print(Text(result["sentence"], style="bold"))


def print_where(folder: Path, console: Console, language: Language) -> None:
    """Print where the run folder and its page lie, unbroken, so that they can be copied."""
    console.print()
    console.print(word("folder", language, folder=folder), soft_wrap=True)
    console.print(word("page", language, page=(folder / "report.html").resolve()), soft_wrap=True)


def print_table(table: Table, console: Console) -> None:
    """Print one table with its caption above, numbers to the right, sums in bold."""
    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    roomy = console.width >= NARROWEST
    for index, heading in enumerate(table.headings):
        if index == 0:
            drawn.add_column(Text(heading), justify="left", no_wrap=roomy)
        else:
            texts = (heading, *(row.cells[index - 1] for row in table.rows))
            longest = max((len(part) for text in texts for part in text.replace("\n", " ").split(" ")), default=1)
            drawn.add_column(Text(heading, justify="right"), justify="right", min_width=longest if roomy else None)
    for row in table.rows:
        cells = [Text(cell) for cell in (row.heading, *row.cells)]
        drawn.add_row(*cells, style="bold" if row.is_sum else None)
    console.print()
    console.print(Text(table.caption, style="bold"))
    # A file has room for the widest table; a terminal wraps what it cannot hold.
    needed = 0 if console.is_terminal else drawn.__rich_measure__(console, console.options).minimum
    console.print(drawn, width=max(console.width, needed), crop=False)


def print_notes(notes: list[str], console: Console) -> None:
    """Print sentences as an indented list."""
    console.print()
    for note in notes:
        console.print(Padding(Text("· " + note), (0, 0, 0, 1)))

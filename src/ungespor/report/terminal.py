"""Tables, sentences and notes on a terminal, so that nothing is torn apart however narrow it is."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final, Literal

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from ungespor.report.tables import Table

NARROWEST: Final = 110
"""Columns assumed where the output is no terminal, so that a log file stays readable."""
WHOLE: Final = 10**6
LAYOUTS: Final = ((3, WHOLE), (2, WHOLE), (3, 18), (2, 18), (2, 10), (2, 0), (1, 0))
"""Space between columns, and how wide a heading may be before its words are stacked (never narrower
than the cells below it): the first layout that fits the terminal is used."""


def make_console(file: IO[str] | None = None, *, to_stderr: bool = False) -> Console:
    """Return a console that neither guesses at numbers nor obeys markup in scenario texts."""
    console = Console(file=file, stderr=to_stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = max(console.width, NARROWEST)
    return console


def print_table(table: Table, console: Console) -> None:
    """Print one table with its caption above, numbers to the right, sums in bold."""
    console.print()
    print_paragraph(table.caption, console, style="bold")
    if table.note:
        print_paragraph(table.note, console, style="dim")
    columns: list[Sequence[str]] = [
        [row.heading for row in table.rows],
        *zip(*(row.cells for row in table.rows), strict=True),
    ]
    for gap, widest in LAYOUTS:
        headings = [_stacked(heading, cells, widest) for heading, cells in zip(table.headings, columns, strict=True)]
        texts = [[*lines, *cells] for lines, cells in zip(headings, columns, strict=True)]
        if sum(_longest_line(column) + gap for column in texts) - gap <= console.width:
            break
    widths = _fitted(texts, console.width - gap * (len(texts) - 1))
    drawn = _drawn(table, headings, columns, widths, gap)
    # A table wider than the terminal is broken by the terminal: better than words cut off.
    console.print(drawn, width=max(console.width, sum(widths) + gap * len(widths)), crop=False, soft_wrap=True)


def print_paragraph(text: str, console: Console, *, style: str = "", first: str = "", other: str = "") -> None:
    """Print a paragraph, broken at spaces only: an amount and its unit stay together.

    Parameters
    ----------
    text : str
    console : Console
    style : str
    first, other : str
        What the first line and the others begin with.
    """
    for line in _lines(text, console.width, first, other) or [""]:
        console.print(Text(line, style=style), soft_wrap=True)


def print_notes(notes: list[str], console: Console) -> None:
    """Print sentences as an indented list; nothing where there are none."""
    if notes:
        console.print()
    for note in notes:
        print_paragraph(note, console, first=" · ", other="   ")


def print_box(title: str, text: str, console: Console) -> None:
    """Print a sentence in a box, so that it is seen."""
    frame = 4
    inside = Text("\n".join(_lines(text, console.width - frame)), style="bold")
    console.print()
    console.print(Panel(inside, title=Text(title), title_align="left"), width=console.width)


def _lines(text: str, width: int, first: str = "", other: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=other, break_long_words=False, break_on_hyphens=False
    )


def _fitted(columns: list[list[str]], room: int) -> list[int]:
    """Return how wide each column is: the widest give way, though none gets narrower than its longest word."""
    widths, least = ([measure(column) for column in columns] for measure in (_longest_line, _longest_word))
    while sum(widths) > room and widths != least:
        widest = max((place for place in range(len(widths)) if widths[place] > least[place]), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _folded(cell: str, width: int) -> str:
    """Break a cell at spaces only; what a no-break space joins stays together."""
    return "\n".join(line for part in cell.split("\n") for line in _lines(part, width) or [""])


def _drawn(
    table: Table, headings: list[list[str]], columns: list[Sequence[str]], widths: list[int], gap: int
) -> RichTable:
    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, gap - 1, 0, 0))
    tallest = max(len(lines) for lines in headings)
    for index, lines in enumerate(headings):
        side: Literal["left", "right"] = "left" if index in table.left else "right"
        heading = Text("\n".join([""] * (tallest - len(lines)) + lines), justify=side)
        drawn.add_column(heading, justify=side, width=widths[index])
    for row, cells in zip(table.rows, zip(*columns, strict=True), strict=True):
        folded = (Text(_folded(cell, width)) for cell, width in zip(cells, widths, strict=True))
        drawn.add_row(*folded, style="bold" if row.is_sum else None)
    return drawn


def _stacked(heading: str, cells: Sequence[str], widest: int) -> list[str]:
    """Return a heading in lines no wider than `widest` or the cells below it, where its words allow."""
    return _lines(heading, max(widest, _longest_line(cells), _longest_word([heading]))) or [""]


def _longest_line(texts: Sequence[str]) -> int:
    return max((len(line) for text in texts for line in text.split("\n")), default=1)


def _longest_word(texts: Sequence[str]) -> int:
    """Return the length of the longest word; what a no-break space joins is one word."""
    return max((len(part) for text in texts for part in text.replace("\n", " ").split(" ")), default=1)

"""Sheets, cells and formats: everything that knows how xlsxwriter is spoken to.

Text is only ever written as text. A title that begins with ``=`` can therefore never become a
formula, and every formula is written together with the value it has in the run, so that the
workbook shows its numbers also where nothing recalculates, as in a mail program's preview.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from ungespor.report.words import word
from ungespor.results.numbers import chance, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from io import BytesIO

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from ungespor.results.numbers import Language

SHEETS: Final = (
    "front",
    "assumptions",
    "quantities",
    "prices",
    "keys",
    "calculation",
    "taxes",
    "result",
    "sensitivity",
    "log",
)
"""In the order shown; their names are words ``workbook.sheet.NAME``."""
A4: Final = 9
LONGEST_CELL: Final = 32_000
"""Letters; a spreadsheet holds 32,767 in a cell."""
LONGEST_HEADER: Final = 80
NOTE_LETTERS: Final = 150
"""Letters of a note on one line."""
LINE_POINTS: Final = 13.5
"""Height of a line of text."""

INK, PAPER_BLUE, INPUT_YELLOW, FROZEN_GREY = "#1F2933", "#DCE6F1", "#FFF7CC", "#F2F2F2"
NUMBER_FORMATS: Final = {
    "kroner": "#,##0",
    "ore": "#,##0.00",
    "quantity": "#,##0.00",
    "factor": "0.0000",
    "share": '0.00%;-0.00%;"–"',
    "percent": "0%",
    "signed": "+#,##0;-#,##0;0",
    "year": "0",
    "any": "General",
}
"""Stored in the one notation that files have; a Danish Excel shows 1.234,50."""


class Input(NamedTuple):
    """A cell that may be edited.

    Attributes
    ----------
    sheet : str
        The name of the sheet, as shown.
    label : str
    cell : str
        Reference from any sheet.
    value : float or str
        As in the run.
    style : str
        How the value is shown.
    """

    sheet: str
    label: str
    cell: str
    value: float | str
    style: str


@dataclass
class Sheet:
    """One sheet under construction; rows and columns count from 0."""

    name: str
    worksheet: Worksheet
    paper: Paper

    def text(self, row: int, column: int, text: object, style: str = "text") -> None:
        """Write a text, whatever it begins with."""
        self.worksheet.write_string(row, column, str(text)[:LONGEST_CELL], self.paper.style(style))

    def number(self, row: int, column: int, value: float, style: str) -> None:
        """Write a number that nothing changes."""
        self.worksheet.write_number(row, column, float(value), self.paper.style(style))

    def chance(self, row: int, column: int, share: float, replications: int) -> None:
        """Write a chance of the run, as a text where the replications cannot tell it from 0 or 100 %."""
        shown = chance(share, replications, self.paper.language, short=True)
        if shown == percent(share, self.paper.language):
            self.number(row, column, share, "frozen percent")
        else:
            self.text(row, column, shown, "frozen right")

    def formula(self, row: int, column: int, formula: str, value: float | str, style: str) -> None:
        """Write a formula with the value that it has in the run."""
        plain = value if isinstance(value, str) else float(value)
        # On their own sheet cells are known by their place alone.
        formula = formula.replace(f"'{self.name}'!", "")
        self.worksheet.write_formula(row, column, f"={formula}", self.paper.style(style), plain)

    def input(self, row: int, column: int, label: str, value: float | str, style: str) -> None:
        """Write a cell that may be edited, and remember it for the log."""
        if isinstance(value, str):
            self.text(row, column, value, f"input {style}")
        else:
            self.number(row, column, value, f"input {style}")
        self.paper.inputs.append(Input(self.name, label, self.cell(row, column), value, style))

    def headings(self, row: int, texts: Iterable[str], lines: int = 1, left: int = 100) -> None:
        """Write a row of headings with room for so many lines; the first `left` stand over texts."""
        for place, text in enumerate(texts):
            self.text(row, place, text, "heading" if place < left else "heading right")
        self.height(row, lines)

    def height(self, row: int, lines: int) -> None:
        """Make a row high enough for so many lines of text."""
        if lines > 1:
            self.worksheet.set_row(row, LINE_POINTS * lines)

    def wrapped(self, row: int, texts: Iterable[tuple[int, str, float]]) -> None:
        """Write texts, each with its column and the width of that, and make the row high enough."""
        lines = 1
        for column, text, width in texts:
            self.text(row, column, text, "wrap indent")
            lines = max(lines, len(textwrap.wrap(text[:LONGEST_CELL], max(int(width), 1))))
        self.height(row, lines)

    def title(self, title: str, *notes: str) -> int:
        """Write the title and notes at the top, and return the next free row."""
        self.text(0, 0, title, "title")
        self.height(0, 2)
        lines = [line for note in notes for line in textwrap.wrap(note, NOTE_LETTERS)]
        for number, line in enumerate(lines, start=1):
            self.text(number, 0, line, "note")
        return len(lines) + 2

    def freeze(self, row: int, column: int) -> None:
        """Keep everything above `row` and left of `column` in sight, also on every printed page."""
        self.worksheet.freeze_panes(row, column)
        self.worksheet.repeat_rows(row - 1, row - 1)

    def widths(self, widths: Sequence[float]) -> None:
        """Set the widths of the columns, in letters."""
        for column, width in enumerate(widths):
            self.worksheet.set_column(column, column, width)

    def cell(self, row: int, column: int) -> str:
        """Return a reference to a cell from any sheet."""
        return f"'{self.name}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def across(self, row: int, first: int, last: int) -> str:
        """Return a reference to part of a row."""
        return f"'{self.name}'!${xl_col_to_name(first)}${row + 1}:${xl_col_to_name(last)}${row + 1}"

    def down(self, column: int, first: int, last: int) -> str:
        """Return a reference to part of a column."""
        name = xl_col_to_name(column)
        return f"'{self.name}'!${name}${first + 1}:${name}${last + 1}"


@dataclass
class Paper:
    """A workbook under construction.

    Attributes
    ----------
    language : {"da", "en"}
    title : str
        Of the scenario.
    sheets : dict of Sheet
        By the names of :data:`SHEETS`.
    inputs : list of Input
        Every cell that may be edited, as they were written.
    """

    language: Language
    title: str
    book: Any
    sheets: dict[str, Sheet] = field(default_factory=dict)
    inputs: list[Input] = field(default_factory=list)
    _styles: dict[str, Format] = field(default_factory=dict)

    @classmethod
    def open(cls, stream: BytesIO, language: Language, title: str) -> Paper:
        """Begin a workbook with all its sheets."""
        from xlsxwriter import Workbook

        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        paper = cls(language, title, Workbook(stream, {"in_memory": True, **options}))
        for name in SHEETS:
            shown = paper.say(f"sheet.{name}")
            paper.sheets[name] = Sheet(shown, paper.book.add_worksheet(shown), paper)
            paper._set_up(paper.sheets[name])
        return paper

    def say(self, key: str, **values: object) -> str:
        """Return words of the workbook."""
        return word(f"workbook.{key}", self.language, **values)

    def name_cell(self, key: str, cell: str) -> None:
        """Give a cell a name that formulas, and readers, can use."""
        self.book.define_name(self.say(f"name.{key}"), f"={cell}")

    def style(self, name: str) -> Format:
        """Return the format of a style such as ``"input kroner"`` or ``"frozen share"``."""
        if name not in self._styles:
            self._styles[name] = self.book.add_format(_properties(name))
        return self._styles[name]

    def _set_up(self, sheet: Sheet) -> None:
        """Set a sheet up for paper and protect what is not to be edited; there is no password."""
        page = sheet.worksheet
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        shown = _header_text(self.title)
        page.set_header(f"&L&8{shown}&R&8&A")
        page.set_footer(f"&L&8ungespor&R&8{self.say('page')} &P / &N")
        page.hide_gridlines(2)
        page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _properties(name: str) -> dict[str, Any]:
    """Return what a format consists of, from the words of a style."""
    properties: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
    words = name.split()
    known: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 16},
        "section": {"bold": True, "font_size": 12},
        "note": {"italic": True, "font_color": "#52606D"},
        "heading": {"bold": True, "bg_color": PAPER_BLUE, "text_wrap": True, "bottom": 1},
        "wrap": {"text_wrap": True},
        "bold": {"bold": True},
        "input": {"locked": False, "bg_color": INPUT_YELLOW, "border": 1, "border_color": "#C9B458"},
        "changed": {"bg_color": "#F8C9A0", "bold": True},
        "frozen": {"bg_color": FROZEN_GREY, "italic": True},
        "right": {"align": "right"},
        "indent": {"indent": 1},
    }
    for word_ in words:
        properties |= known.get(word_, {})
        if word_ in NUMBER_FORMATS:
            properties["num_format"] = NUMBER_FORMATS[word_]
    return properties


def _header_text(text: str) -> str:
    """Return a text for the top of a page, where ``&`` begins a code and little has room."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    shown = plain if len(plain) <= LONGEST_HEADER else plain[: LONGEST_HEADER - 1] + "…"
    return shown.replace("&", "&&")

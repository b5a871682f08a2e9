"""The sheet of changes: every cell that can be edited beside the value of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ungespor.report.workbook.paper import Paper, Sheet

LISTED: Final = 30
"""Changes that are listed at the top; the table below holds them all."""
SHEET, WHAT, ORIGINAL, NOW, CHANGED = range(5)


def write_log(paper: Paper) -> str:
    """Write the log, and return the cell with the number of changes."""
    sheet, say = paper.sheets["log"], paper.say
    row = sheet.title(say("sheet.log"), say("log.what"), say("log.listed", shown=LISTED))
    headings = [say(f"log.{name}") for name in ("sheet", "cell", "original", "now", "number")]
    counter, first = row, row + LISTED + 6
    last = first + len(paper.inputs) - 1
    changed = sheet.down(CHANGED, first, last)
    sheet.text(counter, 0, say("log.changes"), "bold")
    sheet.formula(counter, 1, f"MAX({changed})", 0, "year bold")
    sheet.headings(row + 2, headings[:CHANGED])
    for number in range(LISTED):
        here = row + 3 + number
        for column in range(CHANGED):
            found = f"INDEX({sheet.down(column, first, last)},MATCH({number + 1},{changed},0))"
            sheet.formula(
                here,
                column,
                f'IF({number + 1}>{sheet.cell(counter, 1)},"",{found})',
                "",
                "any right" if column > WHAT else "text",
            )
    _write_table(paper, sheet, first, headings)
    sheet.widths([18, 80, 20, 20, 12])
    sheet.worksheet.freeze_panes(row + 3, 0)
    sheet.worksheet.repeat_rows(row + 2)
    return sheet.cell(counter, 1)


def _write_table(paper: Paper, sheet: Sheet, first: int, headings: list[str]) -> None:
    """Write every cell that may be edited; the last column numbers those that were."""
    last = first + len(paper.inputs) - 1
    sheet.headings(first - 1, headings)
    for number, cell in enumerate(paper.inputs):
        here = first + number
        sheet.text(here, SHEET, cell.sheet)
        sheet.text(here, WHAT, cell.label)
        if isinstance(cell.value, str):
            sheet.text(here, ORIGINAL, cell.value, "frozen right")
        else:
            sheet.number(here, ORIGINAL, cell.value, f"frozen {cell.style}")
        sheet.formula(here, NOW, cell.cell, cell.value, f"{cell.style} right")
        above = f"MAX({sheet.down(CHANGED, first, here - 1)})" if number else "0"
        differs = f"{sheet.cell(here, NOW)}<>{sheet.cell(here, ORIGINAL)}"
        # Rising numbers, so that the list at the top finds the first, the second and so on.
        sheet.formula(here, CHANGED, f'IF({differs},{above}+1,"")', "", "year right")
    marked = {"type": "formula", "criteria": f'=$E{first + 1}<>""', "format": paper.style("changed")}
    sheet.worksheet.conditional_format(first, 0, last, CHANGED, marked)
    sheet.worksheet.autofilter(first - 1, 0, last, CHANGED)

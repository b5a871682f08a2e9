"""The sheet of assumptions: the discount rate, to be edited, and every number of the scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ungespor.report.words import name_of
from ungespor.scenario.facts import ASSUMPTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ungespor.report.workbook.paper import Paper, Sheet
    from ungespor.results.workbook.numbers import WorkbookNumbers
    from ungespor.scenario.origins import Origin

RATE: Final = "discount_rate"
NOTE_WIDTH: Final = 60
LIVE_ELSEWHERE: Final = {"financing.": "keys", "prices.": "prices"}
"""Fields that are live on another sheet."""


@dataclass(frozen=True)
class AssumptionPlaces:
    """Where the numbers stand that formulas use."""

    rate: str
    participants: str


def write_assumptions(paper: Paper, numbers: WorkbookNumbers, origins: Sequence[Origin]) -> AssumptionPlaces:
    """Write the numbers of the scenario with unit, range, source and grade."""
    sheet, say, scenario = paper.sheets["assumptions"], paper.say, numbers.scenario
    row = sheet.title(say("sheet.assumptions"), say("assumptions.what"), say("assumptions.live"))
    sheet.headings(row, [say("assumptions.calculated_with"), say("value"), say("unit"), say("note")])
    sheet.text(row + 1, 0, say("assumptions.rate"), "bold")
    sheet.input(row + 1, 1, say("assumptions.rate"), scenario.discount_rate.central, "share")
    limits = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    told = {"error_title": say("invalid")[:32], "error_message": say("invalid.share")}
    sheet.worksheet.data_validation(row + 1, 1, row + 1, 1, limits | told)
    sheet.text(row + 1, 2, say("per_year"))
    sheet.text(row + 1, 3, say("assumptions.rate_note"))
    fixed = (
        ("participants", numbers.participants, "ore"),
        ("horizon", scenario.horizon_years, "year"),
        ("price_year", scenario.price_year, "year"),
    )
    for number, (name, value, style) in enumerate(fixed, start=row + 2):
        sheet.text(number, 0, say(f"assumptions.{name}"))
        sheet.number(number, 1, value, f"frozen {style}")
        sheet.text(number, 3, say(f"assumptions.{name}_note"))
    places = AssumptionPlaces(sheet.cell(row + 1, 1), sheet.cell(row + 2, 1))
    paper.name_cell("rate", places.rate)
    paper.name_cell("participants", places.participants)
    _write_numbers(paper, sheet, row + 3 + len(fixed), origins)
    return places


def _write_numbers(paper: Paper, sheet: Sheet, row: int, origins: Sequence[Origin]) -> None:
    say = paper.say
    keys = ("field", "value", "unit", "where", "low", "high", "source", "confidence", "assumptions.note")
    sheet.headings(row, [say(key) for key in keys])
    sheet.freeze(row + 1, 1)
    sheet.widths([60, 12, 16, 28, 10, 10, 24, 10, NOTE_WIDTH])
    row += 1
    for origin in origins:
        if not origin.unit:
            continue
        sheet.text(row, 0, origin.field)
        _write_value(sheet, row, 1, origin.value)
        sheet.text(row, 2, name_of("unit", origin.unit, paper.language), "indent")
        sheet.text(row, 3, _where(paper, origin.field))
        for column, value in ((4, origin.low), (5, origin.high)):
            if value is not None:
                sheet.number(row, column, value, "any")
        sheet.text(row, 6, say("placeholder.assumption") if origin.source == ASSUMPTION else origin.source, "indent")
        sheet.text(row, 7, name_of("confidence", origin.confidence, paper.language) if origin.confidence else "")
        sheet.wrapped(row, [(8, origin.note, NOTE_WIDTH)])
        row += 1


def _write_value(sheet: Sheet, row: int, column: int, value: float | str) -> None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.number(row, column, value, "any")
    else:
        sheet.text(row, column, value)


def _where(paper: Paper, field: str) -> str:
    """Return where a number can be edited, or that it needs a new simulation."""
    if field == RATE:
        return paper.say("assumptions.here")
    for beginning, sheet in LIVE_ELSEWHERE.items():
        if field.startswith(beginning):
            return paper.say("assumptions.on", sheet=paper.say(f"sheet.{sheet}"))
    return paper.say("assumptions.not_live")

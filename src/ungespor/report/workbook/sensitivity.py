"""The sheet of sensitivity: each price alone at the ends of its range, live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import PAYERS, PUBLIC_PAYERS
from ungespor.report.words import name_of
from ungespor.report.workbook.taxes import EFFECT, END, SWAPPED
from ungespor.results.tornado import TORNADO_PAYERS

if TYPE_CHECKING:
    from ungespor.report.workbook.calculation import CalculationPlaces
    from ungespor.report.workbook.paper import Paper
    from ungespor.report.workbook.prices import PricePlaces
    from ungespor.report.workbook.taxes import TaxPlaces
    from ungespor.results.workbook.numbers import WorkbookNumbers

ENDS: Final = {"low": 3, "high": 5}
"""Columns of the ends of a price."""
NOW: Final = 4
FIRST: Final = 6
LINEAR: Final = ("tax_base", "tax_municipal")
"""Taxes that are so many times their rate."""

Effects = dict[tuple[str, str], np.ndarray[tuple[int], np.dtype[np.float64]]]


@dataclass(frozen=True)
class Sources:
    """Where everything stands that the sheet points at."""

    prices: PricePlaces
    lines: CalculationPlaces
    taxes: TaxPlaces
    participants: str


def write_sensitivity(paper: Paper, numbers: WorkbookNumbers, sources: Sources, tax_effects: Effects) -> None:
    """Write what each price at its low and its high end changes in net per participant."""
    sheet, say = paper.sheets["sensitivity"], paper.say
    row = sheet.title(say("sheet.sensitivity"), say("sensitivity.what"), say("sensitivity.stated"))
    ends = [f"{name_of('payer', payer, paper.language)}: {say(end)}" for payer in TORNADO_PAYERS for end in ENDS]
    fixed = [say(f"column.{name}") for name in ("price_row", "what", "unit", "low", "price", "high")]
    sheet.headings(row, [*fixed, *ends], lines=2, left=3)
    sheet.freeze(row + 1, 2)
    sheet.widths([34, 46, 20, 12, 12, 12, *[13] * len(ends)])
    rows = _rows(numbers, tax_effects)
    for here, (name, effects) in enumerate(rows, start=row + 1):
        price = numbers.book.prices[name]
        style = "share" if price.unit == "share" else "ore"
        sheet.text(here, 0, name)
        sheet.text(here, 1, price.row.label_da if paper.language == "da" else price.row.label_en)
        sheet.text(here, 2, name_of("unit", price.unit, paper.language))
        sheet.formula(here, ENDS["low"], sources.prices.low(name), price.low, style)
        sheet.formula(here, NOW, sources.prices.value(name), price.value, style)
        sheet.formula(here, ENDS["high"], sources.prices.high(name), price.high, style)
        for number, members in enumerate(TORNADO_PAYERS.values()):
            chosen = [PAYERS.index(member) for member in members]
            for side, (end, value) in enumerate(zip(ENDS, effects, strict=True)):
                formula = _effect(paper, sources, (here, end), members, taxed=bool(price.income))
                place = FIRST + 2 * number + side
                sheet.formula(here, place, formula, float(value[chosen].sum()) / numbers.participants, "signed")
    _write_frozen(paper, numbers, row + 2 + len(rows))


def _effect(paper: Paper, sources: Sources, place: tuple[int, str], members: tuple[str, ...], *, taxed: bool) -> str:
    """Return what one end of a price changes for some payers, taxes included, as a formula."""
    sheet, lines, taxes, (here, end) = paper.sheets["sensitivity"], sources.lines, sources.taxes, place
    shares = "+".join(lines.shares(PAYERS.index(member)) for member in members)
    slope = f"SUMPRODUCT(({lines.column(0)}={sheet.cell(here, 0)})*({shares})*{lines.per_krone})"
    change = f"({sheet.cell(here, ENDS[end])}-{sheet.cell(here, NOW)})*{slope}"
    if taxed and taxes.variant:
        first, last = min(taxes.variant.values()), max(taxes.variant.values())
        swapped = f"({taxes.sheet.down(SWAPPED, first, last)}={sheet.cell(here, 0)})"
        of_end = f'({taxes.sheet.down(END, first, last)}="{paper.say(end)}")'
        gains = "+".join(taxes.sheet.down(EFFECT + PUBLIC_PAYERS.index(member), first, last) for member in members)
        change += f"+SUMPRODUCT({swapped}*{of_end}*({gains}))"
    return f"({change})/{sources.participants}"


def _rows(
    numbers: WorkbookNumbers, tax_effects: Effects
) -> list[tuple[str, list[np.ndarray[tuple[int], np.dtype[np.float64]]]]]:
    """Return every price whose range can be followed live, the widest for the public sector first."""
    slopes: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]] = {}
    for line in numbers.lines:
        gain = line.shares * float(line.per_krone @ numbers.factors)
        slopes[line.price_id] = slopes.get(line.price_id, np.zeros(len(PAYERS))) + gain
    rows = []
    for name, price in numbers.book.prices.items():
        if price.low < price.high and _is_live(numbers, name):
            effects = [
                slopes[name] * (getattr(price, end) - price.value) + tax_effects.get((name, end), np.zeros(len(PAYERS)))
                for end in ENDS
            ]
            rows.append((name, effects))
    public = [PAYERS.index(member) for member in PUBLIC_PAYERS]
    return sorted(rows, key=lambda row: -abs(float((row[1][1] - row[1][0])[public].sum())))


def _is_live(numbers: WorkbookNumbers, name: str) -> bool:
    row = numbers.book.prices[name].row
    return bool(row.activity) or row.role in LINEAR


def _write_frozen(paper: Paper, numbers: WorkbookNumbers, row: int) -> None:
    """Say which ranges the sheet does not follow."""
    left = [
        name for name, price in numbers.book.prices.items() if price.low < price.high and not _is_live(numbers, name)
    ]
    if left:
        paper.sheets["sensitivity"].text(row, 0, paper.say("sensitivity.left", names=", ".join(left)), "note")

"""The sheet of mean quantities: frozen, because another number of weeks is another simulation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ungespor.report.words import name_of
from ungespor.results.workbook.counts import TAX_PARAMETERS, PriceKey, TaxKey

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.report.workbook.paper import Paper, Sheet
    from ungespor.results.workbook.numbers import WorkbookNumbers
    from ungespor.results.workbook.tally import Count

FIRST_YEAR: Final = 4
"""Column of the first follow-up year."""


@dataclass
class QuantityPlaces:
    """Where the frozen numbers stand.

    Attributes
    ----------
    sheet : Sheet
    years : int
    control : dict
        Row of the control arm by key; the intervention stands in the row below.
    surcharge, alone, kink : dict
        Rows by key and `price_id`, by key, `price_id` and factor, and by key and tax.
    rounding : dict of int
        Rows by the number of the rounding line.
    """

    sheet: Sheet
    years: int
    control: dict[PriceKey | TaxKey, int] = field(default_factory=dict)
    surcharge: dict[tuple[PriceKey | TaxKey, str], int] = field(default_factory=dict)
    alone: dict[tuple[PriceKey | TaxKey, str, str], int] = field(default_factory=dict)
    kink: dict[tuple[PriceKey | TaxKey, str], int] = field(default_factory=dict)
    rounding: dict[int, int] = field(default_factory=dict)

    def year(self, row: int, number: int) -> str:
        """Return the cell of a row in a follow-up year, counted from 0."""
        return self.sheet.cell(row, FIRST_YEAR + number)

    def net(self, key: PriceKey | TaxKey, number: int) -> str:
        """Return control − intervention in a follow-up year, as a formula."""
        row = self.control[key]
        return f"({self.year(row, number)}-{self.year(row + 1, number)})"

    def net_row(self, key: PriceKey | TaxKey) -> str:
        """Return control − intervention of all years, as a formula over a row."""
        row, last = self.control[key], FIRST_YEAR + self.years - 1
        return f"({self.sheet.across(row, FIRST_YEAR, last)}-{self.sheet.across(row + 1, FIRST_YEAR, last)})"


def write_quantities(paper: Paper, numbers: WorkbookNumbers) -> QuantityPlaces:
    """Write mean quantities by arm and year, and what uncertain prices add."""
    sheet, years = paper.sheets["quantities"], numbers.counts.years
    say = paper.say
    row = sheet.title(
        say("sheet.quantities"), say("quantities.what"), say("quantities.surcharge"), say("quantities.moved")
    )
    headings = [say("price_row"), say("what"), say("unit"), say("row")]
    sheet.headings(row, [*headings, *(say("year", year=year) for year in range(1, years + 1)), say("in_all")], left=4)
    sheet.freeze(row + 1, 2)
    sheet.widths([46, 66, 9, 48, *[12] * years, 13])
    places = QuantityPlaces(sheet, years)
    row += 1
    for key, count in numbers.counts.all():
        row = _write_count(paper, numbers, places, key, count, row)
    for number, rest in enumerate(numbers.rounding):
        label = f"{name_of('account', rest.account, paper.language)}, {name_of('payer', rest.payer, paper.language)}"
        label = f"{label} ({rest.financing})" if rest.financing else label
        _label(sheet, row, ids_of(rest.key), describe(paper, numbers, rest.key), "kr.")
        sheet.text(row, 3, say("rounding", what=label))
        _years(sheet, row, rest.amounts, "frozen ore")
        places.rounding[number] = row
        row += 1
    sheet.worksheet.autofilter(places.control[next(iter(places.control))] - 1, 0, row - 1, FIRST_YEAR + years)
    return places


def ids_of(key: PriceKey | TaxKey) -> str:
    """Return the price rows of a key as one text."""
    return key.price_id if isinstance(key, PriceKey) else " + ".join(key.incomes)


def describe(paper: Paper, numbers: WorkbookNumbers, key: PriceKey | TaxKey) -> str:
    """Return what was counted, in words."""
    names = (key.price_id,) if isinstance(key, PriceKey) else key.incomes
    rows = (numbers.book.prices[name].row for name in names)
    text = " + ".join(row.label_da if paper.language == "da" else row.label_en for row in rows)
    if isinstance(key, TaxKey):
        text = paper.say("taxed", what=text)
    if isinstance(key, PriceKey) and key.band:
        text += f", {band_words(paper, numbers, key.regime, key.band)}"
    return f"{text}, {paper.say('moved')}" if key.moved else text


def band_words(paper: Paper, numbers: WorkbookNumbers, regime: str, band: int) -> str:
    """Return the benefit weeks of a refusion band, in words."""
    edges = numbers.book.week_edges[regime]
    first = 1 if band == 1 else edges[band - 2] + 1
    if band > len(edges):
        return paper.say("weeks_from", first=first)
    return paper.say("weeks", first=first, last=edges[band - 1])


def _write_count(
    paper: Paper, numbers: WorkbookNumbers, places: QuantityPlaces, key: PriceKey | TaxKey, count: Count, row: int
) -> int:
    sheet, prices = places.sheet, numbers.book.prices
    label = describe(paper, numbers, key)
    activity = prices[ids_of(key) if isinstance(key, PriceKey) else key.incomes[0]].row.activity
    unit = name_of("unit", numbers.table.activities[activity].unit, paper.language)
    places.control[key] = row
    for arm, values in (("control", count.control), ("intervention", count.intervention)):
        _label(sheet, row, ids_of(key), label, unit)
        sheet.text(row, 3, paper.say(arm))
        _years(sheet, row, values, "frozen quantity")
        row += 1
    for name, values in count.surcharge.items():
        _label(sheet, row, ids_of(key), label, "kr.")
        sheet.text(row, 3, paper.say("surcharge", what=name))
        _years(sheet, row, values, "frozen ore")
        places.surcharge[key, name] = row
        row += 1
    for (name, factor), values in count.alone.items():
        _label(sheet, row, ids_of(key), label, "kr." if factor == name else unit)
        sheet.text(row, 3, paper.say("alone", what=factor))
        _years(sheet, row, values, "frozen ore")
        places.alone[key, name, factor] = row
        row += 1
    for tax, values in count.kink.items():
        if isinstance(key, TaxKey) and abs(values).max() > 0:
            _label(sheet, row, ids_of(key), label, "kr.")
            sheet.text(row, 3, paper.say("kink", what=key.parameters[TAX_PARAMETERS.index(tax)]))
            _years(sheet, row, values, "frozen ore")
            places.kink[key, tax] = row
            row += 1
    return row


def _label(sheet: Sheet, row: int, ids: str, label: str, unit: str) -> None:
    sheet.text(row, 0, ids)
    sheet.text(row, 1, label)
    sheet.text(row, 2, unit)


def _years(sheet: Sheet, row: int, values: NDArray[float], style: str) -> None:  # type: ignore[type-var]
    for number, value in enumerate(values):
        sheet.number(row, FIRST_YEAR + number, value, style)
    last = FIRST_YEAR + len(values)
    total = sheet.across(row, FIRST_YEAR, last - 1)
    sheet.formula(row, last, f"SUM({total})", float(sum(values)), style)

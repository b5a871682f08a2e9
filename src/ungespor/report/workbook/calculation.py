"""The sheet of the calculation: every price times its quantity, split among the payers, live."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import PAYERS
from ungespor.ledger.tax import TAX_PAID
from ungespor.report.words import name_of
from ungespor.report.workbook.quantities import describe
from ungespor.results.workbook.counts import TAX_PARAMETERS, PriceKey, TaxKey

if TYPE_CHECKING:
    from ungespor.report.workbook.keys import KeyPlaces
    from ungespor.report.workbook.paper import Paper, Sheet
    from ungespor.report.workbook.prices import PricePlaces
    from ungespor.report.workbook.quantities import QuantityPlaces
    from ungespor.report.workbook.taxes import TaxPlaces
    from ungespor.results.workbook.lines import Line, Rounding
    from ungespor.results.workbook.numbers import WorkbookNumbers

PRICE_ID, LABEL, ACCOUNT, GROSS, TIMES, UNIT = range(6)
FIRST_SHARE: Final = 6
FIRST_YEAR: Final = FIRST_SHARE + len(PAYERS)


@dataclass
class CalculationPlaces:
    """Where the lines stand."""

    sheet: Sheet
    years: int
    first: int = 0
    last: int = 0
    lines: dict[TaxKey, list[tuple[Line, list[str]]]] = field(default_factory=dict)

    def column(self, column: int) -> str:
        """Return all lines of a column."""
        return self.sheet.down(column, self.first, self.last)

    def shares(self, payer: int) -> str:
        """Return every line's share of a payer, by number."""
        return self.column(FIRST_SHARE + payer)

    def year(self, number: int) -> str:
        """Return every line's amount in a follow-up year, counted from 0."""
        return self.column(FIRST_YEAR + number)

    @property
    def present_value(self) -> str:
        """Return every line's present value."""
        return self.column(FIRST_YEAR + self.years)

    @property
    def per_krone(self) -> str:
        """Return every line's present value for one krone more in the price."""
        return self.column(FIRST_YEAR + self.years + 1)


@dataclass(frozen=True)
class Places:
    """Where everything stands that the calculation points at."""

    quantities: QuantityPlaces
    prices: PricePlaces
    keys: KeyPlaces
    taxes: TaxPlaces
    factors: str


def write_calculation(paper: Paper, numbers: WorkbookNumbers, places: Places) -> CalculationPlaces:
    """Write one line for each entry of each price, for each tax of each income, and for rounding."""
    sheet, say, years = paper.sheets["calculation"], paper.say, numbers.counts.years
    row = sheet.title(say("sheet.calculation"), say("calculation.what"), say("calculation.shares"))
    headings = ("price_row", "label", "account", "gross", "times", "unit_amount")
    payers = [name_of("payer", payer, paper.language) for payer in PAYERS]
    named = [say("year", year=year) for year in range(1, years + 1)]
    ends = [say("present_value"), say("per_krone")]
    sheet.headings(row, [*(say(f"calculation.{name}") for name in headings), *payers, *named, *ends], lines=3, left=3)
    sheet.freeze(row + 1, 2)
    sheet.widths([32, 52, 24, 12, 9, 11, *[10] * len(PAYERS), *[12] * years, 13, 13])
    sheet.worksheet.fit_to_pages(2, 0)
    sheet.worksheet.repeat_columns(0, 1)
    found = CalculationPlaces(sheet, years, first=row + 1)
    row += 1
    for line in numbers.lines:
        _write_line(paper, numbers, places, found, line, row)
        row += 1
    for number, rest in enumerate(numbers.rounding):
        _write_rounding(paper, numbers, places, found, (number, rest), row)
        row += 1
    found.last = row - 1
    sheet.worksheet.autofilter(found.first - 1, 0, found.last, FIRST_YEAR + years + 1)
    return found


def _write_line(
    paper: Paper, numbers: WorkbookNumbers, places: Places, found: CalculationPlaces, line: Line, row: int
) -> None:
    sheet = found.sheet
    sheet.text(row, PRICE_ID, line.price_id)
    sheet.text(row, LABEL, describe(paper, numbers, line.key))
    sheet.text(row, ACCOUNT, name_of("account", line.account, paper.language))
    times, share = places.keys.times(line.times), numbers.book.share_of_band(line.times)
    sheet.formula(row, TIMES, times, share, "share")
    if isinstance(line.key, TaxKey):
        tax = TAX_PARAMETERS[line.key.parameters.index(line.price_id)]
        sheet.formula(row, GROSS, places.taxes.unit(line.key, tax), line.unit_dkk, "ore")
        cells = found.lines.setdefault(line.key, [])
        cells.append((line, [sheet.cell(row, FIRST_SHARE + payer) for payer in range(len(PAYERS))]))
    else:
        gross = f"ROUND({_per_unit(numbers, places, line.price_id)}{_paid(places, line.key.share_id)},2)"
        sheet.formula(row, GROSS, gross, numbers.book.gross(line.price_id, line.key.share_id), "ore")
    sheet.formula(row, UNIT, f"ROUND({sheet.cell(row, GROSS)}*{sheet.cell(row, TIMES)},2)", line.unit_dkk, "ore")
    _write_shares(places, sheet, line, row)
    more = _more(numbers, places, line, row, sheet)
    for number, amount in enumerate(line.amounts):
        formula = f"{sheet.cell(row, UNIT)}*{places.quantities.net(line.key, number)}"
        sheet.formula(row, FIRST_YEAR + number, formula + more[number], amount, "kroner")
    _write_ends(
        numbers, places, found, row, (line.amounts, line.per_krone, _per_krone(numbers, places, line, row, sheet))
    )


def _write_shares(places: Places, sheet: Sheet, line: Line, row: int) -> None:
    """Write who carries the line: shares after rounding each payer's part so that no øre is lost."""
    unit = sheet.cell(row, UNIT)
    first = 1 if line.key.moved else 0
    for payer in range(len(PAYERS)):
        if payer < first:
            formula = "0"
        else:
            # Who moved away is carried by the other municipalities in the place of the first payer.
            plain = places.keys.share(line, payer)
            before = f"-ROUND({unit}*SUM({places.keys.shares(line, payer - 1)}),2)" if payer > first else ""
            if line.key.moved and payer == first:
                plain = f"SUM({places.keys.shares(line, payer)})"
            upto = f"ROUND({unit}*SUM({places.keys.shares(line, payer)}),2)"
            formula = f"IF({unit}=0,{plain},({upto}{before})/{unit})"
        sheet.formula(row, FIRST_SHARE + payer, formula, line.shares[payer], "share")


def _per_unit(numbers: WorkbookNumbers, places: Places, price_id: str) -> str:
    """Return kroner of one unit of the activity, as a formula."""
    price = numbers.book.prices[price_id]
    return f"{places.prices.lifted(price_id)}*{price.denominator}/{price.numerator}"


def _paid(places: Places, share_id: str) -> str:
    """Return the end of a formula that multiplies by the share of the person class that is paid."""
    return f"*{places.prices.lifted(share_id)}" if share_id else ""


def _surcharge(numbers: WorkbookNumbers, places: Places, key: PriceKey | TaxKey, price_id: str, year: int) -> str:
    """Return what the draws of a price add in a year, and nothing of it once the price is edited."""
    quantities, prices = places.quantities, places.prices
    same = prices.same(price_id)
    both = quantities.year(quantities.surcharge[key, price_id], year)
    share_id = key.share_id if isinstance(key, PriceKey) else key.shares[key.incomes.index(price_id)]
    if not share_id:
        return f"{both}*{same}"
    other = {price_id: prices.lifted(share_id), share_id: _per_unit(numbers, places, price_id)}
    alone = [
        f"{quantities.year(row, year)}*{prices.same(factor)}*{other[factor]}"
        for factor in (price_id, share_id)
        if (row := quantities.alone.get((key, price_id, factor))) is not None
    ]
    return f"IF({same}*{prices.same(share_id)}=1,{both},{'+'.join(alone) or '0'})"


def _more(numbers: WorkbookNumbers, places: Places, line: Line, row: int, sheet: Sheet) -> list[str]:
    """Return, for each year, what uncertain prices add to the amount, as the end of a formula."""
    years = range(numbers.counts.years)
    if isinstance(line.key, PriceKey):
        count = numbers.counts.priced[line.key]
        terms = [[_surcharge(numbers, places, line.key, name, year) for name in count.surcharge] for year in years]
        of = sheet.cell(row, TIMES)
    else:
        tax = TAX_PARAMETERS[line.key.parameters.index(line.price_id)]
        terms = [_more_tax(numbers, places, line.key, tax, year) for year in years]
        of = places.prices.lifted(line.price_id)
    return [f"+{of}*({'+'.join(parts)})" if parts else "" for parts in terms]


def _more_tax(numbers: WorkbookNumbers, places: Places, key: TaxKey, tax: str, year: int) -> list[str]:
    """Return what uncertain incomes add to the base of a tax in a year, as terms of a sum."""
    quantities, prices = places.quantities, places.prices
    count = numbers.counts.taxed[key]
    terms = []
    for name in count.surcharge:
        slope = places.taxes.slope(key, tax, numbers.book.prices[name].income)
        if slope != "0":
            terms.append(f"{_surcharge(numbers, places, key, name, year)}*{slope}")
    if (key, tax) in quantities.kink:
        of_key = zip(key.incomes, key.shares, strict=True)
        unedited = "*".join(prices.same(part) for pair in of_key if pair[0] in count.surcharge for part in pair if part)
        terms.append(f"{quantities.year(quantities.kink[key, tax], year)}*{unedited}")
    return terms


def _per_krone(numbers: WorkbookNumbers, places: Places, line: Line, row: int, sheet: Sheet) -> str:
    """Return what one unit costs more for one krone more in the price, as a formula."""
    factor = places.prices.factor(line.price_id)
    if isinstance(line.key, TaxKey):
        tax = TAX_PARAMETERS[line.key.parameters.index(line.price_id)]
        # The labour-market contribution is deducted before the other taxes: no straight line.
        return f"{factor}*{places.taxes.base(line.key, tax)}" if tax in TAX_PAID else "0"
    price = numbers.book.prices[line.price_id]
    paid = _paid(places, line.key.share_id)
    return f"{factor}*{price.denominator}/{price.numerator}{paid}*{sheet.cell(row, TIMES)}"


def _write_rounding(
    paper: Paper,
    numbers: WorkbookNumbers,
    places: Places,
    found: CalculationPlaces,
    numbered: tuple[int, Rounding],
    row: int,
) -> None:
    """Write the øre that rounding in the draws left, until one of their prices is edited."""
    sheet, (number, rest) = found.sheet, numbered
    key = rest.key
    names = (key.price_id, key.share_id) if isinstance(key, PriceKey) else (*key.incomes, *key.shares)
    sheet.text(row, PRICE_ID, paper.say("rounding.row"))
    sheet.text(row, LABEL, describe(paper, numbers, rest.key))
    sheet.text(row, ACCOUNT, name_of("account", rest.account, paper.language))
    condition = [f"{places.prices.same(name)}=1" for name in names if name]
    used = rest.financing in {"", numbers.book.headline}
    if rest.financing:
        condition.append(f'{places.keys.financing}="{rest.financing}"')
    for payer, name in enumerate(PAYERS):
        sheet.number(row, FIRST_SHARE + payer, float(name == rest.payer), "share")
    frozen = places.quantities.rounding[number]
    for year, amount in enumerate(rest.amounts):
        formula = f"IF(AND({','.join(condition)}),{places.quantities.year(frozen, year)},0)"
        sheet.formula(row, FIRST_YEAR + year, formula, amount if used else 0.0, "kroner")
    nothing = np.zeros_like(rest.amounts)
    _write_ends(numbers, places, found, row, (rest.amounts if used else nothing, nothing, ""))


def _write_ends(
    numbers: WorkbookNumbers,
    places: Places,
    found: CalculationPlaces,
    row: int,
    ends: tuple[np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.float64]], str],
) -> None:
    """Write present value, and what one krone more in the price adds to it."""
    sheet, years = found.sheet, found.years
    amounts, per_krone, formula = ends
    across = sheet.across(row, FIRST_YEAR, FIRST_YEAR + years - 1)
    column = FIRST_YEAR + years
    sheet.formula(row, column, f"SUMPRODUCT({across},{places.factors})", float(amounts @ numbers.factors), "kroner")
    if not formula:
        sheet.number(row, column + 1, 0.0, "ore")
        return
    net = places.quantities.net_row(numbers.lines[row - found.first].key)
    value = float(per_krone @ numbers.factors)
    sheet.formula(row, column + 1, f"{formula}*SUMPRODUCT({net}*{places.factors})", value, "ore")

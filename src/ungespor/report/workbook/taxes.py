"""The sheet of taxes: the tax of every income that somebody had, worked out live."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import PAYERS, PUBLIC_PAYERS
from ungespor.ledger.tax import TAX_PAID, WEEKS_PER_YEAR
from ungespor.report.words import name_of
from ungespor.report.workbook.quantities import describe, ids_of
from ungespor.results.workbook.counts import TAX_PARAMETERS, TaxKey
from ungespor.results.workbook.lines import Income, income_of, whole_ore

if TYPE_CHECKING:
    from ungespor.report.workbook.paper import Paper, Sheet
    from ungespor.report.workbook.prices import PricePlaces
    from ungespor.report.workbook.quantities import QuantityPlaces
    from ungespor.results.workbook.lines import Line
    from ungespor.results.workbook.numbers import WorkbookNumbers

WAGE, BENEFIT, ABOVE, EMPLOYMENT, JOB, BASE, MUNICIPAL = range(2, 9)
UNIT: Final = 9
"""Column of the first of the three taxes of a week."""
SLOPE: Final = {"tax_base": {"wage": 12, "benefit": 13}, "tax_municipal": {"wage": 14, "benefit": 15}}
SWAPPED: Final = 16
"""Column that says which price a variant swaps."""
END: Final = 17
EFFECT: Final = 18
"""Column of the first public payer's gain in a variant."""
COLUMNS: Final = (
    "wage",
    "benefit",
    "above",
    "employment",
    "job",
    "base",
    "municipal",
    "am_tax",
    "base_tax",
    "municipal_tax",
)
MORE: Final = ("slope_base_wage", "slope_base_benefit", "slope_municipal_wage", "slope_municipal_benefit")


@dataclass
class TaxPlaces:
    """Where the taxes of each income stand."""

    sheet: Sheet
    row: dict[TaxKey, int] = field(default_factory=dict)
    variant: dict[tuple[TaxKey, str, str], int] = field(default_factory=dict)

    def unit(self, key: TaxKey, tax: str) -> str:
        """Return the tax of a week."""
        return self.sheet.cell(self.row[key], UNIT + TAX_PAID.index(tax))

    def base(self, key: TaxKey, tax: str) -> str:
        """Return kroner a week that a tax is a share of."""
        return self.sheet.cell(self.row[key], (WAGE, BASE, MUNICIPAL)[TAX_PAID.index(tax)])

    def slope(self, key: TaxKey, tax: str, kind: str) -> str:
        """Return by how much that grows with a krone of wage or benefit."""
        if tax not in SLOPE:
            return "1" if kind == "wage" else "0"
        return self.sheet.cell(self.row[key], SLOPE[tax][kind])


def write_taxes(paper: Paper, numbers: WorkbookNumbers, prices: PricePlaces) -> TaxPlaces:
    """Write the tax of each income, and beside it with each of its prices at the ends of its range."""
    sheet, say = paper.sheets["taxes"], paper.say
    row = sheet.title(say("sheet.taxes"), say("taxes.what"), say("taxes.variants"))
    effects = [say("taxes.effect", payer=name_of("payer", payer, paper.language)) for payer in PUBLIC_PAYERS]
    columns = [say(f"taxes.{name}") for name in (*COLUMNS, *MORE)]
    headings = [say("price_row"), say("what"), *columns, say("taxes.swapped"), say("taxes.end"), *effects]
    sheet.headings(row, headings, lines=3, left=2)
    sheet.worksheet.fit_to_pages(2, 0)
    sheet.worksheet.repeat_columns(0, 1)
    sheet.freeze(row + 1, 2)
    sheet.widths([46, 70, *[13] * (len(COLUMNS) + len(MORE)), 30, 7, *[13] * len(PUBLIC_PAYERS)])
    places = TaxPlaces(sheet)
    row += 1
    for key in numbers.counts.taxed:
        places.row[key] = row
        _write_income(paper, numbers, prices, places, key, row, {})
        row += 1
    for key in numbers.counts.taxed:
        for name in key.incomes:
            price = numbers.book.prices[name]
            if price.low < price.high:
                for end in ("low", "high"):
                    places.variant[key, name, end] = row
                    _write_income(paper, numbers, prices, places, key, row, {name: end})
                    row += 1
    return places


def _write_income(
    paper: Paper,
    numbers: WorkbookNumbers,
    prices: PricePlaces,
    places: TaxPlaces,
    key: TaxKey,
    row: int,
    swapped: dict[str, str],
) -> None:
    sheet, book = places.sheet, numbers.book
    instead = {name: getattr(book.prices[name], end) for name, end in swapped.items()}
    income = income_of(book, key, instead)
    sheet.text(row, 0, ids_of(key))
    sheet.text(row, 1, describe(paper, numbers, key))
    for kind, column in (("wage", WAGE), ("benefit", BENEFIT)):
        terms = [
            _week(numbers, prices, name, share, swapped)
            for name, share in zip(key.incomes, key.shares, strict=True)
            if book.prices[name].income == kind
        ]
        sheet.formula(row, column, "+".join(terms) or "0", getattr(income, kind), "ore")
    rate = {role: prices.lifted(name) for role, name in zip(TAX_PARAMETERS, key.parameters, strict=True)}
    number = {role: book.prices[name].lifted for role, name in zip(TAX_PARAMETERS, key.parameters, strict=True)}
    for column, (formula, value) in enumerate(_steps(sheet, row, rate, number, income), start=ABOVE):
        sheet.formula(row, column, formula, value, "ore" if column < SLOPE["tax_base"]["wage"] else "factor")
    for name, end in swapped.items():
        sheet.text(row, SWAPPED, name)
        sheet.text(row, END, paper.say(end))


def _week(numbers: WorkbookNumbers, prices: PricePlaces, name: str, share: str, swapped: dict[str, str]) -> str:
    """Return kroner a week of one price, as a formula."""
    price = numbers.book.prices[name]
    value = prices.lifted(name)
    if name in swapped:
        value = f"{getattr(prices, swapped[name])(name)}*{prices.factor(name)}"
    paid = f"*{prices.lifted(share)}" if share else ""
    return f"ROUND({value}*{price.denominator}/{price.numerator}{paid},2)"


def _steps(
    sheet: Sheet, row: int, rate: dict[str, str], number: dict[str, float], income: Income
) -> list[tuple[str, float]]:
    """Return formulas and values of the columns from `ABOVE` on, in their order."""
    wage, benefit = sheet.cell(row, WAGE), sheet.cell(row, BENEFIT)
    above, employment, job = (sheet.cell(row, column) for column in (ABOVE, EMPLOYMENT, JOB))
    base, municipal = sheet.cell(row, BASE), sheet.cell(row, MUNICIPAL)
    weeks = WEEKS_PER_YEAR
    kept = f"(1-{rate['tax_am']})"
    over = f"MAX(0,{wage}-{rate['tax_job_allowance_floor']}/{weeks})"
    above_value = income.wage * (1 - number["tax_am"]) + income.benefit - number["tax_personal_allowance"] / weeks
    employment_value = min(
        number["tax_employment_allowance_share"] * income.wage, number["tax_employment_allowance_most"] / weeks
    )
    over_value = max(0.0, income.wage - number["tax_job_allowance_floor"] / weeks)
    job_value = min(number["tax_job_allowance_share"] * over_value, number["tax_job_allowance_most"] / weeks)
    grows = (
        f"IF({employment}<{rate['tax_employment_allowance_most']}/{weeks},{rate['tax_employment_allowance_share']},0)"
    )
    job_grows = f"IF(AND({over}>0,{job}<{rate['tax_job_allowance_most']}/{weeks}),{rate['tax_job_allowance_share']},0)"
    taxes = [
        (f"ROUND({rate[tax]}*{cell},2)", whole_ore(number[tax] * income.bases[tax]))
        for tax, cell in zip(TAX_PAID, (wage, base, municipal), strict=True)
    ]
    slope = income.slopes
    return [
        (f"{wage}*{kept}+{benefit}-{rate['tax_personal_allowance']}/{weeks}", above_value),
        (
            f"MIN({rate['tax_employment_allowance_share']}*{wage},{rate['tax_employment_allowance_most']}/{weeks})",
            employment_value,
        ),
        (f"MIN({rate['tax_job_allowance_share']}*{over},{rate['tax_job_allowance_most']}/{weeks})", job_value),
        (f"MAX(0,{above})", income.bases["tax_base"]),
        (f"MAX(0,{above}-{employment}-{job})", income.bases["tax_municipal"]),
        *taxes,
        (f"IF({base}>0,{kept},0)", slope["tax_base"].wage),
        (f"IF({base}>0,1,0)", slope["tax_base"].benefit),
        (f"IF({municipal}>0,{kept}-{grows}-{job_grows},0)", slope["tax_municipal"].wage),
        (f"IF({municipal}>0,1,0)", slope["tax_municipal"].benefit),
    ]


def write_effects(
    numbers: WorkbookNumbers,
    places: TaxPlaces,
    quantities: QuantityPlaces,
    lines: dict[TaxKey, list[tuple[Line, list[str]]]],
    factors: str,
) -> dict[tuple[str, str], np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Write what each variant of an income changes for the public payers, in present value.

    Parameters
    ----------
    lines : dict
        For each income its lines, with the cells of every payer's share.
    factors : str
        The row of present-value factors.

    Returns
    -------
    dict
        The sums of these changes by price and end, of each payer.
    """
    sums: dict[tuple[str, str], np.ndarray[tuple[int], np.dtype[np.float64]]] = {}
    sheet = places.sheet
    for (key, name, end), row in places.variant.items():
        price = numbers.book.prices[name]
        income = income_of(numbers.book, key, {name: getattr(price, end)})
        weight = float(numbers.counts.taxed[key].net @ numbers.factors)
        total = np.zeros(len(PAYERS))
        terms: list[list[str]] = [[] for _ in PUBLIC_PAYERS]
        for line, shares in lines[key]:
            tax = TAX_PARAMETERS[key.parameters.index(line.price_id)]
            rate = numbers.book.prices[line.price_id].lifted
            total += weight * (whole_ore(rate * income.bases[tax]) - line.unit_dkk) * line.shares
            column = UNIT + TAX_PAID.index(tax)
            step = f"({sheet.cell(row, column)}-{places.unit(key, tax)})"
            for payer in range(len(PUBLIC_PAYERS)):
                terms[payer].append(f"{step}*{shares[payer]}")
        summed = f"SUMPRODUCT({quantities.net_row(key)}*{factors})"
        for payer in range(len(PUBLIC_PAYERS)):
            sheet.formula(row, EFFECT + payer, f"{summed}*({'+'.join(terms[payer])})", total[payer], "kroner")
        sums[name, end] = sums.get((name, end), np.zeros(len(PAYERS))) + total
    return sums

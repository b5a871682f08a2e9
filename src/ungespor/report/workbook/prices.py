"""The sheet of prices: every price row the run was priced with, to be edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ungespor.report.words import name_of
from ungespor.results.workbook.counts import TAX_PARAMETERS

if TYPE_CHECKING:
    from ungespor.report.workbook.paper import Paper, Sheet
    from ungespor.results.workbook.numbers import WorkbookNumbers
    from ungespor.results.workbook.prices import Price

VALUE, ORIGINAL, LOW, HIGH, FACTOR, LIFTED, SAME = range(4, 11)
"""Columns."""
SHARE: Final = "share"
WIDTHS: Final = (36, 46, 20, 7, 13, 13, 12, 12, 9, 13, 10, 9, 10, 14, 26, 44, 70)
KINKED: Final = frozenset(TAX_PARAMETERS) - {"tax_base", "tax_municipal"}
"""Rates and allowances whose effect on a drawn wage depends on every single draw."""


@dataclass
class PricePlaces:
    """Where each price row stands."""

    sheet: Sheet
    row: dict[str, int]

    def value(self, price_id: str) -> str:
        """Return the cell that is edited."""
        return self.sheet.cell(self.row[price_id], VALUE)

    def low(self, price_id: str) -> str:
        """Return the low end of the range."""
        return self.sheet.cell(self.row[price_id], LOW)

    def high(self, price_id: str) -> str:
        """Return the high end of the range."""
        return self.sheet.cell(self.row[price_id], HIGH)

    def factor(self, price_id: str) -> str:
        """Return what lifts the price to the run's price year."""
        return self.sheet.cell(self.row[price_id], FACTOR)

    def lifted(self, price_id: str) -> str:
        """Return the price in the run's price year."""
        return self.sheet.cell(self.row[price_id], LIFTED)

    def same(self, price_id: str) -> str:
        """Return 1 while nobody has edited the price, else 0."""
        return self.sheet.cell(self.row[price_id], SAME)


def write_prices(paper: Paper, numbers: WorkbookNumbers) -> PricePlaces:
    """Write the price rows."""
    sheet, say, year = paper.sheets["prices"], paper.say, numbers.scenario.price_year
    locked = sum(price.row.role in KINKED for price in numbers.book.prices.values())
    told = [say(f"prices.{name}") for name in ("what", "drawn", "outside")]
    if locked:
        told.append(say("prices.locked", count=locked))
    row = sheet.title(say("sheet.prices"), *told)
    keys = ("price_row", "what", "unit", "price_year", "price", "original", "low", "high", "lift", "lifted", "same")
    more = ("drawn", "confidence", "placeholder", "rule", "source", "note")
    sheet.headings(row, [say(f"column.{key}", price_year=year) for key in (*keys, *more)], lines=3)
    sheet.freeze(row + 1, 2)
    sheet.widths(WIDTHS)
    sheet.worksheet.fit_to_pages(2, 0)
    sheet.worksheet.repeat_columns(0, 1)
    first = row + 1
    places = PricePlaces(sheet, {name: first + number for number, name in enumerate(numbers.book.prices)})
    for name, price in numbers.book.prices.items():
        _write_price(paper, places, name, price)
    last = first + len(places.row) - 1
    changed = {"type": "formula", "criteria": f"=$K{first + 1}=0", "format": paper.style("changed")}
    sheet.worksheet.conditional_format(first, VALUE, last, VALUE, changed)
    sheet.worksheet.autofilter(row, 0, last, len(keys) + len(more) - 1)
    return places


def _write_price(paper: Paper, places: PricePlaces, name: str, price: Price) -> None:
    sheet, say, row = places.sheet, paper.say, places.row[name]
    style = "share" if price.unit == SHARE else "ore"
    label = price.row.label_da if paper.language == "da" else price.row.label_en
    sheet.text(row, 0, name)
    sheet.text(row, 1, say("prices.locked_label", label=label) if price.row.role in KINKED else label)
    sheet.text(row, 2, name_of("unit", price.unit, paper.language))
    sheet.number(row, 3, price.row.price_year, "year")
    if price.row.role in KINKED:
        sheet.number(row, VALUE, price.value, f"frozen {style}")
        # Whoever tries to write here is told why not, on the spot.
        told = {"input_title": say("prices.locked_title"), "input_message": say("prices.kinked")}
        sheet.worksheet.data_validation(row, VALUE, row, VALUE, {"validate": "any"} | told)
    else:
        sheet.input(row, VALUE, f"{label} ({name})", price.value, style)
    sheet.number(row, ORIGINAL, price.value, f"frozen {style}")
    sheet.number(row, LOW, price.low, f"frozen {style}")
    sheet.number(row, HIGH, price.high, f"frozen {style}")
    sheet.number(row, FACTOR, price.factor, "frozen factor")
    sheet.formula(row, LIFTED, f"{places.value(name)}*{places.factor(name)}", price.lifted, style)
    note = price.notes[paper.language]
    same = f"IF({places.value(name)}={sheet.cell(row, ORIGINAL)},1,0)"
    sheet.formula(row, SAME, same, 1, "year")
    texts = (
        say("drawn.yes" if price.drawn else "drawn.no"),
        name_of("confidence", price.confidence, paper.language) if price.confidence else "",
        say(f"placeholder.{price.placeholder}") if price.placeholder else "",
        price.rule,
        price.source_titles.get(paper.language, price.source),
        f"{say('prices.kinked')} {note}".strip() if price.row.role in KINKED else note,
    )
    columns = range(SAME + 1, SAME + 1 + len(texts))
    sheet.wrapped(row, ((column, text, WIDTHS[column]) for column, text in zip(columns, texts, strict=True)))
    if price.row.role not in KINKED:
        _validate(paper, sheet, row, share=price.unit == SHARE)


def _validate(paper: Paper, sheet: Sheet, row: int, *, share: bool) -> None:
    """Refuse what can be no price."""
    told = {
        "error_title": paper.say("invalid")[:32],
        "error_message": paper.say("invalid.share" if share else "invalid.price"),
    }
    limits = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1 if share else 1_000_000_000}
    sheet.worksheet.data_validation(row, VALUE, row, VALUE, limits | told)

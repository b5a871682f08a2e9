"""The sheet of keys: refusion by week, who finances the effort, and who carries each price."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.tables import PAYERS
from ungespor.report.words import name_of
from ungespor.report.workbook.quantities import band_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.report.workbook.paper import Paper, Sheet
    from ungespor.results.workbook.lines import Line, Times
    from ungespor.results.workbook.numbers import WorkbookNumbers

PARTS: Final = ("clinical", "adviser")
FIRST_PAYER: Final = 2
"""Column of the first payer, in the order of the ledger."""
SUM: Final = FIRST_PAYER + len(PAYERS)
LAW_WIDTH: Final = 64


@dataclass
class KeyPlaces:
    """Where the shares stand."""

    sheet: Sheet
    state_share: dict[tuple[str, int], str] = field(default_factory=dict)
    entry: dict[tuple[str, int], int] = field(default_factory=dict)
    in_use: dict[str, int] = field(default_factory=dict)
    financing: str = ""

    def times(self, times: Times | None) -> str:
        """Return the part of a price that is booked, as a formula."""
        if times is None:
            return "1"
        share = self.state_share[times.regime, times.band]
        return share if times.party == "state_share" else f"(1-{share})"

    def share(self, line: Line, payer: int) -> str:
        """Return the cell with the share of a payer, by number."""
        return self.sheet.cell(self.entry[line.rule, line.entry], FIRST_PAYER + payer)

    def shares(self, line: Line, payer: int) -> str:
        """Return the cells with the shares of the first payers up to and with one."""
        return self.sheet.across(self.entry[line.rule, line.entry], FIRST_PAYER, FIRST_PAYER + payer)


def write_keys(paper: Paper, numbers: WorkbookNumbers) -> KeyPlaces:
    """Write the shares."""
    sheet, say = paper.sheets["keys"], paper.say
    places = KeyPlaces(sheet)
    row = sheet.title(say("sheet.keys"), say("keys.what"), say("keys.sums"))
    sheet.widths([32, 52, *[11] * len(PAYERS), 9, LAW_WIDTH])
    row = _write_refusion(paper, numbers, places, row)
    row = _write_financing(paper, numbers, places, row)
    row = _write_rules(paper, numbers, places, row)
    _write_accounts(paper, numbers, sheet, row)
    return places


def _write_refusion(paper: Paper, numbers: WorkbookNumbers, places: KeyPlaces, row: int) -> int:
    sheet, say = places.sheet, paper.say
    sheet.text(row, 0, say("keys.refusion"), "section")
    sheet.headings(row + 1, [say("regime"), say("band"), say("state_share")])
    row += 2
    for regime, shares in numbers.book.state_shares.items():
        for band, share in enumerate(shares, start=1):
            label = band_words(paper, numbers, regime, band)
            sheet.text(row, 0, regime)
            sheet.text(row, 1, label)
            sheet.input(row, FIRST_PAYER, f"{say('keys.refusion')}, {regime}, {label}", share, "share")
            _between_0_and_1(paper, sheet, row, FIRST_PAYER, FIRST_PAYER, 0)
            places.state_share[regime, band] = sheet.cell(row, FIRST_PAYER)
            row += 1
    return row + 1


def _write_financing(paper: Paper, numbers: WorkbookNumbers, places: KeyPlaces, row: int) -> int:
    sheet, say, variants = places.sheet, paper.say, numbers.book.financing
    sheet.text(row, 0, say("keys.financing"), "section")
    sheet.text(row + 1, 0, say("keys.in_use"), "bold")
    sheet.input(row + 1, 1, say("keys.financing"), numbers.book.headline, "any")
    places.financing = sheet.cell(row + 1, 1)
    paper.name_cell("financing", places.financing)
    choose = row + 1
    row += 2
    for part in PARTS:
        sheet.headings(row, [say(f"keys.{part}"), say("title"), *_payers(paper), say("keys.sum")], lines=2, left=2)
        first, last = row + 1, row + len(variants)
        for number, (name, split) in enumerate(variants.items()):
            here = first + number
            titles = numbers.scenario.financing.variants[name]
            sheet.text(here, 0, name)
            sheet.text(here, 1, titles.title_da if paper.language == "da" else titles.title_en)
            _write_shares(paper, sheet, here, f"{say(f'keys.{part}')}, {name}", split[part])
        names = sheet.down(0, first, last)
        sheet.text(last + 1, 0, say("keys.in_use"), "bold")
        for place, payer in enumerate(PAYERS):
            column = FIRST_PAYER + place
            formula = f"INDEX({sheet.down(column, first, last)},MATCH({places.financing},{names},0))"
            value = variants[numbers.book.headline][part].get(payer, 0.0)
            sheet.formula(last + 1, column, formula, value, "share bold")
        places.in_use[part] = last + 1
        row = last + 3
    listed = {
        "validate": "list",
        "source": f"={sheet.down(0, places.in_use['clinical'] - len(variants), places.in_use['clinical'] - 1)}",
    }
    sheet.worksheet.data_validation(choose, 1, choose, 1, listed)
    return row


def _write_rules(paper: Paper, numbers: WorkbookNumbers, places: KeyPlaces, row: int) -> int:
    sheet, say = places.sheet, paper.say
    sheet.text(row, 0, say("keys.rules"), "section")
    sheet.headings(row + 1, [say("column.rule"), say("account"), *_payers(paper), say("keys.sum"), say("law")], lines=2)
    row += 2
    for line in numbers.lines:
        if (line.rule, line.entry) in places.entry:
            continue
        rule = numbers.book.rulebook.payer_rules[line.rule]
        entry = rule.entries[line.entry]
        places.entry[line.rule, line.entry] = row
        account = name_of("account", line.account, paper.language)
        sheet.text(row, 0, line.rule)
        sheet.text(row, 1, f"{account} × {say(entry.times)}" if entry.times else account)
        law = rule.law_da if paper.language == "da" else rule.law
        sheet.wrapped(row, [(SUM + 1, law, LAW_WIDTH)])
        if entry.shares is None:
            source = places.in_use[str(entry.financing)]
            for place, payer in enumerate(PAYERS):
                value = numbers.book.financing[numbers.book.headline][str(entry.financing)].get(payer, 0.0)
                column = FIRST_PAYER + place
                sheet.formula(row, column, sheet.cell(source, column), value, "share")
            total = f"SUM({sheet.across(row, FIRST_PAYER, SUM - 1)})"
            sheet.formula(row, SUM, total, 1.0, "percent")
        else:
            shares = {str(payer): share for payer, share in entry.shares.items()}
            _write_shares(paper, sheet, row, f"{say('column.rule')} {line.rule}, {account}", shares)
        row += 1
    return row + 1


def _write_accounts(paper: Paper, numbers: WorkbookNumbers, sheet: Sheet, row: int) -> None:
    """Write the functions of the municipal chart of accounts."""
    sheet.text(row, 0, paper.say("keys.accounts"), "section")
    sheet.headings(row + 1, [paper.say("account"), paper.say("keys.function")])
    for number, account in enumerate(numbers.accounts):
        here = row + 2 + number
        sheet.text(here, 0, name_of("account", account, paper.language))
        function = numbers.book.rulebook.accounts[account].municipal_function
        known = {"none": paper.say("keys.no_function"), "by activity": paper.say("keys.by_activity")}
        sheet.text(here, 1, known.get(function, function))


def _write_shares(paper: Paper, sheet: Sheet, row: int, label: str, shares: Mapping[str, float]) -> None:
    """Write the shares of all payers, each to be edited, and their sum."""
    for place, payer in enumerate(PAYERS):
        named = f"{label}: {name_of('payer', payer, paper.language)}"
        sheet.input(row, FIRST_PAYER + place, named, shares.get(payer, 0.0), "share")
    _between_0_and_1(paper, sheet, row, FIRST_PAYER, SUM - 1, -1)
    total = float(np.sum([shares.get(payer, 0.0) for payer in PAYERS]))
    cells = sheet.across(row, FIRST_PAYER, SUM - 1)
    sheet.formula(row, SUM, f"ROUND(SUM({cells}),6)", round(total, 6), "percent")
    wrong = {"type": "cell", "criteria": "!=", "value": round(total, 6), "format": paper.style("changed")}
    sheet.worksheet.conditional_format(row, SUM, row, SUM, wrong)


def _between_0_and_1(paper: Paper, sheet: Sheet, row: int, first: int, last: int, least: int) -> None:
    limits = {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": 1}
    told = {"error_title": paper.say("invalid")[:32], "error_message": paper.say("invalid.share")}
    sheet.worksheet.data_validation(row, first, row, last, limits | told)


def _payers(paper: Paper) -> list[str]:
    return [name_of("payer", payer, paper.language) for payer in PAYERS]

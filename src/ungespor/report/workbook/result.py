"""The sheet of results: what each payer gains, live, and beside it what is frozen from the run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import PAYERS, PUBLIC_PAYERS
from ungespor.report.words import name_of
from ungespor.results.net import PROGRAMME_ACCOUNT, REPORTED_PAYERS
from ungespor.results.statistics import payback_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ungespor.report.workbook.calculation import CalculationPlaces
    from ungespor.report.workbook.paper import Paper, Sheet
    from ungespor.results.workbook.numbers import WorkbookNumbers

MEMBERS: Final = {"public": PUBLIC_PAYERS, "public_plus_fond": (*PUBLIC_PAYERS, "fond")}
SUMMARY: Final = ("gross", "programme", "net", "total", "payback", "run", "mcse", "low", "high", "chance")
GROSS, PROGRAMME, NET, TOTAL, PAYBACK = range(1, 6)
FROZEN_FROM: Final = 6
BLOCKS: Final = ("net", "programme", "gross", "present", "cumulated")


@dataclass
class ResultPlaces:
    """Where the results stand, by payer."""

    sheet: Sheet
    factors_row: int
    summary: dict[str, int] = field(default_factory=dict)
    block: dict[tuple[str, str], int] = field(default_factory=dict)

    def net(self, payer: str) -> str:
        """Return net per participant."""
        return self.sheet.cell(self.summary[payer], NET)


def factors_cells(paper: Paper, numbers: WorkbookNumbers, rate: str) -> ResultPlaces:
    """Write years and present-value factors at the top, which everything discounted points at."""
    sheet, say, years = paper.sheets["result"], paper.say, numbers.counts.years
    row = sheet.title(say("sheet.result"), say("result.what"), say("result.frozen"))
    sheet.headings(row, [say("result.factors"), *(say("year", year=year) for year in range(1, years + 1))], left=1)
    sheet.text(row + 1, 0, say("result.year"))
    sheet.text(row + 2, 0, say("result.factor"))
    for number, factor in enumerate(numbers.factors):
        sheet.number(row + 1, 1 + number, number + 1, "year")
        year = sheet.cell(row + 1, 1 + number)
        sheet.formula(row + 2, 1 + number, f"(1+{rate})^-({year}-1)", factor, "factor")
    return ResultPlaces(sheet, row + 2)


def write_result(
    paper: Paper,
    numbers: WorkbookNumbers,
    result: Mapping[str, Any],
    lines: CalculationPlaces,
    places: ResultPlaces,
    participants: str,
) -> None:
    """Write summary, years and accounts."""
    sheet, say, years = places.sheet, paper.say, numbers.counts.years
    sheet.widths([38, *[14] * max(years, len(SUMMARY))])
    row = places.factors_row + 2
    summary = row
    row += len(REPORTED_PAYERS) + 3
    accounts_at = row + len(BLOCKS) * (len(REPORTED_PAYERS) + 3)
    programme_cell = sheet.cell(accounts_at + 2, 0)
    values = _values(numbers)
    for block in BLOCKS:
        sheet.text(row, 0, say(f"result.{block}"), "section")
        sheet.headings(row + 1, [say("payer"), *(say("year", year=year) for year in range(1, years + 1))], left=1)
        for number, payer in enumerate(REPORTED_PAYERS):
            here = row + 2 + number
            places.block[block, payer] = here
            sheet.text(here, 0, name_of("payer", payer, paper.language), _weight(payer))
        row += len(REPORTED_PAYERS) + 3
    for block in BLOCKS:
        for payer in REPORTED_PAYERS:
            here = places.block[block, payer]
            for year in range(years):
                formula = _formula(places, lines, block, payer, (year, programme_cell))
                sheet.formula(here, 1 + year, formula, values[block][payer][year], f"kroner {_weight(payer)}")
    _write_accounts(paper, numbers, lines, sheet, (row, participants))
    _write_summary(paper, numbers, result, places, (summary, participants), values)
    sheet.worksheet.freeze_panes(0, 1)
    sheet.worksheet.set_h_pagebreaks([places.block["gross", "kommune"] - 2, accounts_at])


def _weight(payer: str) -> str:
    return "bold" if payer in MEMBERS else "text"


def _values(numbers: WorkbookNumbers) -> dict[str, dict[str, NDArray[np.float64]]]:
    """Return the values of all blocks by payer and year."""
    net, programme = numbers.net(), -numbers.net(PROGRAMME_ACCOUNT)
    plain = {"net": net, "programme": programme, "gross": net + programme, "present": net * numbers.factors}
    plain["cumulated"] = np.cumsum(plain["present"], axis=1)
    return {
        block: {
            payer: rows[[PAYERS.index(member) for member in MEMBERS.get(payer, (payer,))]].sum(axis=0)
            for payer in REPORTED_PAYERS
        }
        for block, rows in plain.items()
    }


def _formula(places: ResultPlaces, lines: CalculationPlaces, block: str, payer: str, place: tuple[int, str]) -> str:
    sheet, (year, programme) = places.sheet, place

    def at(other: str, column: int = 1 + year) -> str:
        return sheet.cell(places.block[other, payer], column)

    if payer in MEMBERS:
        return "+".join(sheet.cell(places.block[block, member], 1 + year) for member in MEMBERS[payer])
    number = PAYERS.index(payer)
    if block == "net":
        return f"SUMPRODUCT({lines.shares(number)},{lines.year(year)})"
    if block == "programme":
        return f"-SUMPRODUCT(({lines.column(2)}={programme})*{lines.shares(number)}*{lines.year(year)})"
    if block == "gross":
        return f"{at('net')}+{at('programme')}"
    if block == "present":
        return f"{at('net')}*{sheet.cell(places.factors_row, 1 + year)}"
    return f"{at('present')}+{at('cumulated', year)}" if year else at("present")


def _write_summary(
    paper: Paper,
    numbers: WorkbookNumbers,
    result: Mapping[str, Any],
    places: ResultPlaces,
    place: tuple[int, str],
    values: dict[str, dict[str, NDArray[np.float64]]],
) -> None:
    sheet, years, (row, participants) = places.sheet, numbers.counts.years, place
    sheet.headings(
        row, [paper.say("payer"), *(paper.say(f"result.column.{name}") for name in SUMMARY)], lines=3, left=1
    )
    factors = sheet.across(places.factors_row, 1, years)
    for number, payer in enumerate(REPORTED_PAYERS):
        here, weight = row + 1 + number, _weight(payer)
        places.summary[payer] = here
        sheet.text(here, 0, name_of("payer", payer, paper.language), weight)
        across = {block: sheet.across(places.block[block, payer], 1, years) for block in BLOCKS}
        for column, block in ((GROSS, "gross"), (PROGRAMME, "programme"), (NET, "net")):
            value = float(values[block][payer] @ numbers.factors) / numbers.participants
            formula = f"SUMPRODUCT({across[block]},{factors})/{participants}"
            sheet.formula(here, column, formula, value, f"kroner {weight}")
        last = sheet.cell(places.block["cumulated", payer], years)
        sheet.formula(here, TOTAL, last, values["cumulated"][payer][-1], f"kroner {weight}")
        below = f"(ROUND({across['cumulated']},2)<0)*{sheet.across(places.factors_row - 1, 1, years)}"
        payback = f'IF(ROUND({last},2)<0,"–",SUMPRODUCT(MAX({below}))+1)'
        found = payback_year(range(1, years + 1), np.round(values["present"][payer], 2))
        sheet.formula(here, PAYBACK, payback, found or "–", "year right")
        numbers_of_run = result["payers"][payer]
        net = numbers_of_run["net_dkk_per_participant"]
        for column, name in enumerate(("mean", "mcse", "low", "high"), start=FROZEN_FROM):
            sheet.number(here, column, net[name], "frozen kroner")
        sheet.chance(here, FROZEN_FROM + 4, numbers_of_run["chance_of_gain"], result["replications"])


def _write_accounts(
    paper: Paper, numbers: WorkbookNumbers, lines: CalculationPlaces, sheet: Sheet, place: tuple[int, str]
) -> None:
    """Write present value per participant by account and payer; the programme's account comes first."""
    row, participants = place
    sheet.text(row, 0, paper.say("result.accounts"), "section")
    payers = [name_of("payer", payer, paper.language) for payer in PAYERS]
    sheet.headings(row + 1, [paper.say("account"), *payers], lines=2, left=1)
    for number, account in enumerate(numbers.accounts):
        here = row + 2 + number
        sheet.text(here, 0, name_of("account", account, paper.language))
        net = numbers.net(account) @ numbers.factors / numbers.participants
        same = f"({lines.column(2)}={sheet.cell(here, 0)})"
        for payer in range(len(PAYERS)):
            formula = f"SUMPRODUCT({same}*{lines.shares(payer)}*{lines.present_value})/{participants}"
            sheet.formula(here, 1 + payer, formula, net[payer], "kroner")

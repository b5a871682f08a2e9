"""The first sheet: what the workbook is, the result in a sentence, and the run's birth certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.words import name_of
from ungespor.report.workbook.paper import SHEETS
from ungespor.results.numbers import decimal, step_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.report.workbook.paper import Paper, Sheet
    from ungespor.report.workbook.result import ResultPlaces
    from ungespor.results.workbook.numbers import WorkbookNumbers

SHOWN: Final = ("kommune", "andre_kommuner", "region", "stat", "public", "public_plus_fond")
WIDTH: Final = 4
"""Columns that a paragraph runs across."""
LETTERS_ON_A_LINE: Final = 118


def write_front(
    paper: Paper,
    numbers: WorkbookNumbers,
    result: Mapping[str, Any],
    places: ResultPlaces,
    changes: str,
) -> None:
    """Write the first sheet."""
    sheet, say = paper.sheets["front"], paper.say
    sheet.widths([34, 30, 30, 26])
    sheet.text(0, 0, paper.title, "title")
    sheet.height(0, 2)
    sheet.text(1, 0, say("front.what"), "note")
    row = _paragraph(sheet, 3, result["sentence"], "wrap bold")
    row = _paragraph(sheet, row, say("front.sentence"), "wrap note")
    row = _write_now(paper, result, places, changes, row + 1)
    row = _write_certificate(paper, numbers, result, row + 1)
    row = _write_guide(paper, row + 1)
    _write_placeholders(paper, numbers, row + 1)
    sheet.worksheet.set_portrait()
    sheet.worksheet.activate()


def _paragraph(sheet: Sheet, row: int, text: str, style: str) -> int:
    sheet.worksheet.merge_range(row, 0, row, WIDTH - 1, "", sheet.paper.style(style))
    sheet.text(row, 0, text, style)
    sheet.height(row, 1 + len(text) // LETTERS_ON_A_LINE)
    return row + 1


def _write_now(paper: Paper, result: Mapping[str, Any], places: ResultPlaces, changes: str, row: int) -> int:
    """Write the live result, rounded as the Monte Carlo error allows."""
    sheet, say = paper.sheets["front"], paper.say
    sheet.text(row, 0, say("front.now"), "section")
    sheet.headings(row + 1, [say("payer"), say("front.net_now"), say("front.net_run"), say("front.chance")])
    for number, payer in enumerate(SHOWN):
        here, net = row + 2 + number, result["payers"][payer]["net_dkk_per_participant"]
        step = step_for(net["mcse"], result["replications"])
        sheet.text(here, 0, name_of("payer", payer, paper.language))
        rounded = f"ROUND({places.net(payer)}/{step},0)*{step}"
        sheet.formula(here, 1, rounded, _rounded(net["mean"], step), "kroner")
        sheet.number(here, 2, _rounded(net["mean"], step), "frozen kroner")
        sheet.chance(here, 3, result["payers"][payer]["chance_of_gain"], result["replications"])
    end = row + 2 + len(SHOWN)
    sheet.text(end, 0, say("log.changes"), "bold")
    sheet.formula(end, 1, changes, 0, "year bold")
    return end + 1


def _rounded(value: float, step: int) -> float:
    from ungespor.results.numbers import rounded

    return float(rounded(value, step))


def _write_certificate(paper: Paper, numbers: WorkbookNumbers, result: Mapping[str, Any], row: int) -> int:
    sheet, say = paper.sheets["front"], paper.say
    manifest, scenario = result["manifest"], numbers.scenario
    of_run = manifest.get("repriced", {}).get("of", manifest)
    facts = {
        "scenario": scenario.name,
        "regime": f"{scenario.regime} ({say(f'front.{scenario.pricing}')})",
        "price_year": scenario.price_year,
        "people": f"{decimal(result['people'], paper.language)} / {decimal(result['participants'], paper.language, 1)}",
        "replications": result["replications"],
        "horizon": result["horizon_years"],
        "seed": manifest["seed"],
        "version": manifest["version"],
        "created": of_run["created"],
        "scenario_sha256": of_run["scenario_sha256"],
        "cost_tables_sha256": manifest["cost_tables_sha256"],
    }
    sheet.text(row, 0, say("front.certificate"), "section")
    for number, (name, value) in enumerate(facts.items(), start=row + 1):
        sheet.text(number, 0, say(f"front.{name}"))
        sheet.text(number, 1, value)
    return row + 1 + len(facts)


def _write_guide(paper: Paper, row: int) -> int:
    sheet, say = paper.sheets["front"], paper.say
    sheet.text(row, 0, say("front.guide"), "section")
    for number, name in enumerate(SHEETS[1:], start=row + 1):
        sheet.text(number, 0, say(f"sheet.{name}"), "bold")
        sheet.text(number, 1, say(f"front.guide.{name}"))
    row += len(SHEETS)
    sheet.text(row, 0, say("front.colour.input"), "input text")
    sheet.text(row, 1, say("front.colour.input_means"))
    sheet.text(row + 1, 0, say("front.colour.frozen"), "frozen")
    sheet.text(row + 1, 1, say("front.colour.frozen_means"))
    return _paragraph(sheet, row + 2, say("front.protected"), "wrap note")


def _write_placeholders(paper: Paper, numbers: WorkbookNumbers, row: int) -> None:
    """Write which prices no publication stands behind."""
    sheet, say = paper.sheets["front"], paper.say
    found = [(name, price) for name, price in numbers.book.prices.items() if price.placeholder]
    sheet.text(row, 0, say("front.placeholders", count=len(found), used=len(numbers.book.prices)), "section")
    sheet.headings(row + 1, [say("price_row"), say("what"), "", say("column.placeholder")])
    for number, (name, price) in enumerate(found, start=row + 2):
        sheet.text(number, 0, name)
        sheet.text(number, 1, price.row.label_da if paper.language == "da" else price.row.label_en)
        sheet.text(number, 3, say(f"placeholder.{price.placeholder}"))

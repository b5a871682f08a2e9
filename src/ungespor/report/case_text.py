"""A priced case on a terminal: each version week by week, then the totals side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.tables import PUBLIC_ROWS, SUMS, Row, Table
from ungespor.report.terminal import print_notes, print_paragraph, print_table
from ungespor.report.words import name_of, word
from ungespor.results.numbers import decimal, percent
from ungespor.scenario.case import PER_WEEK

if TYPE_CHECKING:
    from rich.console import Console

    from ungespor.results.numbers import Language

PAYERS_SHOWN: Final = (*PUBLIC_ROWS, "arbejdsgiver", "borger")
ORE: Final = 2
"""Decimals of kroner: cases are priced at fixed prices, so that the øre are exact."""


def print_case(result: dict[str, Any], console: Console, language: Language) -> None:
    """Print a case: what each version holds and costs, totals by payer, the difference, and the cautions."""
    print_paragraph(result[f"title_{language}"], console, style="bold")
    for table in case_tables(result, language):
        print_table(table, console)
    print_notes(case_notes(result, language), console)


def case_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build one table for each version and person, and one of the totals.

    Parameters
    ----------
    result : dict
        From :func:`ungespor.evaluation.case.price_case`.
    language : {"da", "en"}
    """
    payers = _payers_shown(result)
    tables = []
    for version in result["versions"]:
        for person in result["people"]:
            spells = [spell for spell in version["spells"] if spell["person"] == person["person"]]
            if spells:
                titles = {"title": version[f"title_{language}"], "person": person[f"title_{language}"]}
                tables.append(_spell_table(word("case.version", language, **titles), spells, payers, language))
    return [*tables, _totals(result, payers, language)]


def case_notes(result: dict[str, Any], language: Language) -> list[str]:
    """Return what a reader must know: basis of each version, prices, signs, and what a case is not."""
    manifest, prices = result["manifest"], result["prices"]
    notes = []
    for version in result["versions"]:
        basis = word(f"case.{version['basis']}", language)
        if note := version[f"note_{language}"]:
            basis = f"{basis}. {note}"
        notes.append(word("case.basis", language, title=version[f"title_{language}"], basis=basis))
    lines = [version["lines"] for version in result["versions"]]
    counted = {name: sum(one[name] for one in lines) for name in ("all", "assumed")}
    rules = name_of("regime", manifest["regime"], language)
    values = {"price_year": manifest["price_year"], "rules": rules, "financing": manifest[f"financing_{language}"]}
    used = {"used": prices["used"]} | {name: len(prices[name]) for name in ("from_memory", "assumed")}
    return [
        *notes,
        word("case.lines", language, **counted),
        word("case.prices", language, **values),
        word("case.price_rows", language, **used),
        word("case.sign", language),
        word("case.one_life", language),
    ]


def _payers_shown(result: dict[str, Any]) -> list[str]:
    """Return the payers that some version moves money of; sums only where they say something new."""
    moved = [
        payer
        for payer in PAYERS_SHOWN
        if any(any(version["payers"][payer]["weekly_ore"]) for version in result["versions"])
    ]
    return [payer for payer in moved if payer != "public_plus_fond" or "fond" in moved]


def _spell_table(caption: str, spells: list[dict[str, Any]], payers: list[str], language: Language) -> Table:
    shown = [payer for payer in payers if payer not in SUMS]
    rows = tuple(
        Row(
            _weeks(spell, language),
            ("\n".join(_what(spell, language)), *(decimal(spell["dkk_per_week"][one], language, ORE) for one in shown)),
        )
        for spell in spells
    )
    headings = (word("case.weeks", language), word("case.what", language), *(_payer(one, language) for one in shown))
    return Table(caption, headings, rows, left=(0, 1))


def _totals(result: dict[str, Any], payers: list[str], language: Language) -> Table:
    versions = result["versions"]
    rows = []
    for payer in payers:
        cells = [decimal(version["payers"][payer]["total_dkk"], language, ORE) for version in versions]
        if result["difference"] is not None:
            cells.append(decimal(result["difference"][payer], language, ORE, signed=True))
        rows.append(Row(_payer(payer, language), tuple(cells), payer in SUMS))
    headings = [word("payer", language), *(version[f"title_{language}"] for version in versions)]
    if result["difference"] is not None:
        headings.append(word("case.difference", language))
    return Table(word("case.totals", language, weeks=result["weeks"]), tuple(headings), tuple(rows))


def _what(spell: dict[str, Any], language: Language) -> list[str]:
    """Return one line for the support and one for each service, with their sources."""
    lines = []
    support = spell["support"]
    if support is not None:
        name = name_of("state", support["state"], language)
        if support["week_kind"]:
            name = word(f"week_kind.{support['week_kind']}", language)
        details = [word(f"{key}.{support[key]}", language) for key in ("hours", "kind") if support[key]]
        if support["state_share"] is not None:
            details.append(word("case.refusion", language, share=percent(support["state_share"], language)))
        if support["resident"] == "moved":
            details.append(word("case.moved", language))
        lines.append(", ".join([name, *details]) + _source(support["source"], language))
    for service in spell["services"]:
        given = _given(service, language)
        lines.append(f"+ {service[f'label_{language}']}: {given}{_source(service['source'], language)}")
    return lines


def _weeks(spell: dict[str, Any], language: Language) -> str:
    first, last = spell["from_week"], spell["to_week"]
    return str(first) if first == last else word("case.range", language, first=first, last=last)


def _given(service: dict[str, Any], language: Language) -> str:
    """Return how much of a service is given, such as ``3,5 timer pr. uge``."""
    number, unit, rate = service["quantity"], service["unit"], service["rate"]
    if (number, unit, rate) == (1, "week", PER_WEEK):
        return word("case.every_week", language)
    words = name_of("one" if number == 1 else "unit", unit, language)
    shown = decimal(number, language, 0 if number == int(number) else 1)
    amount = f"{shown}\N{NO-BREAK SPACE}{words}"
    return word(f"case.{rate}", language, amount=amount, weeks=_weeks(service, language))


def _source(source: str, language: Language) -> str:
    return f" [{word('case.assumption', language) if source == 'assumption' else source}]"


def _payer(payer: str, language: Language) -> str:
    return word("payer.borger_case" if payer == "borger" else f"payer.{payer}", language)

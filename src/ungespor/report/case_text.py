"""A priced case on a terminal: each version week by week, then the totals side by side with their ranges."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from ungespor.report.notes import placeholder_lines
from ungespor.report.tables import PUBLIC_ROWS, SUMS, Row, Table
from ungespor.report.terminal import print_notes, print_paragraph, print_table
from ungespor.report.words import name_of, word
from ungespor.results.numbers import decimal, kroner, percent, step_for
from ungespor.scenario.case import PER_WEEK
from ungespor.scenario.facts import ASSUMPTION

if TYPE_CHECKING:
    from rich.console import Console

    from ungespor.results.numbers import Language

PAYERS_SHOWN: Final = (*PUBLIC_ROWS, "arbejdsgiver", "borger")
A_WEEK_STEP: Final = 10
"""Kroner that an amount a week is rounded to: it is exact at the stated prices, and only there."""
KIND_OF_MANY: Final = {"sickness_benefit": "sickness_benefit_week"}
"""What the weeks of a state with several kinds are, unless told otherwise."""
VARIES: Final = ("prices", "prices_and_case")


def print_case(result: dict[str, Any], console: Console, language: Language) -> None:
    """Print a case: what each version holds and costs, totals by payer, the difference, cautions and placeholders."""
    print_paragraph(result[f"title_{language}"], console, style="bold")
    for table in case_tables(result, language):
        print_table(table, console)
    print_notes(case_notes(result, language), console)
    print_notes(placeholder_lines(result["prices"], language), console)


def case_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build one table for each version and person, and one of the totals, two if the case has ranges of its own.

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
    ranges = VARIES if result["ranged_numbers"] else VARIES[:1]
    return [*tables, *(_totals(result, payers, name, language) for name in ranges)]


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
    draws = {"draws": decimal(manifest["draws"], language), "scenario": result["scenario"]}
    own = ("own_ranges", "own_paired") if result["ranged_numbers"] else ()
    return [
        *notes,
        word("case.lines", language, **counted),
        *(word("case.sources", language, example=example) for example in _example(result)),
        word("case.prices", language, **values),
        word("case.a_week", language, step=A_WEEK_STEP),
        word("case.drawn", language, **draws),
        *(word(f"case.{key}", language) for key in _of_two(result, "paired")),
        *(word(f"case.{key}", language, count=result["ranged_numbers"]) for key in own),
        word("case.digits", language),
        word("case.price_rows", language, **used),
        *([] if _all_priced(result) else [word("case.unpriced_note", language)]),
        word("case.sign", language),
        *(word(f"case.{key}", language) for key in _of_two(result, "difference_sign", "one_life")),
    ]


def _all_priced(result: dict[str, Any]) -> bool:
    spells = (spell for version in result["versions"] for spell in version["spells"])
    return all(service["priced"] for spell in spells for service in spell["services"])


def _example(result: dict[str, Any]) -> list[str]:
    """Return the first source that is no assumption, as shown in the tables; none where all is assumed."""
    spells = [spell for version in result["versions"] for spell in version["spells"]]
    supports = [spell["support"]["source"] for spell in spells if spell["support"]]
    services = [service["source"] for spell in spells for service in spell["services"]]
    return [source for source in (*supports, *services) if source != ASSUMPTION][:1]


def _of_two(result: dict[str, Any], *keys: str) -> tuple[str, ...]:
    """Return `keys` where there are two versions, and so a difference to speak of."""
    return () if result["difference"] is None else keys


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
            (
                "\n".join(_what(spell, language)),
                *(kroner(spell["dkk_per_week"][one], A_WEEK_STEP, language, unit=False) for one in shown),
            ),
        )
        for spell in spells
    )
    headings = (word("case.weeks", language), word("case.what", language), *(_payer(one, language) for one in shown))
    return Table(caption, headings, rows, left=(0, 1))


def _totals(result: dict[str, Any], payers: list[str], varies: str, language: Language) -> Table:
    """Build mean and range of what each payer spends in each version, and of the difference."""
    columns = [
        (version[f"title_{language}"], {payer: version["payers"][payer]["drawn_dkk"] for payer in payers}, False)
        for version in result["versions"]
    ]
    if result["difference"] is not None:
        columns.append((word("case.difference", language), result["difference_drawn_dkk"], True))
    draws = result["manifest"]["draws"]
    rows = tuple(
        Row(
            _payer(payer, language),
            tuple(_ranged(drawn[payer][varies], draws, language, signed=signed) for _, drawn, signed in columns),
            payer in SUMS,
        )
        for payer in payers
    )
    headings = (word("payer", language), *(title for title, _, _ in columns))
    return Table(word(f"case.totals_{varies}", language, weeks=result["weeks"]), headings, rows)


def _ranged(number: dict[str, float], draws: int, language: Language, *, signed: bool) -> str:
    """Write the mean, and below it the 5th and the 95th percentile, with the digits that the spread leaves."""
    spread = number["mcse"] * math.sqrt(draws)
    step = step_for(spread, draws)
    mean, low, high = (
        kroner(number[name], step, language, unit=False, signed=signed) for name in ("mean", "low", "high")
    )
    return mean if low == high else f"{mean}\n({word('case.from_to', language, low=low, high=high)})"


def _what(spell: dict[str, Any], language: Language) -> list[str]:
    """Return one line for the support and one for each service, with their sources."""
    lines = []
    support = spell["support"]
    if support is not None:
        kind = support["week_kind"] or KIND_OF_MANY.get(support["state"])
        name = word(f"week_kind.{kind}", language) if kind else name_of("state", support["state"], language)
        details = [word(f"{key}.{support[key]}", language) for key in ("hours", "kind") if support[key]]
        if support["state_share"] is not None:
            details.append(word("case.refusion", language, share=percent(support["state_share"], language)))
        if support["resident"] == "moved":
            details.append(word("case.moved", language))
        lines.append(", ".join([name, *details]) + _source(support["source"], language))
    for service in spell["services"]:
        given = _given(service, language)
        free = "" if service["priced"] else f", {word('case.unpriced', language)}"
        lines.append(f"+ {service[f'label_{language}']}: {given}{free}{_source(service['source'], language)}")
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
    return f" [{word('case.assumption', language) if source == ASSUMPTION else source}]"


def _payer(payer: str, language: Language) -> str:
    return word("payer.borger_case" if payer == "borger" else f"payer.{payer}", language)

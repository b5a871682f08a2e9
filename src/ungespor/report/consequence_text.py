"""The business case for one consequence, as a table and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.tables import Row, Table
from ungespor.report.words import word
from ungespor.results.numbers import COARSE_STEP, decimal, kroner

if TYPE_CHECKING:
    from ungespor.results.numbers import Language

PAYERS: Final = ("kommune", "region", "stat", "public")


def consequence_table(result: dict[str, Any], language: Language) -> Table:
    """Build net by payer over the whole range of prevented events, and what the full simulation says to it."""
    consequence = result["consequence"]
    rows = []
    for entry in consequence["table"]:
        net = entry["net_dkk_per_participant"]
        cells = [kroner(net[payer], COARSE_STEP, language, unit=False) for payer in PAYERS]
        rows.append(
            Row(_number(entry["prevented_per_hundred"], consequence, language), (*cells, _full(entry, language)))
        )
    headings = (
        word("consequence.prevented", language),
        *(word(f"payer.{payer}", language) for payer in PAYERS),
        word("consequence.full", language),
    )
    events = word(f"consequence.{consequence['event']}", language)
    caption = word("consequence.caption", language, events=events)
    return Table(caption, headings, tuple(rows), word("consequence.note", language), left=(0, len(headings) - 1))


def consequence_lines(result: dict[str, Any], language: Language) -> list[str]:
    """Return what the table means: break-even, who gains, and whether the group has so many events."""
    consequence = result["consequence"]
    payers, simulated = consequence["payers"], consequence["simulated"]
    events = word(f"consequence.{consequence['event']}", language)
    lines = []
    break_even = payers["public"]["break_even_per_hundred"]
    if break_even is not None:
        number = decimal(break_even, language, 1)
        lines.append(word("consequence.line.public", language, number=number, events=events))
    if payers["kommune"]["break_even_per_hundred"] is None and payers["region"]["break_even_per_hundred"] == 0:
        lines.append(word("consequence.line.region", language))
    counts = {
        "control": decimal(simulated["control_per_hundred"], language, 1),
        "spared": decimal(simulated["prevented_per_hundred"], language, 1),
    }
    lines.append(word("consequence.line.events", language, events=events, years=result["horizon_years"], **counts))
    if not consequence["attainable"]:
        number = decimal(consequence["prevented_per_hundred"]["value"], language)
        lines.append(word("consequence.line.not_attainable", language, number=number))
    return lines


def _number(number: float, consequence: dict[str, Any], language: Language) -> str:
    """Write a number of prevented events, and mark the assumed one and the break-even."""
    if number == consequence["payers"]["public"]["break_even_per_hundred"]:
        return word("consequence.break_even", language, number=decimal(number, language, 1))
    text = decimal(number, language, 0 if float(number).is_integer() else 1)
    if number == consequence["prevented_per_hundred"]["value"]:
        return word("consequence.stated", language, number=text)
    return text


def _full(entry: dict[str, Any], language: Language) -> str:
    """Write the sign of the public net, or that the group has not so many events."""
    if not entry["attainable"]:
        return word("consequence.not_attainable", language)
    gain = entry["net_dkk_per_participant"]["public"] >= 0
    return word("consequence.gain" if gain else "consequence.loss", language)

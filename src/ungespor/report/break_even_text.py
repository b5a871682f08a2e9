"""The break-even table of an effort whose effect nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.report.tables import SUMS, Row, Table
from ungespor.report.words import word
from ungespor.results.numbers import NOTHING, decimal

if TYPE_CHECKING:
    from ungespor.results.numbers import Language


def break_even_lines(result: dict[str, Any], language: Language) -> list[str]:
    """Return the sentences that must stand where no effect is known; none where one is."""
    if result.get("effect_known", True):
        return []
    return [word("break_even.unknown", language), word("break_even.meaning", language)]


def break_even_table(result: dict[str, Any], language: Language) -> Table:
    """Build what the effort costs each payer, what a week in a job is worth, and the weeks needed."""
    found = result["break_even"]
    rows = tuple(
        Row(word(f"payer.{payer}", language), _cells(numbers, language), payer in SUMS)
        for payer, numbers in found["by_payer"].items()
        if payer in SUMS or numbers["cost_dkk_per_participant"] or numbers["gain_dkk_per_week"]
    )
    caption = word("break_even.caption_none", language)
    if found["benefit"] is not None:
        benefit = word(f"state.{found['benefit']}", language)
        caption = word("break_even.caption", language, benefit=benefit[:1].lower() + benefit[1:])
    headings = ("payer", "break_even.cost", "break_even.gain", "break_even.weeks")
    note = word("break_even.note", language)
    return Table(caption, tuple(word(heading, language) for heading in headings), rows, note)


def _cells(numbers: dict[str, Any], language: Language) -> tuple[str, str, str]:
    cost, gain, weeks = (numbers[key] for key in ("cost_dkk_per_participant", "gain_dkk_per_week", "weeks_needed"))
    shown = NOTHING
    if cost:
        shown = word("break_even.never", language) if weeks is None else decimal(weeks, language, 1)
        if weeks is not None and not numbers["within_horizon"]:
            shown = word("break_even.too_long", language, weeks=shown)
    return decimal(cost, language), decimal(gain, language), shown

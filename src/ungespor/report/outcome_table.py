"""The table of what became of the young people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.base.tables import OFFSETS
from ungespor.report.tables import Row, Table
from ungespor.report.words import word
from ungespor.results.numbers import NOTHING, PERCENT, decimal

if TYPE_CHECKING:
    from ungespor.results.numbers import Language

MAIN_INDICATORS: Final = (
    "job_or_education",
    "education",
    "job",
    "education_benefit",
    "other_benefits",
    "psychiatric_contact",
    "bed_days",
    "who5",
)
"""What the terminal shows."""

ALL_INDICATORS: Final = (
    *("job_or_education", "education", "job", "any_ordinary_hours"),
    *("education_benefit", "other_benefits", "cash_benefit", "sickness_benefit", "self_support"),
    *("psychiatric_contact", "admissions", "bed_days", "who5"),
)
"""What the page shows: every indicator, each part below its whole."""

DIGITS: Final = {"who5": (0, 1), "bed_days": (1, 2), "admissions": (2, 3)}
"""Fewest and most decimals; all other indicators are per cent with 0 or 1."""


def outcome_table(
    result: dict[str, Any],
    language: Language,
    indicators: tuple[str, ...] = ALL_INDICATORS,
    joint: str = " ",
    reading: str = "outcomes",
) -> Table:
    """Build the outcomes: with and without the effort and the difference, at every offset.

    Parameters
    ----------
    result : dict
    language : {"da", "en"}
    indicators : tuple of str
    joint : str
        Between the two levels and the difference: a space, or a line break in narrow places.
    reading : {"outcomes", "outcomes_from_start"}
    """
    rows = tuple(
        Row(
            word(f"indicator.{indicator}", language) + _unit(indicator),
            tuple(
                _cell(indicator, result[reading][indicator][str(offset)], result["replications"], language, joint)
                for offset in OFFSETS
            ),
        )
        for indicator in indicators
    )
    headings = (
        word("indicator", language),
        *(word("weeks_before" if week < 0 else "weeks_after", language, weeks=abs(week)) for week in OFFSETS),
    )
    legend = f"{word('intervention', language)} / {word('control', language)} ({word('difference', language)})".lower()
    return Table(f"{word('caption.outcomes', language)}: {legend}", headings, rows)


def _unit(indicator: str) -> str:
    return "" if indicator in DIGITS else " (%)"


def _cell(indicator: str, numbers: dict[str, Any], replications: int, language: Language, joint: str) -> str:
    if numbers["control"] is None:
        return NOTHING
    scale = 1 if indicator in DIGITS else PERCENT
    fewest, most = DIGITS.get(indicator, (0, 1))
    # A decimal is shown when its half is above the standard error.
    error = numbers["difference"]["mcse"] * scale
    digits = most if replications > 1 and error < 0.5 * 10**-fewest else fewest
    treated, control = (decimal(numbers[arm] * scale, language, digits) for arm in ("intervention", "control"))
    difference = decimal(numbers["difference"]["mean"] * scale, language, digits, signed=True)
    return f"{treated}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}{control}{joint}({difference})"

"""The table of what programmes report of themselves and the model has no counterpart of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ungespor.report.tables import Row, Table
from ungespor.report.words import word
from ungespor.results.numbers import NOTHING, PERCENT, decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ungespor.results.numbers import Language
    from ungespor.scenario.reported import Figure, Reported

COLUMNS = ("target", "programme", "before", "figure", "answers", "significance")
DECIMALS = {"points": 2, "odds_ratio": 2, "people": 0}
"""As printed; shares are per cent."""


def reported_table(reported: Sequence[Reported], language: Language) -> Table:
    """Build the table; its note says that there is no control group.

    Parameters
    ----------
    reported : sequence of Reported
    language : {"da", "en"}
    """
    rows = tuple(
        Row(one.figure.title_da if language == "da" else one.figure.title_en, _cells(one, language)) for one in reported
    )
    headings = tuple(word(f"validation.{name}", language) for name in COLUMNS)
    caption, note = (word(f"validation.{name}.reported", language) for name in ("caption", "note"))
    return Table(caption, headings, rows, note, left=(0, 1))


def _cells(one: Reported, language: Language) -> tuple[str, ...]:
    figure = one.figure
    before = NOTHING if figure.before is None else _number(figure.before, figure, language)
    answers = NOTHING if figure.n is None else decimal(figure.n, language)
    return one.programme, before, _with_interval(figure, language), answers, word(_said(figure), language)


def _said(figure: Figure) -> str:
    return f"validation.{figure.significance}"


def _with_interval(figure: Figure, language: Language) -> str:
    """Write the figure and its interval; a dash for a figure that was not printed."""
    value = NOTHING if figure.value is None else _number(figure.value, figure, language)
    if figure.low is None or figure.high is None:
        return value
    low, high = (_number(end, figure, language) for end in (figure.low, figure.high))
    return f"{value} ({low}\N{EN DASH}{high})"


def _number(value: float, figure: Figure, language: Language) -> str:
    if figure.unit == "share":
        return decimal(PERCENT * value, language, 1) + "\N{NO-BREAK SPACE}%"
    return decimal(value, language, DECIMALS[figure.unit])

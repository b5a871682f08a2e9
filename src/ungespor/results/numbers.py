"""Numbers as people read them: only as many digits as the Monte Carlo error allows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["da", "en"]

NOTHING = "–"
MARKS: Final = {"da": str.maketrans(",.", ".,"), "en": str.maketrans("", "")}
"""What becomes of the commas and the dot of Python's 1,234.5."""
COARSE_STEP = 100
FINE_BELOW = 10
"""Kroner are rounded to the nearest 100, or finer when the standard error is below 10 kroner."""
PERCENT = 100


def step_for(mcse: float, replications: int) -> int:
    """Return the step in kroner that a number with this Monte Carlo error is rounded to.

    Parameters
    ----------
    mcse : float
        Standard error in kroner.
    replications : int
        With a single replication the error is unknown, and the coarse step is used.

    Returns
    -------
    int
        A power of ten: 100 as a rule, 1 or 10 for errors below 10 kroner, and more than 100 when
        the error itself is a thousand kroner or more.
    """
    if replications <= 1:
        return COARSE_STEP
    if mcse < FINE_BELOW:
        return 1 if mcse < 1 else FINE_BELOW
    return max(COARSE_STEP, int(10 ** math.floor(math.log10(mcse))))


def rounded(value: float, step: int) -> int:
    """Round to the nearest multiple of `step`, halves away from zero."""
    return int(math.copysign(math.floor(abs(value) / step + 0.5) * step, value))


def adding_up(parts: Mapping[str, float], step: int, total: int) -> dict[str, int]:
    """Round parts to multiples of `step` so that they add up to a total that is rounded itself.

    Each part is rounded to the nearest; then those that lost most by it give or take one step, as
    often as it takes. A part that is exactly 0 stays 0 as long as there is another.

    Parameters
    ----------
    parts : mapping of str to float
    step : int
    total : int
        A multiple of `step`.
    """
    shown = {name: rounded(value, step) for name, value in parts.items()}
    movable = [name for name, value in parts.items() if value] or list(parts)
    while missing := total - sum(shown.values()):
        sign = 1 if missing > 0 else -1
        name = max(movable, key=lambda name: (sign * (parts[name] - shown[name]), abs(parts[name])))
        shown[name] += sign * step
    return shown


def decimal(value: float | None, language: Language, digits: int = 0, *, signed: bool = False) -> str:
    """Write a number the Danish (1.234,5) or the English way (1,234.5).

    Parameters
    ----------
    value : float or None
        None is written as a dash.
    language : {"da", "en"}
    digits : int
        Decimals, always shown.
    signed : bool
        Whether a positive number carries a plus sign.
    """
    if value is None:
        return NOTHING
    number = round(value, digits) + 0.0  # no "−0"
    text = f"{abs(number):,.{digits}f}".translate(MARKS[language])
    sign = "−" if number < 0 else "+" if signed and number > 0 else ""
    return sign + text


def kroner(value: float, step: int, language: Language, *, unit: bool = True, signed: bool = False) -> str:
    """Write an amount rounded to `step`, as ``−12.300 kr.`` or ``DKK −12,300``."""
    text = decimal(rounded(value, step), language, signed=signed)
    if not unit:
        return text
    return f"{text}\N{NO-BREAK SPACE}kr." if language == "da" else f"DKK\N{NO-BREAK SPACE}{text}"


def percent(share: float | None, language: Language, digits: int = 0) -> str:
    """Write a share as per cent, with a Danish space or an English none before the sign."""
    if share is None:
        return NOTHING
    return decimal(share * PERCENT, language, digits) + ("\N{NO-BREAK SPACE}%" if language == "da" else "%")


def chance(share: float, replications: int, language: Language, *, short: bool = False) -> str:
    """Write a chance without claiming more than the replications can show.

    Never 0 % and never 100 %: with 200 replications ``under 1 %`` (``<1 %`` when `short`), with
    4 ``under 25 %``, and a dash with a single one.
    """
    if replications <= 1:
        return NOTHING
    finest = max(1 / PERCENT, 1 / replications)
    if finest <= share <= 1 - finest:
        return percent(share, language)
    low = share < finest
    shown = percent(finest if low else 1 - finest, language)
    if short:
        return ("<" if low else ">") + shown
    words = {"da": ("over", "under"), "en": ("above", "below")}
    return f"{words[language][low]}\N{NO-BREAK SPACE}{shown}"

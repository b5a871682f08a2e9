"""A calibration on a terminal: targets and fit, prior and posterior, what was not identified."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from ungespor.report.tables import Row, Table
from ungespor.report.terminal import print_notes, print_paragraph, print_table
from ungespor.report.words import word
from ungespor.results.numbers import decimal, percent

if TYPE_CHECKING:
    from rich.console import Console

    from ungespor.results.numbers import Language

LIMIT: Final = 0.9
"""Shown as the width from which a parameter counts as not identified."""
HUNDRED: Final = 100


def print_calibration(report: dict[str, Any], console: Console, language: Language) -> None:
    """Print the report of a calibration."""
    sampling = report["sampling"]
    print_paragraph(word("calibration.title", language, name=report["name"]), console, style="bold")
    shown = {
        **sampling,
        "seed": report["seed"],
        "acceptance": percent(sampling["acceptance"], language),
        "effective": round(sampling["effective_least"]),
        "seconds": round(sampling["seconds"]),
    }
    print_paragraph(word("calibration.size", language, **shown), console)
    print_paragraph(word("calibration.draws", language, **shown), console)
    print_table(target_table(report, language), console)
    print_table(parameter_table(report, language), console)
    print_notes(list(remarks(report, language)), console)


def target_table(report: dict[str, Any], language: Language) -> Table:
    """Build the table of targets: reported, before, fitted, and the distance."""
    keys = ("figure", "observed", "error", "before", "fitted", "low", "high", "z")
    rows = []
    for target in report["targets"]:
        error = (target["standard_error"] ** 2 + target["tau"] ** 2) ** 0.5
        shares = (target["observed"], error, target["prior"], target["fitted"], target["low"], target["high"])
        cells = [decimal(HUNDRED * share, language, 1) for share in shares]
        rows.append(Row(target[f"title_{language}"], (*cells, decimal(target["z"], language, 1))))
    headings = tuple(word(f"calibration.{key}", language) for key in keys)
    note = word("calibration.targets_note", language)
    return Table(word("calibration.targets", language), headings, tuple(rows), note=note)


def parameter_table(report: dict[str, Any], language: Language) -> Table:
    """Build the table of parameters: ranges before and after, and how much narrower they became."""
    rows = tuple(
        Row(
            one["name"],
            (
                _range(one["prior"], language),
                _range(one["posterior"], language),
                decimal(one["spread_ratio"], language, 2),
            ),
        )
        for one in report["parameters"]
    )
    headings = tuple(word(f"calibration.{key}", language) for key in ("parameter", "prior", "posterior", "width"))
    note = word("calibration.parameters_note", language, limit=decimal(LIMIT, language, 1))
    return Table(word("calibration.parameters", language), headings, rows, note=note)


def remarks(report: dict[str, Any], language: Language) -> list[str]:
    """Return what was not identified, the signs, and what is left out and why."""
    loose = [one["name"] for one in report["parameters"] if not one["identified"]]
    counts = {"count": len(loose), "all": len(report["parameters"])}
    first = word("calibration.not_identified", language, names=", ".join(loose) or "–", **counts)
    signs = [
        word("calibration.sign", language, title=one[f"title_{language}"], share=percent(one["share"], language))
        for one in report["signs"]
    ]
    left = [word("calibration.left_out", language, reason=one[language]) for one in report["left_out"].values()]
    return [first, *signs, *left]


def _range(points: dict[str, float], language: Language) -> str:
    low, middle, high = (_significant(points[name], language) for name in ("low", "middle", "high"))
    return f"{middle} ({low} – {high})"


def _significant(value: float, language: Language) -> str:
    """Write a number with two significant digits."""
    digits = max(0, 1 - math.floor(math.log10(value)))
    return decimal(value, language, digits)

"""The prices that a result hangs on, as a table and as a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.changes_text import plain
from ungespor.report.figures import BLUE, ORANGE, Figure, hover_amount, plot_layout
from ungespor.report.tables import Row, Table
from ungespor.report.words import name_of, word
from ungespor.results.numbers import kroner, rounded, step_for
from ungespor.results.tornado import TORNADO_PAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.results.numbers import Language

SHOWN: Final = 12
"""Rows that are shown at most; the others move less."""
COLOURS: Final = {"at_low": BLUE, "at_high": ORANGE}
ENDS: Final = {"at_low": "tornado.low", "at_high": "tornado.high"}
UNSURE: Final = "*"


def tornado_table(tornado: Mapping[str, Any], result: Mapping[str, Any], language: Language) -> Table:
    """Build the table of the widest rows: what each payer's net gain changes by at low and at high.

    Parameters
    ----------
    tornado : mapping
        From :func:`ungespor.results.tornado.tornado`.
    result : mapping
        Of the same run; its Monte Carlo errors decide the digits.
    language : {"da", "en"}
    """
    steps = {payer: _step(result, payer) for payer in TORNADO_PAYERS}
    unsure = _unsure(result)
    shown = _shown(tornado, result)
    rows = tuple(
        Row(
            f"{row[f'label_{language}']}{UNSURE if row['price_id'] in unsure else ''}\n({row['price_id']})",
            (
                _range(row, language),
                *(_effects(row["effects"][payer], step, language) for payer, step in steps.items()),
            ),
        )
        for row in shown
    )
    ends = f"{word('tornado.low', language)} / {word('tornado.high', language)}"
    payers = (f"{word(f'payer.{payer}', language)}: {ends}" for payer in steps)
    headings = (word("prices.row", language), word("prices.range", language), *payers)
    if not rows:
        none = "tornado.too_small" if tornado["rows"] else "tornado.none"
        return Table(word("tornado.caption", language), headings, rows, word(none, language))
    note = word("tornado.note", language, shown=len(rows), count=len(tornado["rows"]))
    return Table(word("tornado.caption", language), headings, rows, f"{note} {word('tornado.unsure', language)}")


def tornado_figure(tornado: Mapping[str, Any], result: Mapping[str, Any], language: Language) -> Figure:
    """Draw the widest rows as bars to both sides of the result with every price as stated."""
    rows = _shown(tornado, result)
    unsure = _unsure(result)
    labels = [row[f"label_{language}"] + (UNSURE if row["price_id"] in unsure else "") for row in rows]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "name": word(ENDS[end], language),
            "y": labels,
            "x": [round(row["effects"]["public"][end]) for row in rows],
            "marker": {"color": colour},
            "hovertemplate": hover_amount("x", language),
        }
        for end, colour in COLOURS.items()
    ]
    layout = plot_layout(language, word("tornado.axis", language), "")
    layout |= {"barmode": "overlay", "hovermode": "y unified", "bargap": 0.3}
    layout["xaxis"] |= {"tickformat": ",.0f", "zeroline": True, "zerolinewidth": 2, "zerolinecolor": "#444444"}
    layout["yaxis"] |= {"autorange": "reversed", "showgrid": False}
    # The names of the prices take most of a narrow screen.
    axis = word("tornado.axis", language).replace(", ", ",<br>")
    narrow = {
        "xaxis.nticks": 3,
        "xaxis.tickangle": 0,
        "xaxis.title.text": axis,
        "xaxis.title.font.size": 11,
        "yaxis.tickfont.size": 10,
        "legend.y": -0.3,
    }
    table = tornado_table(tornado, result, language)
    return Figure("tornado", word("tornado.figure", language), traces, layout, table, narrow)


def _shown(tornado: Mapping[str, Any], result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the widest rows, without those that move nobody by as much as is shown."""
    steps = {payer: _step(result, payer) for payer in TORNADO_PAYERS}
    return [
        row
        for row in tornado["rows"][:SHOWN]
        if any(rounded(row["effects"][payer][end], step) for payer, step in steps.items() for end in ENDS)
    ]


def _step(result: Mapping[str, Any], payer: str) -> int:
    return step_for(result["payers"][payer]["net_dkk_per_participant"]["mcse"], result["replications"])


def _unsure(result: Mapping[str, Any]) -> set[str]:
    return {row["price_id"] for key in ("from_memory", "assumed") for row in result["prices"][key]}


def _range(row: Mapping[str, Any], language: Language) -> str:
    low, high = (plain(float(f"{row[end]:.4g}"), language) for end in ("low", "high"))
    return f"{low}–{high}\n{name_of('unit', row['unit'], language)}"


def _effects(ends: Mapping[str, float], step: int, language: Language) -> str:
    low, high = (kroner(ends[end], step, language, unit=False, signed=True) for end in ENDS)
    return f"{low} / {high}"

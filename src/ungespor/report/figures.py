"""Figures as plain plotly JSON, each with its numbers as a table for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.tables import OFFSETS, STATES
from ungespor.report.tables import Row, Table
from ungespor.report.words import word
from ungespor.results.numbers import PERCENT, decimal, kroner, step_for
from ungespor.results.outcomes import HUNDREDTHS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ungespor.base.tables import Trajectories
    from ungespor.results.numbers import Language

# Okabe and Ito's palette: told apart with every common kind of colour blindness.
BLACK, ORANGE, SKY, GREEN, YELLOW = "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, VERMILION, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#999999"

PAYER_STYLES: Final = {
    "kommune": (BLUE, "circle", 2.5),
    "andre_kommuner": (SKY, "diamond", 2),
    "region": (VERMILION, "square", 2.5),
    "stat": (GREEN, "triangle-up", 2.5),
    "public": (BLACK, "x", 4),
    "fond": (PURPLE, "cross", 2),
}
STATE_COLOURS: Final = {
    "education": GREEN,
    "job": BLUE,
    "fgu": SKY,
    "school": YELLOW,
    "education_benefit": ORANGE,
    "cash_benefit": VERMILION,
    "sickness_benefit": PURPLE,
    "other": GREY,
    "self_support": "#DDDDDD",
}
"""States in the order they are stacked; those not named here are shown together as other benefits."""

ONE_ABOVE_OTHER: Final = {
    "xaxis.domain": [0, 1],
    "xaxis.title.text": "",
    "xaxis2.domain": [0, 1],
    "yaxis.domain": [0.58, 1],
    "yaxis2.domain": [0, 0.42],
    "yaxis2.showticklabels": True,
    "yaxis.title.text": "",
}
"""How the two panels of states stand on a narrow screen."""

ARM_DASHES: Final = {"control": "solid", "intervention": "dash"}
ARM_COLOURS: Final = {"control": BLACK, "intervention": VERMILION}
WEEKS_PER_YEAR: Final = 52


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: plotly traces and layout, a title, and the same numbers as a table.

    `narrow` holds what is different on a narrow screen, by the path of the attribute.
    """

    key: str
    title: str
    traces: list[dict[str, Any]]
    layout: dict[str, Any]
    table: Table
    narrow: dict[str, Any] = field(default_factory=dict)


def net_figure(result: dict[str, Any], language: Language) -> Figure:
    """Draw the cumulated net gain per participant by payer, from year 0 to the horizon."""
    years = [0] + [entry["year"] for entry in result["payers"]["public"]["by_year"]]
    traces, rows = [], []
    for payer, (colour, symbol, width) in PAYER_STYLES.items():
        described = result["payers"][payer]
        values = [entry["present_value_dkk"] / result["participants"] for entry in described["by_year"]]
        if not any(values):
            continue
        cumulated = [0.0, *np.cumsum(values).tolist()]
        name = word(f"payer.{payer}", language)
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": name,
                "x": years,
                "y": [round(value) for value in cumulated],
                "line": {"color": colour, "width": width},
                "marker": {"symbol": symbol, "size": 9},
                "hovertemplate": hover_amount("y", language),
            }
        )
        step = step_for(described["net_dkk_per_participant"]["mcse"], result["replications"])
        cells = tuple(kroner(value, step, language, unit=False) for value in cumulated)
        rows.append(Row(name, cells, payer == "public"))
    title = word("figure.net", language)
    headings = (word("payer", language), *(word("year", language, year=year) for year in years))
    layout = plot_layout(language, word("figure.year_axis", language), word("figure.net_axis", language))
    layout["xaxis"]["dtick"] = 1
    layout["yaxis"] |= {"tickformat": ",.0f", "zerolinewidth": 2, "zerolinecolor": "#444444"}
    return Figure("net", title, traces, layout, Table(title, headings, tuple(rows)))


def state_shares(trajectories: Trajectories, arm: str) -> dict[str, NDArray[np.float64]]:
    """Return the share of participants in each state or group of states, week by week, in per cent."""
    counts = trajectories.weekly_states[trajectories.activities.arms.index(arm)]
    people = np.maximum(counts.sum(axis=1), 1)
    shares = {name: np.zeros(len(people)) for name in STATE_COLOURS}
    for index, state in enumerate(STATES):
        shares[state if state in STATE_COLOURS else "other"] += PERCENT * counts[:, index] / people
    return shares


def states_figure(trajectories: Trajectories, language: Language) -> Figure:
    """Draw the weekly states in both arms as two stacked areas, side by side or one above the other."""
    arms = ("control", "intervention")
    shares = {arm: state_shares(trajectories, arm) for arm in arms}
    since = _since_screening(trajectories)
    weeks = trajectories.weeks[since].tolist()
    shown = [name for name in STATE_COLOURS if any(shares[arm][name][since].any() for arm in arms)]
    traces = [
        _area(name, arm, weeks, shares[arm][name][since], language, panel=panel)
        for panel, arm in enumerate(arms)
        for name in shown
    ]
    layout = plot_layout(language, word("figure.week_axis", language), word("figure.share_axis", language))
    layout["xaxis"] |= {"domain": [0, 0.48], "zeroline": True}
    layout["xaxis2"] = layout["xaxis"] | {"domain": [0.52, 1], "anchor": "y2"}
    layout["yaxis"] |= {"range": [0, 100], "ticksuffix": " %"}
    layout["yaxis2"] = layout["yaxis"] | {"anchor": "x2", "showticklabels": False, "title": {"text": ""}}
    layout["legend"]["traceorder"] = "normal"
    layout["annotations"] = [
        _panel_title(word(arm, language), axes) for arm, axes in zip(arms, ("x", "x2"), strict=True)
    ]
    title = word("figure.states", language)
    rows = [
        Row(
            f"{word(arm, language)}: {word(f'state.{name}', language)}",
            tuple(decimal(shares[arm][name][at], language, 1) for at in _milestones(trajectories)),
        )
        for arm in arms
        for name in shown
    ]
    return Figure("states", title, traces, layout, _weeks_table(title, trajectories, rows, language), ONE_ABOVE_OTHER)


def _area(
    name: str, arm: str, weeks: list[int], shares: NDArray[np.float64], language: Language, *, panel: int
) -> dict[str, Any]:
    """Return one layer of the stack; the legend belongs to the first panel."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": word(f"state.{name}", language),
        "legendgroup": name,
        "showlegend": panel == 0,
        "stackgroup": arm,
        "x": weeks,
        "y": _compact(shares),
        "xaxis": "x" if panel == 0 else "x2",
        "yaxis": "y" if panel == 0 else "y2",
        "line": {"width": 0.5, "color": STATE_COLOURS[name]},
        "fillcolor": STATE_COLOURS[name],
        "hovertemplate": "%{y:.1f} %",
    }


def foothold_figure(trajectories: Trajectories, language: Language) -> Figure:
    """Draw the share in a job or education week by week, control solid, intervention dashed."""
    values = {arm: _foothold(trajectories, arm) for arm in ARM_DASHES}
    layout = plot_layout(language, word("figure.week_axis", language), word("figure.share_axis", language))
    layout["yaxis"] |= {"rangemode": "tozero", "ticksuffix": " %"}
    return _arms_figure("foothold", values, layout, trajectories, language, since=_since_screening(trajectories))


def who5_figure(trajectories: Trajectories, language: Language) -> Figure:
    """Draw mean WHO-5 week by week, control solid, intervention dashed."""
    values = {}
    for arm in ARM_DASHES:
        index = trajectories.activities.arms.index(arm)
        people = np.maximum(trajectories.weekly_states[index].sum(axis=1), 1)
        values[arm] = trajectories.weekly_who5[index] / HUNDREDTHS / people
    layout = plot_layout(language, word("figure.week_axis", language), word("figure.who5_axis", language))
    return _arms_figure("who5", values, layout, trajectories, language)


def _since_screening(trajectories: Trajectories) -> slice:
    """Return the weeks in which states are simulated; what lies before is only a drawn history."""
    return slice(int(np.searchsorted(trajectories.weeks, OFFSETS[0])), None)


def _foothold(trajectories: Trajectories, arm: str) -> NDArray[np.float64]:
    shares = state_shares(trajectories, arm)
    return shares["education"] + shares["job"]


def _arms_figure(
    key: str,
    values: dict[str, NDArray[np.float64]],
    layout: dict[str, Any],
    trajectories: Trajectories,
    language: Language,
    since: slice = slice(None),
) -> Figure:
    traces = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": word(arm, language),
            "x": trajectories.weeks[since].tolist(),
            "y": _compact(values[arm][since]),
            "line": {"color": ARM_COLOURS[arm], "dash": dash, "width": 2.5},
            "hovertemplate": "%{y:.1f}",
        }
        for arm, dash in ARM_DASHES.items()
    ]
    title = word(f"figure.{key}", language)
    rows = [
        Row(word(arm, language), tuple(decimal(values[arm][at], language, 1) for at in _milestones(trajectories)))
        for arm in ARM_DASHES
    ]
    return Figure(key, title, traces, layout, _weeks_table(title, trajectories, rows, language))


def _milestones(trajectories: Trajectories) -> list[int]:
    """Return the places of the weeks that the tables show: around the start, then every year."""
    weeks = trajectories.weeks.tolist()
    wanted = {OFFSETS[0], 0, WEEKS_PER_YEAR // 4, WEEKS_PER_YEAR // 2, weeks[-1]}
    wanted |= set(range(WEEKS_PER_YEAR, weeks[-1], WEEKS_PER_YEAR))
    return [place for place, week in enumerate(weeks) if week in wanted]


def _weeks_table(title: str, trajectories: Trajectories, rows: list[Row], language: Language) -> Table:
    weeks = (decimal(trajectories.weeks[at], language) for at in _milestones(trajectories))
    return Table(title, ("", *(f"{word('week', language)} {week}" for week in weeks)), tuple(rows))


def _compact(values: NDArray[np.float64]) -> list[float]:
    return [round(value, 2) for value in values.tolist()]


def _panel_title(text: str, axis: str) -> dict[str, Any]:
    """Return a title in the middle above the panel with this horizontal axis, wherever that stands."""
    references = {"xref": f"{axis} domain", "yref": f"{axis.replace('x', 'y')} domain"}
    place = {"x": 0.5, "y": 1.0, "xanchor": "center", "yanchor": "bottom"}
    return {"text": f"<b>{text}</b>", "showarrow": False, **references, **place}


def hover_amount(axis: str, language: Language) -> str:
    """Return how an amount on this axis is written where the pointer stands."""
    number = f"%{{{axis}:,.0f}}"
    return f"{number} kr." if language == "da" else f"DKK {number}"


def plot_layout(language: Language, x_title: str, y_title: str) -> dict[str, Any]:
    """Return what all figures share; decimal marks follow the language."""
    return {
        "separators": ",." if language == "da" else ".,",
        "font": {"family": "system-ui, 'Segoe UI', Helvetica, Arial, sans-serif", "size": 14, "color": "#1b1b1b"},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "margin": {"l": 80, "r": 20, "t": 30, "b": 60},
        "hovermode": "x unified",
        "legend": {"orientation": "h", "x": 0, "y": -0.2, "yanchor": "top"},
        "xaxis": {"title": {"text": x_title, "standoff": 10}, "gridcolor": "#e5e5e5", "zeroline": False},
        "yaxis": {"title": {"text": y_title, "standoff": 12}, "automargin": True, "gridcolor": "#e5e5e5"},
    }

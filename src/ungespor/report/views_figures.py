"""Figures of the views: the waterfall from gross to what is kept, and the break-even surface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.figures import BLUE, GREEN, GREY, VERMILION, Figure, hover_amount, plot_layout
from ungespor.report.views_text import STEPS, SUBTOTALS, overlay_tables, scope_name, surface_tables
from ungespor.report.words import word

if TYPE_CHECKING:
    from ungespor.results.numbers import Language

SCOPE: Final = "all"
"""The waterfall is drawn for the case that no municipality has in sight: when all do the same."""


def view_figures(result: dict[str, Any], language: Language) -> list[Figure]:
    """Draw the waterfall and the surface."""
    return [waterfall_figure(result, language), surface_figure(result, language)]


def waterfall_figure(result: dict[str, Any], language: Language) -> Figure:
    """Draw the steps from gross saving to what the municipality keeps when all do the same."""
    steps = result["overlays"][SCOPE]["steps"]
    trace = {
        "type": "waterfall",
        "x": [word(f"views.step.{step}", language) for step in STEPS],
        "y": [round(steps[step]["mean"]) for step in STEPS],
        "measure": ["total" if step in SUBTOTALS else "relative" for step in STEPS],
        "increasing": {"marker": {"color": GREEN}},
        "decreasing": {"marker": {"color": VERMILION}},
        "totals": {"marker": {"color": BLUE}},
        "connector": {"line": {"color": GREY, "width": 1}},
        "hovertemplate": hover_amount("y", language) + "<extra></extra>",
    }
    name = scope_name(result, SCOPE, language)
    title = word("views.overlays.figure", language, count=result["overlays"][SCOPE]["municipalities"])
    layout = plot_layout(language, "", word("figure.net_axis", language))
    layout["showlegend"] = False
    layout["xaxis"] |= {"automargin": True}
    layout["yaxis"] |= {"tickformat": ",.0f", "zerolinewidth": 2, "zerolinecolor": "#444444"}
    trace["name"] = name
    return Figure("waterfall", title, [trace], layout, overlay_tables(result, language)[0], {"xaxis.tickangle": -45})


def surface_figure(result: dict[str, Any], language: Language) -> Figure:
    """Draw the highest price of the programme at which the public breaks even, by participants and years."""
    surface = result["break_even_surface"]
    trace = {
        "type": "heatmap",
        "x": surface["years"],
        "y": surface["uptakes"],
        "z": surface["payers"]["public"]["surface"],
        "colorscale": "Cividis",
        "colorbar": {"title": {"text": word("views.surface.price", language)}},
        "hovertemplate": "%{z:.2f}<extra></extra>",
    }
    title = word("views.surface.figure", language)
    layout = plot_layout(language, word("figure.year_axis", language), word("views.surface.uptake", language))
    layout["xaxis"]["dtick"] = 1
    layout["hovermode"] = "closest"
    return Figure("surface", title, [trace], layout, surface_tables(result, language)[-1])

"""The search for break-even as tables, sentences and figures: on a terminal, and as one page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from ungespor.report.figures import BLACK, Figure, hover_amount, plot_layout
from ungespor.report.notes import birth_line, hash_line, placeholder_lines, size_line
from ungespor.report.page import html_document, html_figure, html_list, html_table
from ungespor.report.tables import SUMS, Row, Table
from ungespor.report.terminal import print_notes, print_paragraph, print_table
from ungespor.report.views_text import price_in_words, uptake_in_words
from ungespor.report.words import word
from ungespor.results.numbers import decimal, kroner, step_for

if TYPE_CHECKING:
    from rich.console import Console

    from ungespor.results.numbers import Language

FACTORS: Final = {"effect": "effects", "persistence": "persistences"}
HEADLINE: Final = "public"
DIGITS: Final = 2
COLOURS: Final = [[0.0, "#D55E00"], [0.5, "#ffffff"], [1.0, "#0072B2"]]
"""Loss, nothing, gain: told apart with every common kind of colour blindness."""


def print_balance(found: dict[str, Any], console: Console, language: Language) -> None:
    """Print what was searched, and where each payer breaks even."""
    print_paragraph(found[f"title_{language}"], console, style="bold")
    for line in _about(found, language):
        print_paragraph(line, console)
    # All surfaces are in the page and in the JSON; a terminal has room for those of the public sum.
    payers = [HEADLINE] if HEADLINE in found["payers"] else list(found["payers"])
    for table in (*balance_tables(found, language), *(_surface(found, payer, language) for payer in payers)):
        print_table(table, console)
    print_notes(balance_notes(found, language), console)
    print_notes(placeholder_lines(found["unsourced"], language), console)


def balance_page(found: dict[str, Any], language: Language) -> str:
    """Write the search as one page that needs nothing else: figures with their numbers, then the tables."""
    figures = [figure for payer in found["payers"] for figure in _figures(found, payer, language)]
    title = found[f"title_{language}"]
    head = "".join(f'<p class="birth">{escape(line)}</p>\n' for line in _about(found, language))
    body = (
        f"<header>\n<h1>{escape(title)}</h1>\n{head}</header>\n"
        f'<main id="main">\n<section>\n{"".join(html_table(table) for table in balance_tables(found, language))}'
        f"</section>\n<section>\n{''.join(html_figure(figure, language) for figure in figures)}</section>\n<section>\n"
        f"{html_list([*balance_notes(found, language), *placeholder_lines(found['unsourced'], language)])}"
        "</section>\n</main>\n"
    )
    return html_document(title, body, figures, language)


def balance_notes(found: dict[str, Any], language: Language) -> list[str]:
    """Return how the numbers came about, and what stays as it is."""
    few = word("balance.few", language, replications=found["replications"])
    return [few, word("balance.not_whole", language), word("balance.line", language)]


def balance_tables(found: dict[str, Any], language: Language) -> list[Table]:
    """Build break-even by payer, and the effect it takes by the number of years."""
    return [_thresholds(found, language), _by_year(found, language)]


def _about(found: dict[str, Any], language: Language) -> tuple[str, ...]:
    manifest = found["manifest"]
    birth = birth_line(manifest, found["discount_rate"], language)
    return size_line(found, language), birth, hash_line(manifest, language)


def _thresholds(found: dict[str, Any], language: Language) -> Table:
    rows = []
    for payer, described in found["payers"].items():
        last = described["by_year"][-1]
        cells = [_turning(last[name], found[grid], language) for name, grid in FACTORS.items()]
        cells += [
            price_in_words(last["programme_price_ratio"], language),
            uptake_in_words(last["uptake_ratio"], language),
        ]
        rows.append(Row(word(f"payer.{payer}", language), tuple(cells), payer in SUMS))
    headings = ("payer", "balance.effect", "balance.persistence", "balance.price", "balance.uptake")
    caption = word("balance.caption", language, years=found["horizon_years"])
    words = tuple(word(heading, language) for heading in headings)
    return Table(caption, words, tuple(rows), word("balance.note", language))


def _by_year(found: dict[str, Any], language: Language) -> Table:
    rows = tuple(
        Row(
            word(f"payer.{payer}", language),
            tuple(_turning(year["effect"], found["effects"], language) for year in described["by_year"]),
            payer in SUMS,
        )
        for payer, described in found["payers"].items()
    )
    years = range(1, found["horizon_years"] + 1)
    headings = (word("payer", language), *(word("year", language, year=year) for year in years))
    return Table(word("balance.years", language), headings, rows)


def _turning(found: dict[str, Any], grid: list[float], language: Language) -> str:
    """Say where a payer breaks even, and how sure that is."""
    low, high = (decimal(end, language, 1) for end in (grid[0], grid[-1]))
    status = found["status"]
    if status in {"at_least", "at_most"}:
        value = decimal(found["value"], language, DIGITS)
        ends = {
            name: word(f"balance.{beyond}", language, end=end)
            if found[name] is None
            else decimal(found[name], language, DIGITS)
            for name, beyond, end in (("low", "below", low), ("high", "above", high))
        }
        return word(f"balance.{status}", language, value=value, range=word("balance.range", language, **ends))
    text = word(f"balance.{status}", language, low=low, high=high)
    return text if found["certain"] or status == "several" else word("balance.uncertain", language, text=text)


def _surface(found: dict[str, Any], payer: str, language: Language) -> Table:
    described = found["payers"][payer]
    rows = tuple(
        Row(
            decimal(effect, language, 1),
            tuple(_amount(net, mcse, found, language) for net, mcse in zip(nets, errors, strict=True)),
        )
        for effect, nets, errors in zip(
            found["effects"], described["effect_persistence"], described["mcse"], strict=True
        )
    )
    return _grid(found, payer, "surface", "persistences", rows, language)


def _prices(found: dict[str, Any], payer: str, language: Language) -> Table:
    described = found["payers"][payer]
    stated = found["persistences"].index(1.0)
    rows = tuple(
        Row(
            decimal(effect, language, 1),
            tuple(_amount(net, errors[stated], found, language) for net in nets),
        )
        for effect, nets, errors in zip(found["effects"], described["effect_price"], described["mcse"], strict=True)
    )
    return _grid(found, payer, "prices", "prices", rows, language)


def _grid(
    found: dict[str, Any], payer: str, name: str, across: str, rows: tuple[Row, ...], language: Language
) -> Table:
    values = {"payer": word(f"payer.{payer}", language), "years": found["horizon_years"]}
    headings = (word("balance.effect", language), *(decimal(value, language, DIGITS) for value in found[across]))
    return Table(word(f"balance.{name}", language, **values), headings, rows)


def _amount(net: float, mcse: float, found: dict[str, Any], language: Language) -> str:
    return kroner(net, step_for(mcse, found["replications"]), language, unit=False)


def _figures(found: dict[str, Any], payer: str, language: Language) -> list[Figure]:
    """Draw net over effect and persistence, and over effect and price, with the line where it is 0."""
    surfaces = (
        ("surface", "persistences", "effect_persistence", "balance.persistence", _surface),
        ("prices", "prices", "effect_price", "balance.price_axis", _prices),
    )
    figures = []
    for name, across, key, axis, build in surfaces:
        table = build(found, payer, language)
        net = found["payers"][payer][key]
        # Contours run through points, so that effect and factor stand on axes in their own measure.
        shared = {"x": found[across], "y": found["effects"], "z": net}
        traces = [
            {
                "type": "contour",
                **shared,
                "colorscale": COLOURS,
                "zmid": 0,
                "contours": {"coloring": "heatmap", "showlines": False},
                "colorbar": {"title": {"text": word("figure.net_axis", language)}, "tickformat": ",.0f"},
                "hovertemplate": hover_amount("z", language) + "<extra></extra>",
            },
            {
                "type": "contour",
                **shared,
                "name": word("balance.nought", language),
                "contours": {"type": "constraint", "operation": "=", "value": 0, "coloring": "none"},
                "line": {"color": BLACK, "width": 3},
                "showlegend": True,
                "hoverinfo": "skip",
            },
        ]
        layout = plot_layout(language, word(axis, language), word("balance.effect", language))
        layout["hovermode"] = "closest"
        figures.append(Figure(f"{name}-{payer}", table.caption, traces, layout, table))
    return figures

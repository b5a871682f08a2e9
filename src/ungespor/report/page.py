"""The report as one HTML file that needs nothing else and asks nobody for anything."""

from __future__ import annotations

import json
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from ungespor.report.break_even_text import break_even_lines, break_even_table
from ungespor.report.changes_text import change_lines
from ungespor.report.consequence_text import consequence_lines, consequence_table
from ungespor.report.figures import foothold_figure, net_figure, states_figure, who5_figure
from ungespor.report.notes import birth_line, cautions, hash_line, placeholder_labels, size_line, waiting_line
from ungespor.report.outcome_table import outcome_table
from ungespor.report.tables import accounts_table, amount, money_table, twins_table, variants_table, years_table
from ungespor.report.tornado_text import tornado_figure
from ungespor.report.views_figures import view_figures
from ungespor.report.views_text import TABLES, view_tables
from ungespor.report.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ungespor.base.tables import Trajectories
    from ungespor.report.figures import Figure
    from ungespor.report.tables import Table
    from ungespor.results.numbers import Language

# Nothing may be fetched or sent: the browser itself refuses, whatever the page contains.
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"

CARDS = ("kommune", "region", "stat", "public")


def render_page(
    result: dict[str, Any], trajectories: Trajectories, language: Language, tornado: dict[str, Any] | None = None
) -> str:
    """Write the whole page.

    Parameters
    ----------
    result : dict
        From :func:`ungespor.results.summary.summarise`.
    trajectories : Trajectories
        For the weekly figures.
    language : {"da", "en"}
    tornado : dict, optional
        From :func:`ungespor.results.tornado.tornado`; its figure is left out unless given.

    Returns
    -------
    str
        A complete HTML document with plotly.js and all figures inside.
    """
    title = escape(result[f"title_{language}"])
    figures = [
        net_figure(result, language),
        states_figure(trajectories, language),
        foothold_figure(trajectories, language),
        who5_figure(trajectories, language),
        *view_figures(result, language),
    ]
    if tornado is not None and tornado["rows"]:
        figures.append(tornado_figure(tornado, result, language))
    body = "".join(
        (
            _header(result, title, language),
            _main(result, {figure.key: figure for figure in figures}, language),
            _footer(result, language),
        )
    )
    return html_document(title, body, figures, language)


def html_document(title: str, body: str, figures: Sequence[Figure], language: Language) -> str:
    """Write a page that holds all it needs, plotly.js too.

    Parameters
    ----------
    title : str
        Escaped already.
    body : str
        With an element ``main`` of the id ``main``, and every figure as :func:`html_figure` writes it.
    figures : sequence of Figure
    language : {"da", "en"}
    """
    import plotly.offline

    specifications = {
        figure.key: {"data": figure.traces, "layout": figure.layout, "narrow": figure.narrow} for figure in figures
    }
    return "".join(
        (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n',
            f"<title>{title} – ungespor</title>\n<style>\n{_resource('page.css')}</style>\n</head>\n<body>\n",
            f'<a class="skip" href="#main">{_say("page.skip", language)}</a>\n',
            body,
            f'<script type="application/json" id="figures">{_script_json(specifications)}</script>\n',
            f"<script>{plotly.offline.get_plotlyjs()}</script>\n<script>\n{_resource('page.js')}</script>\n",
            "</body>\n</html>\n",
        )
    )


def _header(result: dict[str, Any], title: str, language: Language) -> str:
    lines = (
        size_line(result, language),
        birth_line(result["manifest"], result["discount_rate"], language),
        *change_lines(result["manifest"], language),
    )
    return (
        f'<header>\n<p class="question">{_say("page.question", language)}</p>\n<h1>{title}</h1>\n'
        + "".join(f'<p class="birth">{escape(line)}</p>\n' for line in lines)
        + f'<p class="sentence">{escape(result["sentence"])}</p>\n</header>\n'
    )


def _main(result: dict[str, Any], figures: dict[str, Figure], language: Language) -> str:
    waiting = waiting_line(result, language)
    money = (
        _cards(result, language)
        + html_table(money_table(result, language))
        + html_table(money_table(result, language, total=True))
        + html_figure(figures["net"], language)
        + html_table(years_table(result, language))
        + html_table(accounts_table(result, language))
        + (html_figure(figures["tornado"], language) if "tornado" in figures else "")
        + _consequence(result, language)
        + _break_even(result, language)
    )
    young = (
        html_figure(figures["states"], language)
        + '<div class="pair">\n'
        + "".join(html_figure(figures[key], language) for key in ("foothold", "who5"))
        + "</div>\n"
        + html_table(outcome_table(result, language))
        + html_table(twins_table(result, language))
        + (f"<p>{escape(waiting)}</p>\n" if waiting else "")
    )
    financing = html_table(variants_table(result, language)) + html_table(variants_table(result, language, costs=True))
    read = html_list(cautions(result, language)) + _unsourced(result, language)
    views = _views(result, figures, language)
    sections = {
        "page.money": money,
        "page.young": young,
        "page.financing": financing,
        "page.views": views,
        "page.read": read,
    }
    return '<main id="main">\n' + "".join(_section(key, body, language) for key, body in sections.items()) + "</main>\n"


def _section(key: str, body: str, language: Language) -> str:
    name = key.removeprefix("page.")
    heading = f'<h2 id="{name}">{_say(key, language)}</h2>\n'
    return f'<section aria-labelledby="{name}">\n{heading}{body}</section>\n'


def _cards(result: dict[str, Any], language: Language) -> str:
    """Write the headline by payer: net gain large, saving and cost below."""
    cards = []
    for payer in CARDS:
        money = result["money"][payer]
        net = amount(money["net_dkk_per_participant"], result, language, unit=True)
        direction = "loss" if money["net_dkk_per_participant"]["mean"] < 0 else "gain"
        parts = "".join(
            f"<dt>{_say(key, language)}</dt><dd>{escape(amount(money[name], result, language, unit=True))}</dd>"
            for key, name in (
                ("gross", "gross_saving_dkk_per_participant"),
                ("cost", "programme_cost_dkk_per_participant"),
            )
        )
        cards.append(
            f'<li class="card {direction}"><h3>{_say(f"payer.{payer}", language)}</h3>'
            f'<p class="label">{_say("net_per_participant", language)}</p>'
            f'<p class="net">{escape(net)}</p><dl>{parts}</dl></li>\n'
        )
    return '<ul class="cards">\n' + "".join(cards) + "</ul>\n"


def _consequence(result: dict[str, Any], language: Language) -> str:
    """Write the business case for one consequence, if the scenario has one."""
    if "consequence" not in result:
        return ""
    return html_table(consequence_table(result, language)) + html_list(consequence_lines(result, language))


def _break_even(result: dict[str, Any], language: Language) -> str:
    """Write what an effort without a known effect would have to bring about."""
    lines = break_even_lines(result, language)
    return html_table(break_even_table(result, language)) + html_list(lines) if lines else ""


def _views(result: dict[str, Any], figures: dict[str, Figure], language: Language) -> str:
    """Write the views beside the default result, each below the figure that goes with it."""
    drawn = {"overlays": "waterfall", "break_even_surface": "surface"}
    text = f"<p>{_say('views.intro', language)}</p>\n"
    for view in TABLES:
        if view in drawn:
            text += html_figure(figures[drawn[view]], language)
        text += "".join(html_table(table) for table in view_tables(result, language, view))
    return text


def _unsourced(result: dict[str, Any], language: Language) -> str:
    """Write the prices that no publication stands behind as lists, by the names that re-pricing knows."""
    text = ""
    for key in ("from_memory", "assumed"):
        labels = placeholder_labels(result["prices"], key, language)
        if labels:
            summary = escape(word(f"prices.{key}", language, count=len(labels)))
            text += f"<details open><summary>{summary}</summary>\n{html_list(labels)}</details>\n"
    return text


def html_list(lines: list[str]) -> str:
    """Write escaped lines as a list."""
    return "<ul>\n" + "".join(f"<li>{escape(line)}</li>\n" for line in lines) + "</ul>\n"


def html_figure(figure: Figure, language: Language) -> str:
    """Write the place of a figure, with its numbers as a table."""
    title = escape(figure.title)
    return (
        f'<figure>\n<figcaption id="caption-{figure.key}">{title}</figcaption>\n'
        f'<div class="plot" id="figure-{figure.key}" role="img" aria-labelledby="caption-{figure.key}">'
        f"<noscript>{_say('figure.no_script', language)}</noscript></div>\n"
        f"<details><summary>{_say('figure.as_table', language)}</summary>\n{html_table(figure.table)}</details>\n"
        "</figure>\n"
    )


def _footer(result: dict[str, Any], language: Language) -> str:
    manifest = result["manifest"]
    lines = (
        birth_line(manifest, result["discount_rate"], language),
        hash_line(manifest, language),
        str(manifest["created"]),
    )
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    heading = f'<h2 id="certificate">{_say("page.certificate", language)}</h2>\n'
    return f'<footer aria-labelledby="certificate">\n{heading}{body}</footer>\n'


def html_table(table: Table) -> str:
    """Write a table with its caption, headings tied to their cells, and everything escaped."""
    head = "".join(
        f'<th scope="col"{_side(table, place)}>{escape(heading)}</th>' for place, heading in enumerate(table.headings)
    )
    body = "".join(
        f'<tr{" class=sum" if row.is_sum else ""}><th scope="row">{escape(row.heading)}</th>'
        + "".join(f"<td{_side(table, place)}>{escape(cell)}</td>" for place, cell in enumerate(row.cells, start=1))
        + "</tr>\n"
        for row in table.rows
    )
    note = f'<span class="note">{escape(table.note)}</span>' if table.note else ""
    return (
        '<div class="scroll" tabindex="0">'
        f"<table>\n<caption><span>{escape(table.caption)}</span>{note}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n</table></div>\n"
    )


def _side(table: Table, place: int) -> str:
    """Mark a column of words; the first one and numbers stand as the style sheet has them."""
    return " class=words" if place and place in table.left else ""


def _say(key: str, language: Language) -> str:
    return escape(word(key, language))


def _script_json(value: object) -> str:
    """Return JSON that no text inside it can end the script element with."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _resource(name: str) -> str:
    return resources.files("ungespor.report").joinpath(name).read_text(encoding="utf-8")

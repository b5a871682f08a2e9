"""Is the page whole, quiet, readable without its figures, and safe from what scenarios say?"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from ungespor.report.figures import ARM_DASHES, STATE_COLOURS, foothold_figure, net_figure, state_shares, states_figure
from ungespor.report.page import html_table, render_page
from ungespor.report.tables import Row, Table

VOID = {"meta", "link", "br", "img", "input"}


class Structure(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.links = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.links += [value for name, value in attrs if name in {"src", "href"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(small_run):
    return render_page(small_run["result"], small_run["trajectories"], "da")


@pytest.fixture(scope="module")
def without_plotly(page):
    """Return the page without plotly.js itself, which no test of ours can judge."""
    return re.sub(r"<script>[^<]*plotly\.js v.*?</script>\n<script>", "<script>", page, flags=re.DOTALL)


def test_the_page_is_well_formed(without_plotly):
    structure = Structure()
    structure.feed(without_plotly)
    assert structure.open == []
    assert structure.seen.count("h1") == 1
    assert {"header", "main", "footer", "section", "caption", "figcaption"} <= set(structure.seen)


def test_the_page_asks_nobody_for_anything(without_plotly):
    structure = Structure()
    structure.feed(without_plotly)
    assert set(structure.links) == {"#main", "data:,"}
    assert not re.search(r"https?://|@import|url\(|fetch\(|XMLHttpRequest|sendBeacon", without_plotly)
    assert "default-src 'none'" in without_plotly


def test_the_figures_library_is_inside(page):
    assert len(page) > 1_000_000


def test_what_a_scenario_says_is_only_text(without_plotly):
    assert "<b>noget</b>" not in without_plotly
    assert "Et forsøg &amp; &lt;b&gt;noget&lt;/b&gt; i hånden" in without_plotly


def test_nothing_can_end_the_script_with_the_figures(small_run):
    evil = "</script><script>alert(1)</script>"
    variants = {name: value | {"title_da": evil} for name, value in small_run["result"]["financing_variants"].items()}
    page = render_page(
        small_run["result"] | {"title_da": evil, "financing_variants": variants}, small_run["trajectories"], "da"
    )
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("language", "heading"), [("da", "Hvem betaler, og hvem sparer?"), ("en", "Who pays and who saves?")]
)
def test_the_page_speaks_both_languages(small_run, language, heading):
    page = render_page(small_run["result"], small_run["trajectories"], language)
    assert f'<html lang="{language}">' in page
    assert heading in page


def test_regime_price_year_and_cautions_stand_on_the_page(without_plotly):
    for words in ("pre_2025H2", "priser: 2023", "rummer forskellen også held", "5- og 95-percentilen"):
        assert words in without_plotly


def test_prices_without_a_publication_are_listed_by_name(without_plotly):
    assert "Priser, der er husket og ikke slået op (1)" in without_plotly
    assert "<li>Sengedag &lt;b&gt; (psy_bed_day)</li>" in without_plotly
    assert "<details open><summary>Priser, der er husket" in without_plotly
    assert "Priser, der er antagelser" not in without_plotly


def test_every_figure_has_its_numbers_as_a_table(without_plotly):
    figures = re.findall(r"<figure>.*?</figure>", without_plotly, flags=re.DOTALL)
    assert len(figures) == 6
    assert all("<details>" in figure and "<table>" in figure and "<figcaption" in figure for figure in figures)


def test_columns_of_words_stand_to_the_left():
    table = Table("c", ("function", "committee", "net"), (Row("f", ("k", "1")),), left=(0, 1))
    written = html_table(table)
    assert '<th scope="col" class=words>committee</th><th scope="col">net</th>' in written
    assert "<td class=words>k</td><td>1</td>" in written


def test_amounts_under_the_pointer_have_the_unit_of_the_language(small_run):
    for language, unit, other in (("da", " kr.", "DKK"), ("en", "DKK ", " kr.")):
        hovers = [trace["hovertemplate"] for trace in net_figure(small_run["result"], language).traces]
        assert all(unit in hover and other not in hover for hover in hovers)


def test_the_figures_are_valid_plotly(small_run):
    import plotly.graph_objects as go

    result, trajectories = small_run["result"], small_run["trajectories"]
    for figure in (net_figure(result, "da"), states_figure(trajectories, "da"), foothold_figure(trajectories, "en")):
        go.Figure(data=figure.traces, layout=figure.layout)
        json.dumps(figure.traces, allow_nan=False)


def test_the_control_is_solid_and_the_intervention_dashed(small_run):
    traces = foothold_figure(small_run["trajectories"], "da").traces
    assert [(trace["name"], trace["line"]["dash"]) for trace in traces] == [
        ("Uden indsatsen", "solid"),
        ("Med indsatsen", "dash"),
    ]
    assert list(ARM_DASHES) == ["control", "intervention"]


def test_the_net_figure_ends_at_the_net_per_participant(small_run):
    public = next(t for t in net_figure(small_run["result"], "da").traces if t["name"] == "Det offentlige i alt")
    mean = small_run["result"]["payers"]["public"]["net_dkk_per_participant"]["mean"]
    assert public["x"] == [0, 1, 2, 3]
    assert public["y"][-1] == pytest.approx(mean, abs=0.5)


def test_everybody_is_in_some_state_every_week(small_run):
    for arm in ("control", "intervention"):
        shares = state_shares(small_run["trajectories"], arm)
        assert set(shares) == set(STATE_COLOURS)
        assert sum(shares.values()) == pytest.approx(100)

"""Does the page, opened from a disk in a real browser, show the result and ask nobody for anything?"""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from ungespor.report.words import PAYER_WORDS
from ungespor.results.numbers import step_for

pytestmark = pytest.mark.browser

MONEY_COLUMNS = ("gross_saving_dkk", "programme_cost_dkk", "net_dkk")


@pytest.fixture(scope="module")
def result(report):
    """Return the result that lies beside the page."""
    return json.loads((report("da").parent / "result.json").read_text(encoding="utf-8"))


def number(text):
    """Read a number written the Danish way."""
    return float(text.replace(".", "").replace(",", ".").replace("−", "-"))


def rows_of(opened, caption):
    """Return the rows of the table with this caption: heading and cells."""
    table = opened.page.locator("table").filter(has=opened.page.locator("caption", has_text=caption)).first
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]


def places(opened, selector):
    """Return the rectangles of all texts that match, as (left, top, right, bottom)."""
    boxes = [item.bounding_box() for item in opened.page.locator(selector).all()]
    return [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes if box]


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("opened", ["wide", "phone", "english"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(request, opened):
    page = request.getfixturevalue(opened)
    assert page.complaints == []
    assert [url.partition(":")[0] for url in page.requests if not url.startswith(("data:", "blob:"))] == ["file"]


@pytest.mark.parametrize(("total", "caption"), [(False, "Hvem betaler, og hvem sparer?"), (True, "Det samme i alt")])
def test_the_money_tables_show_the_result(wide, result, total, caption):
    rows = {row[0]: row[1:] for row in rows_of(wide, caption)}
    suffix, unit = ("total", 1000) if total else ("per_participant", 1)
    assert "Det offentlige og fond" in rows
    for payer, money in result["money"].items():
        cells = rows.pop(PAYER_WORDS[f"payer.{payer}"][0], None)
        if cells is None:
            assert payer in {"fond", "arbejdsgiver", "borger"}
            assert set(money["net_dkk_total"].values()) == {0}
            continue
        net = money[f"net_dkk_{suffix}"]
        expected = [money[f"{name}_{suffix}"] for name in MONEY_COLUMNS]
        expected = [(part["mean"], part["mcse"]) for part in expected] + [
            (net["low"], net["mcse"]),
            (net["high"], net["mcse"]),
        ]
        for cell, (value, mcse) in zip(cells, expected, strict=False):
            # Rounded to a step, and in the table of totals then to whole thousands.
            assert number(cell) * unit == pytest.approx(
                value, abs=step_for(mcse, result["replications"]) / 2 + unit / 2
            )
        payback = result["payers"][payer]["payback_year"]
        assert cells[-1] == ("nej" if payback is None else str(payback)) or cells[-1] == "–"
    assert rows == {}


def test_the_sentence_and_the_birth_certificate_stand_on_the_page(wide, result):
    words = " ".join(wide.page.inner_text("body").split())
    assert " ".join(result["sentence"].split()) in words
    for name in ("regime", "price_year", "seed", "version", "created"):
        assert str(result["manifest"][name]) in words


def test_every_figure_is_drawn(wide, result):
    drawn = {
        item.get_attribute("id"): item.locator(".scatterlayer .trace").count()
        for item in wide.page.locator(".plot").all()
    }
    assert set(drawn) == {
        *("figure-net", "figure-states", "figure-foothold", "figure-who5"),
        *("figure-surface", "figure-waterfall"),
    }
    assert drawn["figure-foothold"] == drawn["figure-who5"] == 2
    assert drawn["figure-net"] >= 4
    assert drawn["figure-states"] >= 6
    last = wide.page.evaluate("document.getElementById('figure-net').data.map(trace => [trace.name, trace.y.at(-1)])")
    public = result["payers"]["public"]["net_dkk_per_participant"]["mean"]
    assert dict(last)["Det offentlige i alt"] == pytest.approx(public, abs=0.5)


def test_the_states_of_both_arms_fill_every_week(wide):
    tops = wide.page.evaluate(
        """() => {
          const sums = {};
          for (const trace of document.getElementById('figure-states').data) {
            const arm = (sums[trace.stackgroup] ??= trace.y.map(() => 0));
            trace.y.forEach((y, week) => { arm[week] += y; });
          }
          return sums;
        }"""
    )
    assert set(tops) == {"control", "intervention"}
    for sums in tops.values():
        assert sums == pytest.approx([100] * len(sums), abs=0.1)


def test_a_phone_never_scrolls_sideways(phone):
    width = phone.page.viewport_size["width"]
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= width
    for figure in places(phone, ".plot"):
        assert 0 <= figure[0] < figure[2] <= width


@pytest.mark.parametrize("opened", ["wide", "phone"])
def test_no_title_lies_on_another_text(request, opened):
    page = request.getfixturevalue(opened)
    titles = places(page, "#figure-states .annotation-text, #figure-states .xtitle, #figure-states .x2title")
    ticks = places(page, "#figure-states .xtick text, #figure-states .x2tick text")
    legend = places(page, "#figure-states .legendtext")
    assert len(titles) >= 3
    assert len(ticks) >= 4
    assert not [pair for pair in combinations([*titles, *legend], 2) if overlap(*pair)]
    assert not [(title, tick) for title in titles for tick in ticks if overlap(title, tick)]


def test_panels_stand_side_by_side_or_one_above_the_other(wide, phone):
    (left, right), (above, below) = (places(page, "#figure-states .annotation-text") for page in (wide, phone))
    assert left[2] < right[0]
    assert left[1] == pytest.approx(right[1], abs=2)
    assert above[3] < below[1]
    assert above[0] == pytest.approx(below[0], abs=30)


def test_the_numbers_behind_a_figure_and_the_prices_can_be_opened(wide, result):
    details = wide.page.locator("figure details").first
    assert not details.locator("table").is_visible()
    details.locator("summary").click()
    assert details.locator("table").is_visible()
    prices = wide.page.locator("details", has_text="Priser, der er husket")
    assert prices.locator("li").count() == len(result["prices"]["from_memory"]) > 0
    assert prices.locator("li").first.is_visible()


def test_the_keyboard_reaches_the_results_first(english):
    english.page.keyboard.press("Tab")
    assert english.page.evaluate("document.activeElement.getAttribute('href')") == "#main"


def test_without_scripts_the_tables_still_stand(browser, report):
    page = browser.new_page(java_script_enabled=False)
    page.goto(report("da").as_uri())
    assert "Figuren kræver JavaScript" in page.inner_text("#figure-net")
    assert page.locator("table caption", has_text="Hvem betaler, og hvem sparer?").is_visible()
    page.close()


def test_english_is_english_throughout(english):
    assert english.page.get_attribute("html", "lang") == "en"
    words = english.page.inner_text("main")
    assert "Who pays and who saves?" in words
    assert not [danish for danish in ("Kommunen", "deltager", "Uden indsatsen") if danish in words]

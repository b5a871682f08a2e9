"""The tables of the views: words in both languages, digits, and what is said where nothing can be shown."""

from __future__ import annotations

import copy

import pytest

from ungespor.report.views_figures import surface_figure, waterfall_figure
from ungespor.report.views_text import TABLES, view_tables

CONTRACT = {
    "payer": "kommune",
    "receiver": "region",
    "payment_per_week_dkk": 1500.0,
    "cap_dkk_per_participant": 20000.0,
    "floor_dkk_per_participant": 0.0,
    "term_years": 2,
    "extra_weeks": [{"year": year, "mean": 12.0} for year in (1, 2, 3)],
    "at_cap": 0.25,
    "at_floor": 0.5,
    "parties": {
        payer: {
            "cash_flow": [
                {"year": year, "without_dkk": 0.0, "payment_dkk": sign * 18_000.0, "with_dkk": sign * 18_000.0}
                for year in (1, 2, 3)
            ],
            "present_value_dkk": {
                which: {"mean": 0.0, "mcse": 10.0, "low": -5000.0, "high": 7000.0} for which in ("without", "with")
            },
            "chance_of_loss": {"without": 0.0, "with": 0.5},
        }
        for payer, sign in (("kommune", -1), ("region", 1))
    },
}

VOLUME = {
    "step_hours_per_week": 18.5,
    "variable_dkk_per_participant": 100.0,
    "rows": [
        {"people": 166 * ratio, "ratio": ratio, "as_staffed": 9e4 / ratio, "in_steps": 95e3, "in_proportion": 9e4}
        for ratio in (0.5, 1.0, 2.0)
    ],
}


@pytest.fixture
def result(small_run):
    return copy.deepcopy(small_run["result"]) | {"contract": copy.deepcopy(CONTRACT), "volume": VOLUME}


def cells(table):
    return {row.heading: row.cells for row in table.rows}


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("view", TABLES)
def test_every_table_is_whole(result, view, language):
    tables = view_tables(result, language, view)
    assert tables
    for table in tables:
        assert table.rows, table.caption
        assert {len(row.cells) + 1 for row in table.rows} == {len(table.headings)}
        text = " ".join(
            [table.caption, table.note, *table.headings, *(cell for row in table.rows for cell in row.cells)]
        )
        assert "{" not in text
        assert "views." not in text
        assert "−0 " not in text


def test_languages_differ(result):
    danish, english = (view_tables(result, language) for language in ("da", "en"))
    assert all(one.caption != other.caption for one, other in zip(danish, english, strict=True))


def test_all_views_that_the_result_holds_are_shown(result):
    every = view_tables(result, "da")
    del result["contract"]
    assert len(every) - len(view_tables(result, "da")) == 2
    assert view_tables(result, "da", "contract") == []


def test_a_budget_says_that_it_is_not_discounted(result):
    for table in view_tables(result, "en", "budget"):
        assert "not discounted" in table.note
        assert "2023" in table.note


def test_amounts_keep_the_digits_that_their_error_allows(result):
    total = result["budget"]["payers"]["kommune"]["total_dkk"]
    total["mean"], total["mcse"] = 123_456.0, 1_500.0
    last = view_tables(result, "en", "budget")[0].rows[-1]
    assert last.cells[-1] == "123"
    total["mcse"] = 30_000.0
    assert view_tables(result, "en", "budget")[0].rows[-1].cells[-1] == "120"


def test_no_transfers_are_enough_and_no_key_is_invented(result):
    result["wrong_pocket"]["transfers"]["mean"] = None
    result["wrong_pocket"]["transfers"]["with_probability"][0]["transfers"] = []
    result["wrong_pocket"]["keys"]["shapley"] = None
    tables = view_tables(result, "en", "wrong_pocket")
    transfers = list(cells(tables[-2]).values())
    assert transfers[0] == ("No transfers are enough",)
    assert transfers[1] == ("None is needed",)
    assert {row.cells[-1] for row in tables[-1].rows} == {"–"}
    assert "joining leaves no gain to share" in tables[-1].note
    result["wrong_pocket"]["keys"]["shapley"] = result["wrong_pocket"]["keys"]["as_is"]
    assert "no gain" not in view_tables(result, "en", "wrong_pocket")[-1].note


def whole(cell):
    return int(cell.replace("−", "-").replace(",", ""))


@pytest.mark.parametrize("shift", [0.0, 4.0, 40.0, 77.0, 149.0])
def test_what_is_added_step_by_step_adds_up_as_it_is_shown(result, shift):
    for place, scope in enumerate(result["overlays"].values()):
        steps = scope["steps"]
        for number, name in enumerate(("operating", "refusion", "tax", "budget_guarantee", "equalisation")):
            steps[name] = {"mean": 1000.0 * number + shift * (number + 1) * (-1) ** place, "mcse": 120.0 * number}
        steps["net"] = {"mean": sum(steps[name]["mean"] for name in ("operating", "refusion", "tax")), "mcse": 20.0}
        kept = sum(steps[name]["mean"] for name in ("net", "budget_guarantee", "equalisation"))
        steps["kept"] = {"mean": kept, "mcse": 1.0}
    (table,) = view_tables(result, "en", "overlays")
    for column in zip(*(row.cells for row in table.rows[:-1]), strict=True):
        operating, refusion, tax, net, guarantee, equalisation, kept = map(whole, column)
        assert operating + refusion + tax == net
        assert net + guarantee + equalisation == kept
        assert all(whole(cell) % 100 == 0 for cell in column), "one step for all, that of the least certain"
    social = result["social"]
    for number, term in enumerate(social["terms"].values()):
        term |= {"mean": 100.0 * number + shift, "mcse": 30.0 + number}
    total = sum(term["mean"] for term in social["terms"].values())
    social["net_dkk_per_participant"] |= {"mean": total, "mcse": 50.0}
    (table,) = view_tables(result, "en", "social")
    *terms, net = (whole(row.cells[0]) for row in table.rows)
    assert sum(terms) == net
    assert abs(net - total) <= 50


def test_who_pays_nothing_is_told_in_words(result):
    result["break_even_surface"]["payers"]["stat"]["programme_price_ratio"][-1] = None
    result["break_even_surface"]["payers"]["stat"]["uptake_ratio"][-1] = None
    result["break_even_surface"]["payers"]["kommune"]["uptake_ratio"][-1] = 0.0
    shown = cells(view_tables(result, "en", "break_even_surface")[0])
    assert (shown["State"][0], shown["State"][-1]) == ("pays nothing", "no number")
    assert shown["Municipality"][-1] == "any number"


def test_a_contract_names_its_terms_and_its_risk(result):
    flow, risk = view_tables(result, "da", "contract")
    assert "1.500 kr." in flow.caption
    assert "25" in flow.note
    # Thousands, in steps that the error of the municipality's total allows.
    assert cells(flow)["Kommunen: kontrakten"] == ("−20", "−20", "−20")
    assert cells(risk)["Regionen med kontrakt"][-1].startswith("50")


def test_the_waterfall_has_its_steps_in_order_and_its_numbers_beside_it(result):
    figure = waterfall_figure(result, "da")
    trace = figure.traces[0]
    assert trace["measure"] == ["relative"] * 3 + ["total"] + ["relative"] * 2 + ["total"]
    steps = result["overlays"]["all"]["steps"]
    assert trace["y"][3] == round(steps["net"]["mean"])
    assert trace["y"][-1] == round(steps["kept"]["mean"])
    assert len(figure.table.rows) == len(trace["x"]) + 1


def test_the_surface_is_that_of_the_public(result):
    figure = surface_figure(result, "en")
    assert figure.traces[0]["z"] == result["break_even_surface"]["payers"]["public"]["surface"]
    assert len(figure.table.rows) == len(figure.traces[0]["y"])


def test_a_multiple_of_the_cost_has_no_more_decimals_than_the_error_allows(result):
    found = result["break_even_surface"]["payers"]["region"]
    found["programme_price_ratio"][-1], found["uptake_ratio"][-1] = 1.876, 4.768
    cost = result["money"]["region"]["programme_cost_dkk_per_participant"]
    result["payers"]["region"]["net_dkk_per_participant"]["mcse"] = 150.0
    for mean, price, uptake in ((4_200.0, "1.9", "4.8"), (26_000.0, "1.88", "4.77")):
        cost["mean"] = mean
        shown = cells(view_tables(result, "en", "break_even_surface")[0])["Region"]
        assert (shown[0], shown[2]) == (price, uptake)

"""Posting multiplies whole counts by whole øre, world by world with its own draw."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ungespor.base.tables import LEDGER_COLUMNS, Activities, Cell, Period
from ungespor.ledger.long import to_arrow
from ungespor.ledger.posting import post
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table

CELLS = (
    Cell("bed_day", "", 0, "home", ""),
    Cell("admission", "", 0, "home", ""),
    Cell("course_week", "ibbu", 0, "home", ""),
)
PERIODS = (Period("2022H1", 1), Period("2022H2", 1))


@pytest.fixture(scope="module")
def made(pricing, financing):
    table = load_price_table()
    draws = np.array([3, 8])
    counts = np.arange(3 * 2 * 2 * 3, dtype=np.int32).reshape(3, 2, 2, 3)
    worlds = np.array([8, 3, 8])
    activities = Activities(("control", "intervention"), worlds, np.arange(3), PERIODS, CELLS, counts)
    prices = draw_prices(table, 2023, {}, draws, seed=5)
    book = resolve(table, CELLS, pricing.regime, financing({"region": 1}, {"kommune": 1}), prices)
    return activities, book, draws, post(activities, book, draws)


def test_each_world_is_priced_by_its_own_draw(made):
    activities, book, _, ledger = made
    assert [line.activity for line in ledger.lines] == ["bed_day", "course_week"]
    for world, row in enumerate([1, 0, 1]):
        expected = activities.quantity[world][..., [0, 2]].astype(np.int64) * book.unit_ore[row]
        assert np.array_equal(ledger.amount_ore[world], expected)
        assert np.array_equal(ledger.quantity[world], activities.quantity[world][..., [0, 2]])


def test_a_line_says_offer_payer_and_price(made):
    line = made[3].lines[1]
    assert (line.offer, line.payer, line.account, line.price_id) == ("ibbu", "kommune", "programme", "adviser_time")
    assert (line.kind, line.view) == ("resource", "")


def test_a_draw_without_prices_is_a_mistake(made):
    activities, book, draws, _ = made
    with pytest.raises(ValueError, match="lacks the parameter draw"):
        post(replace(activities, draws=np.array([3, 4, 8])), book, draws)
    with pytest.raises(ValueError, match="lacks the parameter draw"):
        post(replace(activities, draws=np.array([3, 9, 8])), book, draws)


def test_sums_beyond_32_bits_are_exact(pricing):
    quantity = 2_000_000_000
    ledger = pricing.ledger(Cell("bed_day", "", 0, "home", ""), quantity=quantity)
    unit = pricing.ledger(Cell("bed_day", "", 0, "home", ""))
    assert ledger.amount_ore.item() == quantity * unit.amount_ore.item()


def test_nothing_counted_gives_an_empty_ledger(pricing):
    ledger = pricing.ledger(Cell("school_week", "", 0, "home", "age=under_18"))
    assert ledger.lines == ()
    assert ledger.amount_ore.shape == (1, 1, 1, 0)
    assert to_arrow(ledger).num_rows == 0


def test_the_long_table_has_the_columns_of_the_contract(made):
    activities, _, _, ledger = made
    table = to_arrow(ledger)
    assert tuple(table.column_names) == LEDGER_COLUMNS
    assert table.num_rows == np.count_nonzero(ledger.quantity)
    first = table.slice(0, 1).to_pylist()[0]
    assert first["draw"] == 8
    assert first["arm"] == "control"
    assert first["half_year"] == "2022H1"
    rows = table.to_pylist()
    chosen = [
        row for row in rows if row["replication"] == 1 and row["arm"] == "intervention" and row["activity"] == "bed_day"
    ]
    assert [row["quantity"] for row in chosen] == activities.quantity[1, 1, :, 0].tolist()
    assert [row["half_year"] for row in chosen] == ["2022H1", "2022H2"]


def test_two_person_classes_at_one_price_add_up_in_one_line(pricing):
    facts = (
        "age=18-19;living=out;provider=no;readiness=openly_ready",
        "age=20-24;living=out;provider=no;readiness=openly_ready",
    )
    cells = [Cell("education_benefit_week", "", 4, "home", one) for one in facts]
    both, one = pricing.ledger(*cells, quantity=10), pricing.ledger(cells[0], quantity=10)
    assert both.lines == one.lines
    assert np.array_equal(both.quantity, 2 * one.quantity)
    assert np.array_equal(both.amount_ore, 2 * one.amount_ore)

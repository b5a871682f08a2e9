"""What holds in every ledger, whatever was counted and whatever the prices are."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ungespor.base.tables import PUBLIC_PAYERS, Activities, Cell, Ledger, Period
from ungespor.ledger.allocate import allocate
from ungespor.ledger.long import to_arrow
from ungespor.ledger.posting import post
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.unit_postings import UnitPostings
from ungespor.scenario.model import FinancingVariant
from ungespor.scenario.regime import load_regime

TABLE = load_price_table()
REGIME = load_regime("pre_2025H2")
RULES = TABLE.rulebook.payer_rules


def all_cells() -> list[Cell]:
    """Every activity with every person class, in every band it can have, at home and moved."""
    found = []
    for name, kind in TABLE.activities.items():
        clock = any(entry.times for row in TABLE.by_activity.get(name, ()) for entry in RULES[row.payer_rule].entries)
        values = [
            [f"{fact}={value}" for value in TABLE.rulebook.person_facts[fact]]
            for fact in sorted({*kind.facts} - {"offer"})
        ]
        offer = "ibbu" if "offer" in kind.facts else ""
        for facts in itertools.product(*values):
            for band in (1, 2, 3, 4) if clock else (0,):
                found += [Cell(name, offer, band, resident, ";".join(facts)) for resident in ("home", "moved")]
    return found


CELLS = all_cells()


def share(value: float) -> dict[str, object]:
    return {"value": value, "unit": "share", "source": "assumption", "low": 0, "high": 1}


def financing(parts: list[int]) -> FinancingVariant:
    split = {payer: share(part / sum(parts)) for payer, part in zip(("fond", "region", "kommune"), parts, strict=True)}
    return FinancingVariant(title_da="", title_en="", clinical=split, adviser={"kommune": share(1)})


@cache
def prices(seed: int, draws: int) -> np.ndarray:
    return draw_prices(TABLE, 2023, {}, np.arange(draws), seed)


def make_ledger(cells: tuple[Cell, ...], counts: np.ndarray, seed: int, split: list[int]) -> Ledger:
    """Counts have the shape (worlds, arms, periods, cells); world w belongs to draw w."""
    draws = np.arange(counts.shape[0])
    periods = tuple(Period(f"{2022 + number}H1", number + 1) for number in range(counts.shape[2]))
    activities = Activities(("control", "intervention"), draws, draws, periods, cells, counts.astype(np.int32))
    book = resolve(TABLE, cells, REGIME, financing(split), prices(seed, len(draws)))
    return post(activities, book, draws)


def ore_of(ledger: Ledger, **wanted: object) -> np.ndarray:
    """Sum øre over the lines with these values; shape (worlds, arms, periods)."""
    chosen = [
        number
        for number, line in enumerate(ledger.lines)
        if all(
            getattr(line, name) in (value if isinstance(value, tuple) else (value,)) for name, value in wanted.items()
        )
    ]
    return ledger.amount_ore[..., chosen].sum(axis=-1)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[tuple[Cell, ...], np.ndarray, Ledger]:
    numbers = draw(st.lists(st.integers(0, len(CELLS) - 1), min_size=1, max_size=12, unique=True))
    cells = tuple(CELLS[number] for number in numbers)
    shape = (draw(st.integers(1, 3)), 2, draw(st.integers(1, 2)), len(cells))
    size = int(np.prod(shape))
    counts = np.array(draw(st.lists(st.integers(0, 100_000), min_size=size, max_size=size))).reshape(shape)
    split = draw(st.lists(st.integers(1, 9), min_size=3, max_size=3))
    return cells, counts, make_ledger(cells, counts, draw(st.integers(0, 3)), split)


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_every_ledger_is_double_entry(made):
    cells, counts, ledger = made
    assert not ore_of(ledger, kind="transfer").any()
    for account in ("refusion", "co_financing"):
        assert not ore_of(ledger, account=account, payer=PUBLIC_PAYERS).any()
    gross = np.zeros(counts.shape[:3], dtype=np.int64)
    produced = np.zeros(counts.shape[:3], dtype=np.int64)
    postings = UnitPostings(TABLE, REGIME, financing([1, 1, 1]), prices(0, counts.shape[0]))
    fixed = make_ledger(cells, counts, 0, [1, 1, 1])
    for number, cell in enumerate(cells):
        for row in TABLE.by_activity.get(cell.activity, ()):
            facts = {**TABLE.rulebook.facts_of({}), **cell.facts(), "offer": cell.offer}
            if not (row.holds_for(facts) and row.in_force(REGIME.rates_on)):
                continue
            unit = postings.gross_ore(row)[:, np.newaxis, np.newaxis]
            for entry in RULES[row.payer_rule].entries:
                if entry.kind == "resource":
                    gross += unit * counts[..., number]
                elif entry.kind == "production":
                    produced += round(sum(entry.shares.values())) * unit * counts[..., number]
    assert np.array_equal(ore_of(fixed, kind="resource"), gross)
    assert np.array_equal(ore_of(fixed, kind="production"), produced)


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_moved_people_cost_their_old_municipality_nothing(made):
    cells, counts, _ = made
    home = tuple(Cell(cell.activity, "", cell.refusion_band, "home", cell.person_class) for cell in cells)
    moved = tuple(Cell(cell.activity, "", cell.refusion_band, "moved", cell.person_class) for cell in cells)
    here, there = make_ledger(home, counts, 1, [1, 1, 1]), make_ledger(moved, counts, 1, [1, 1, 1])
    assert not ore_of(there, payer="kommune").any()
    assert not ore_of(here, payer="andre_kommuner").any()
    assert np.array_equal(ore_of(there, payer="andre_kommuner"), ore_of(here, payer="kommune"))
    for payer in ("region", "stat", "fond", "arbejdsgiver", "borger"):
        assert np.array_equal(ore_of(there, payer=payer), ore_of(here, payer=payer))


@settings(max_examples=30, deadline=None)
@given(ledgers(), st.randoms(use_true_random=False))
def test_the_order_of_cells_changes_no_payer(made, order):
    cells, counts, ledger = made
    shuffled = list(range(len(cells)))
    order.shuffle(shuffled)
    first = make_ledger(cells, counts, 2, [3, 1, 2])
    other = make_ledger(tuple(cells[number] for number in shuffled), counts[..., shuffled], 2, [3, 1, 2])
    for payer in {line.payer for line in ledger.lines}:
        assert np.array_equal(ore_of(first, payer=payer), ore_of(other, payer=payer))


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_the_ledger_adds_up(made):
    cells, counts, _ = made
    both = make_ledger(cells, counts, 1, [1, 2, 3])
    half = counts // 2
    parts = (make_ledger(cells, half, 1, [1, 2, 3]), make_ledger(cells, counts - half, 1, [1, 2, 3]))
    assert np.array_equal(both.amount_ore, parts[0].amount_ore + parts[1].amount_ore)


@settings(max_examples=30, deadline=None)
@given(ledgers())
def test_the_long_table_holds_the_same(made):
    _, _, ledger = made
    table = to_arrow(ledger)
    assert sum(table["amount_ore"].to_pylist()) == int(ledger.amount_ore.sum())
    assert sum(table["quantity"].to_pylist()) == int(ledger.quantity.sum())


@given(st.lists(st.integers(0, 10**12), min_size=1), st.lists(st.floats(0.001, 1), min_size=1, max_size=6))
def test_no_ore_is_lost_or_made(totals, weights):
    shares = {str(number): weight / sum(weights) for number, weight in enumerate(weights)}
    parts = allocate(np.array(totals), shares)
    assert np.array_equal(np.sum(list(parts.values()), axis=0), np.array(totals))
    for name, part in parts.items():
        assert np.all(np.abs(part - shares[name] * np.array(totals)) <= 1 + 1e-3)


def test_every_person_class_has_a_price():
    book = resolve(TABLE, CELLS, REGIME, financing([1, 1, 1]), prices(0, 2))
    links = np.diff(book.cell_starts)
    for cell, number in zip(CELLS, links, strict=True):
        kind = TABLE.activities[cell.activity]
        assert kind.by_offer or (number > 0) == kind.priced, cell


def test_every_unit_of_every_class_balances_in_every_draw():
    book = resolve(TABLE, CELLS, REGIME, financing([5, 3, 1]), prices(3, 20))
    for number, cell in enumerate(CELLS):
        links = slice(book.cell_starts[number], book.cell_starts[number + 1])
        lines = [book.lines[line] for line in book.link_line[links]]
        ore = book.unit_ore[:, book.link_price[links]]
        transfers = [place for place, line in enumerate(lines) if line.kind == "transfer"]
        refusion = [place for place, line in enumerate(lines) if line.account in {"refusion", "co_financing"}]
        assert not ore[:, transfers].sum(axis=1).any(), cell
        assert not ore[:, refusion].sum(axis=1).any(), cell
        assert (len(refusion) > 0) == (cell.refusion_band > 0), cell

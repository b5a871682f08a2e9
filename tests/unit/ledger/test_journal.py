"""Are the sums of a journal those of the ledger that it would be written out as, to the øre?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from ungespor.base.tables import Activities, Cell, Period
from ungespor.ledger import journal as journals
from ungespor.ledger.journal import Journal, Tallies, written
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import book_parts
from ungespor.scenario.load import load_scenario

TABLE = load_price_table()
WORLDS = 70
CELLS = (
    *(
        Cell(f"{benefit}_week", "", band, resident, f"age={age};living=out;provider=no{further}")
        for benefit, further in (("education_benefit", ";readiness=education_ready"), ("cash_benefit", ""))
        for band in (1, 4)
        for resident in ("home", "moved")
        for age in ("18-19", "20-24", "25-29")
    ),
    Cell("bed_day", "", 0, "home", ""),
    Cell("school_week", "", 0, "home", "age=under_18"),
    Cell("care_manager_hour", "ibbu", 0, "home", ""),
    Cell("job_week", "", 0, "home", "age=20-24;hours=full"),
)
PERIODS = (Period("2024H2", 1), Period("2025H1", 1), Period("2025H2", 2), Period("2026H1", 2))


def activities(arms=("control", "intervention")):
    """Counts of which no two are alike in world, arm, period and cell."""
    shape = (WORLDS, len(arms), len(PERIODS), len(CELLS))
    counts = (np.arange(np.prod(shape)) * 7919 % 1009).astype(np.int32).reshape(shape)
    return Activities(arms, np.arange(WORLDS) // 2, np.arange(WORLDS), PERIODS, CELLS, counts)


def parts_of(pricing, counted):
    scenario = load_scenario("tiny", {"start_date": date(2024, 9, 2), "pricing": pricing}).scenario
    return book_parts(scenario, counted, TABLE)


@pytest.fixture(params=["frozen", "dated"])
def parts(request):
    return parts_of(request.param, activities())


def test_a_dated_journal_has_several_parts():
    assert len(parts_of("frozen", activities())) == 1 < len(parts_of("dated", activities()))


def test_the_lines_and_the_net_of_each(parts):
    journal, ledger = Journal(parts), written(parts)
    assert (journal.lines, journal.periods) == (ledger.lines, ledger.periods) == (ledger.lines, PERIODS)
    assert np.array_equal(journal.draws, ledger.draws)
    for number, _ in enumerate(ledger.lines):
        assert np.array_equal(journal.net_ore(number), ledger.net_ore(number))
        expected = ledger.amount_ore[:, 0, :, number] - ledger.amount_ore[:, 1, :, number]
        assert np.array_equal(ledger.net_ore(number), expected)
        assert expected.any()


@pytest.mark.parametrize("payer", ["kommune", "andre_kommuner", "stat", "borger", "nobody"])
def test_some_of_the_lines(parts, payer):
    found, ledger = Journal(parts).of(lambda line: line.payer == payer), written(parts)
    chosen = [number for number, line in enumerate(ledger.lines) if line.payer == payer]
    assert found.lines == tuple(ledger.lines[number] for number in chosen)
    assert np.array_equal(found.amount_ore, ledger.amount_ore[..., chosen])
    assert np.array_equal(found.quantity, ledger.quantity[..., chosen])
    assert (found.arms, found.periods) == (ledger.arms, ledger.periods)
    same = ledger.of(lambda line: line.payer == payer)
    assert same.lines == found.lines
    assert np.array_equal(same.amount_ore, found.amount_ore)
    assert np.array_equal(same.quantity, found.quantity)


def test_one_arm_is_enough_for_rows():
    parts = parts_of("frozen", activities(("programme",)))
    assert np.array_equal(Journal(parts).of(lambda _: True).amount_ore, written(parts).amount_ore)


def test_sums_beyond_32_bits_are_exact():
    counts = activities()
    counts.quantity[:] = 2_000_000_000
    counts.quantity[:, 1] = 1
    parts = parts_of("frozen", counts)
    journal, ledger = Journal(parts), written(parts)
    for number, _ in enumerate(ledger.lines):
        assert np.array_equal(journal.net_ore(number), ledger.net_ore(number))


def test_counts_lie_in_memory_as_they_may():
    one, other = activities(), activities()
    by_cell = np.ascontiguousarray(np.moveaxis(other.quantity, -1, 0))
    other = Activities(other.arms, other.draws, other.replications, PERIODS, CELLS, np.moveaxis(by_cell, 0, -1))
    ledgers = [written(parts_of("frozen", counted)) for counted in (one, other)]
    assert np.array_equal(ledgers[0].amount_ore, ledgers[1].amount_ore)
    found = Journal(parts_of("frozen", other))
    assert all(np.array_equal(found.net_ore(at), ledgers[0].net_ore(at)) for at in range(len(found.lines)))


def test_counts_are_added_up_once_for_price_lists_that_book_alike(monkeypatch, parts):
    added = []
    counts = journals._counts
    monkeypatch.setattr(journals, "_counts", lambda *given: added.append(1) or counts(*given))
    tallies = Tallies()
    first, again = Journal(parts, tallies), Journal(parts, tallies)
    assert len(added) == len(parts)
    assert np.array_equal(first.net_ore(0), again.net_ore(0))


def test_a_price_list_that_books_otherwise_is_added_up_anew():
    tallies, counted = Tallies(), activities()
    frozen = parts_of("frozen", counted)
    other = tuple(part._replace(book=parts_of("dated", counted)[-1].book) for part in frozen)
    Journal(frozen, tallies)
    mixed, ledger = Journal(other, tallies), written(other)
    assert all(np.array_equal(mixed.net_ore(at), ledger.net_ore(at)) for at in range(len(ledger.lines)))

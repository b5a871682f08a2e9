"""Is every world priced by its own draw, in however many pieces the worlds are posted?"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.tables import Activities, Cell, LedgerLine, Period
from ungespor.ledger import posting
from ungespor.ledger.posting import post
from ungespor.ledger.price_book import PriceBook


@pytest.mark.parametrize("processors", [None, 1, 2, 7])
@pytest.mark.parametrize("worlds", [1, 24, 60, 211])
def test_every_world_has_its_own_prices(worlds, processors, monkeypatch):
    monkeypatch.setattr(posting.os, "cpu_count", lambda: processors)
    number = np.arange(worlds)
    quantity = (np.indices((worlds, 2, 1, 2)).sum(axis=0) % 5).astype(np.int32)
    cells = tuple(Cell(name, "", 0, "home", "") for name in ("visit", "day"))
    lines = tuple(LedgerLine("", name, "region", "psychiatry", name, "resource", "") for name in ("visit", "day"))
    unit_ore = np.stack([100 + number, 7 * number], axis=1)
    book = PriceBook(lines, np.array([0, 1, 2]), np.array([0, 1]), np.array([0, 1]), unit_ore)
    activities = Activities(("control", "intervention"), number, number, (Period("2022H1", 1),), cells, quantity)
    ledger = post(activities, book, number)
    assert np.array_equal(ledger.amount_ore, quantity * unit_ore[:, None, None, :])
    assert np.array_equal(ledger.quantity, quantity)

"""Prices without luck, and a few lines to price single cells with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ungespor.base.tables import Activities, Cell, Ledger, Period
from ungespor.ledger.posting import post
from ungespor.ledger.price_book import resolve
from ungespor.ledger.price_draws import draw_prices
from ungespor.ledger.price_table import PriceTable, load_price_table
from ungespor.scenario.model import FinancingVariant
from ungespor.scenario.regime import load_regime

if TYPE_CHECKING:
    from pathlib import Path

PRICE_YEAR = 2023


def share(value: float) -> dict[str, object]:
    return {"value": value, "unit": "share", "source": "assumption", "low": 0, "high": 1}


def variant(clinical: dict[str, float], adviser: dict[str, float]) -> FinancingVariant:
    return FinancingVariant(
        title_da="",
        title_en="",
        clinical={payer: share(value) for payer, value in clinical.items()},
        adviser={payer: share(value) for payer, value in adviser.items()},
    )


class Pricing:
    """Prices cells with every price at its stated amount."""

    def __init__(self, folder: Path | None = None) -> None:
        table = load_price_table(folder)
        fixed = tuple(replace(row, distribution="") for row in table.rows)
        self.table: PriceTable = replace(table, rows=fixed)
        self.regime = load_regime("pre_2025H2", folder)
        self.financing = variant({"fond": 0.6, "region": 0.2, "kommune": 0.2}, {"kommune": 1})

    def ledger(self, *cells: Cell, quantity: int = 1) -> Ledger:
        """Price one world in which each cell was counted `quantity` times."""
        counts = np.full((1, 1, 1, len(cells)), quantity, dtype=np.int32)
        draws = np.zeros(1, dtype=np.int64)
        activities = Activities(("control",), draws, draws, (Period("2023H1", 1),), cells, counts)
        prices = draw_prices(self.table, PRICE_YEAR, {}, draws, seed=1)
        book = resolve(self.table, cells, self.regime, self.financing, prices)
        return post(activities, book, draws)

    def booked(self, cell: Cell) -> dict[tuple[str, str, str], int]:
        """Return øre by (account, kind, payer) for one unit in the default view."""
        ledger = self.ledger(cell)
        totals: dict[tuple[str, str, str], int] = {}
        for line, ore in zip(ledger.lines, ledger.amount_ore[0, 0, 0], strict=True):
            if not line.view:
                key = (line.account, line.kind, line.payer)
                totals[key] = totals.get(key, 0) + int(ore)
        return totals


@pytest.fixture(scope="session")
def pricing() -> Pricing:
    return Pricing()


@pytest.fixture(scope="session")
def pricing_from() -> type[Pricing]:
    return Pricing


@pytest.fixture(scope="session")
def financing():
    return variant

"""A small run made by hand, for everything that is computed and shown after the simulation."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from ungespor.base.tables import (
    INDICATORS,
    OFFSETS,
    STATES,
    WAITING,
    Activities,
    Cell,
    Ledger,
    LedgerLine,
    Period,
    Trajectories,
)

ARMS = ("control", "intervention")


@dataclass
class FakeScenario:
    """The few fields of a scenario that results and reports read."""

    name: str = "made_by_hand"
    title_da: str = "Et forsøg & <b>noget</b> i hånden"
    title_en: str = "Made & <b>by</b> hand"
    people: int = 10
    horizon_years: int = 3
    consequence: Any = None
    contract: Any = None
    regime: str = "pre_2025H2"
    arms: Any = field(default_factory=lambda: SimpleNamespace(control=["usual"], intervention=["usual", "course"]))
    offers: Any = field(
        default_factory=lambda: {"course": SimpleNamespace(effects={"start": 1.4}, programme=None), "usual": None}
    )
    discount_rate: Any = field(default_factory=lambda: SimpleNamespace(central=0.035))
    financing: Any = field(
        default_factory=lambda: SimpleNamespace(
            headline="regional_operation",
            shown=("regional_operation", "as_run"),
            variants={
                "regional_operation": SimpleNamespace(title_da="Regional drift", title_en="Region", note=None),
                "as_run": SimpleNamespace(title_da="Som gennemført", title_en="As run", note=None),
            },
        )
    )


@dataclass
class FakeOrigin:
    field: str
    value: str
    unit: str
    source: str
    file: str
    line: int
    changed: bool


def make_activities(worlds: int, years: int) -> Activities:
    periods = tuple(Period(f"{2021 + year}H1", year) for year in range(1, years + 1))
    cells = tuple(Cell(f"{state}_week", "", 0, "home", "age=20-24") for state in STATES)
    number = np.arange(worlds)
    quantity = (np.indices((worlds, 2, years, len(cells))).sum(axis=0) % 3).astype(np.int32)
    return Activities(ARMS, number, number, periods, cells, quantity)


def make_trajectories(participants: list[int], years: int = 3) -> Trajectories:
    worlds = len(participants)
    people = np.asarray(participants, dtype=np.int64)
    weeks = np.arange(-52, 52 * years)
    states = np.zeros((2, len(weeks), len(STATES)), dtype=np.int64)
    states[:, :, STATES.index("education_benefit")] = people.sum()
    moved = (people.sum() // 2) * (weeks >= 10)
    states[1, :, STATES.index("education_benefit")] -= moved
    states[1, :, STATES.index("job")] += moved
    outcomes = np.zeros((worlds, 2, 2, len(OFFSETS), len(INDICATORS)), dtype=np.int64)
    outcomes[..., INDICATORS.index("who5")] = 3500 * people[:, None, None, None]
    outcomes[:, 1, :, 1:, INDICATORS.index("job_or_education")] = (people // 2)[:, None, None]
    observed = np.repeat(people, 2 * len(OFFSETS)).reshape(worlds, 2, len(OFFSETS)).copy()
    observed[:, :, -1] = 0
    twins = np.stack([people // 2, people - people // 2, 0 * people, people - people // 2], axis=1)
    waiting = np.zeros((worlds, 2, 1, len(WAITING)), dtype=np.int64)
    for name, counts in (("started", people), ("weeks_waited", 2 * people), ("still_waiting", 0 * people + 1)):
        waiting[:, 1, 0, WAITING.index(name)] = counts
    return Trajectories(
        activities=make_activities(worlds, years),
        people=10,
        participants=people,
        weeks=weeks,
        weekly_states=states,
        weekly_who5=3500 * states.sum(axis=2),
        outcomes=outcomes,
        observed=observed,
        twins=twins,
        parted=people // 2,
        first_parting=None,
        offers=("ibbu",),
        waiting=waiting,
        panel=None,
    )


def make_ledger(rows: list[tuple[Any, ...]], worlds: int, years: int = 3) -> Ledger:
    """Make a ledger from (payer, account, arm, øre[, view]), øre broadcast to (worlds, years)."""
    rows = [row if len(row) > len(("payer", "account", "arm", "ore")) else (*row, "") for row in rows]
    lines = tuple(LedgerLine("", "x", payer, account, account, "resource", view) for payer, account, _, _, view in rows)
    amount = np.zeros((worlds, 2, years, len(rows)), dtype=np.int64)
    for index, (_, _, arm, ore, _) in enumerate(rows):
        amount[:, ARMS.index(arm), :, index] = ore
    number = np.arange(worlds)
    periods = tuple(Period(f"{2021 + year}H1", year) for year in range(1, years + 1))
    return Ledger(ARMS, number, number, periods, lines, np.ones_like(amount), amount)


MANIFEST = {
    "version": "0.1.0",
    "scenario_sha256": "abcdef0123456789",
    "cost_tables_sha256": "0123456789abcdef",
    "seed": 7,
    "regime": "pre_2025H2",
    "price_year": 2023,
    "created": "2026-01-01T00:00:00+00:00",
}


PRICES = {
    "used": 3,
    "from_memory": [{"price_id": "psy_bed_day", "label_da": "Sengedag <b>", "label_en": "Bed day <b>"}],
    "assumed": [],
}


TORNADO = {
    "central": {"public": -1000.0, "kommune": 500.0, "region": -1500.0, "stat": 0.0},
    "rows": [
        {
            "price_id": price_id,
            "label_da": label,
            "label_en": label,
            "unit": "dkk_per_day",
            "source": "assumption",
            "confidence": "low",
            "low": 4000.0,
            "central": 5500.0,
            "high": 7500.0,
            "effects": {
                "public": {"at_low": -width, "at_high": 2 * width},
                "kommune": {"at_low": 0.0, "at_high": 0.0},
                "region": {"at_low": -width, "at_high": 2 * width},
                "stat": {"at_low": 0.0, "at_high": 0.0},
            },
        }
        for price_id, label, width in (("psy_bed_day", "Sengedag <b>", 40_000.0), ("visit", "Besøg", 20_000.0))
    ],
}


class HandMade:
    """Builders that a test can combine."""

    trajectories = staticmethod(make_trajectories)
    ledger = staticmethod(make_ledger)
    manifest = MANIFEST
    prices = PRICES

    @staticmethod
    def loaded(**changes: Any) -> SimpleNamespace:
        origins = (
            FakeOrigin("a", "1", "weeks", "assumption", "x.yaml", 1, changed=True),
            FakeOrigin("b", "2", "weeks", "IBBU-N-001", "x.yaml", 2, changed=False),
        )
        scenario = FakeScenario(**changes)
        return SimpleNamespace(scenario=scenario, origins=origins, as_yaml=lambda: f"name: {scenario.name}\n")

    @staticmethod
    def table(loaded: SimpleNamespace) -> Any:
        """Return the shipped price table."""
        from ungespor.ledger.price_table import load_price_table

        return load_price_table(offers=loaded.scenario.offers)

    @classmethod
    def parts(cls) -> dict[str, Any]:
        """Return loaded, trajectories, ledger, price origins and result of a small, varied run."""
        from ungespor.results.summary import summarise

        participants = [8, 12, 10, 10]
        luck = np.asarray([-3, 1, 2, 4], dtype=np.int64)[:, None] * 1_000_000
        saved = np.asarray([[0, 5_000_000, 8_000_000]]) + luck
        cost = np.asarray([[20_000_000, 0, 0]])
        rows = [
            ("kommune", "benefits", "control", saved),
            ("region", "psychiatry", "control", 100_000),
            ("stat", "education", "intervention", 2_000_000),
        ]
        programme = [
            ("region", "programme", "intervention", cost),
            ("fond", "programme", "intervention", cost, "financing:as_run"),
        ]
        ledger = cls.ledger([*rows, *programme], 4)
        loaded, trajectories = cls.loaded(), cls.trajectories(participants)
        result = summarise(loaded, trajectories, ledger, cls.table(loaded), MANIFEST, PRICES)
        price = FakeOrigin("prices.p", "3", "dkk_per_week", "assumption", "p.csv", 2, changed=False)
        parts = {"loaded": loaded, "trajectories": trajectories, "ledger": ledger}
        return {**parts, "price_origins": (price,), "result": result, "tornado": TORNADO}


@pytest.fixture(scope="session")
def hand_made() -> type[HandMade]:
    return HandMade


@pytest.fixture(scope="session")
def small_run(hand_made) -> dict[str, Any]:
    return hand_made.parts()

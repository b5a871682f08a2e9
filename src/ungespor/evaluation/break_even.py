"""Search the effect, persistence, price and uptake at which each payer breaks even within so many years.

Price and uptake follow from one run.  Effect and persistence need other lives: the scenario is
simulated again on a coarse grid, with the same people and the same luck at every point.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.evaluation.other_effects import with_effects
from ungespor.ledger.price_table import load_price_table
from ungespor.ledger.pricing import price
from ungespor.ledger.provenance import unsourced
from ungespor.pipeline import birth_certificate, live
from ungespor.results.bookings import change_of
from ungespor.results.break_even import effect_simulated
from ungespor.results.break_even_crossing import crossing
from ungespor.results.break_even_surface import SHOWN, describe_surface
from ungespor.results.net import ORE_PER_KRONE, PROGRAMME_ACCOUNT, net_of
from ungespor.results.statistics import present_value_factors, standard_error
from ungespor.scenario.load import load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ungespor.base.tables import Ledger, Trajectories
    from ungespor.scenario.load import LoadedScenario
    from ungespor.scenario.model import Scenario

EFFECTS: Final = (0.0, 0.5, 1.0, 2.0, 3.0)
"""Factors on every effect, on the scale of its logarithm or its points: 0 is none, 1 as stated."""
PERSISTENCES: Final = (0.5, 1.0, 2.0, 4.0)
"""Factors on every half-life."""
PRICES: Final = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Prices of the programme, as ratios of today's, at which the surface is drawn."""
REPLICATIONS: Final = 40
"""How many worlds each point of the grid gets unless more or fewer are asked for."""
AS_STATED: Final = 1.0
PAYERS: Final = ("kommune", "region", "stat", "public")

Nets = dict[tuple[float, float], "NDArray[np.float64]"]


def break_even(
    name_or_path: str | Path,
    *,
    payers: Sequence[str] = (),
    progress: Callable[[float], None] | None = None,
    **overrides: Any,
) -> dict[str, Any]:
    """Find the effect, persistence, price and uptake at which each payer breaks even.

    Parameters
    ----------
    name_or_path : str or Path
    payers : sequence of str
        Municipality, region, state and the public sum unless given.
    progress : callable, optional
        Told the share of the work that is done.
    **overrides
        Fields of the scenario; `horizon_years` is within how many years. Unless given,
        `replications` is the scenario's own number, but at most :data:`REPLICATIONS`.

    Returns
    -------
    dict
        `effects`, `persistences`, `prices` (the grid), `unsourced` (the price rows
        that no publication stands behind) and `payers`; for each `by_year`, a list
        with `year`, `effect` and `persistence` (each as
        :func:`ungespor.results.break_even_crossing.crossing` tells), `programme_price_ratio` and
        `uptake_ratio` (as in :func:`ungespor.results.break_even_surface.describe_surface`); and at the horizon
        `effect_persistence` and `effect_price`: the mean net in kroner per participant, present
        value, at each effect (rows) and persistence or price (columns), with `mcse` of the first;
        `price_by_effect`: the highest price at each effect, None when the payer pays nothing.

    Raises
    ------
    InputError
        When the scenario is not in order, states no effect, or a payer is not known.
    """
    chosen = _payers(payers)
    loaded = _loaded(name_or_path, overrides)
    table = load_price_table(offers=loaded.scenario.offers)
    points = list(dict.fromkeys(_points()))
    nets: Nets = {}
    for number, point in enumerate(points):
        lives = _lives(loaded, point, _part(progress, number, len(points)))
        ledger = price(loaded.scenario, lives.activities, table)
        nets[point] = _cumulated(ledger, loaded.scenario, chosen)
        if point == (AS_STATED, AS_STATED):
            change, people, participants = change_of(ledger), lives.people, float(lives.participants.mean())
            placeholders = unsourced(table, ledger, loaded.scenario.prices)
    rate, years = loaded.scenario.discount_rate.central, loaded.scenario.horizon_years
    nets = {point: net / participants for point, net in nets.items()}
    surface = describe_surface(change, years, participants, rate, table)
    return {
        "scenario": loaded.scenario.name,
        "title_da": loaded.scenario.title_da,
        "title_en": loaded.scenario.title_en,
        "manifest": birth_certificate(loaded),
        "people": people,
        "participants": participants,
        "replications": loaded.scenario.replications,
        "horizon_years": years,
        "discount_rate": rate,
        "headline_financing": loaded.scenario.financing.headline,
        "effects": list(EFFECTS),
        "persistences": list(PERSISTENCES),
        "prices": list(PRICES),
        "unsourced": placeholders,
        "payers": {payer: _describe(nets, place, surface["payers"][payer]) for place, payer in enumerate(chosen)},
    }


def _payers(names: Sequence[str]) -> tuple[str, ...]:
    problems = []
    for name in names:
        if name not in SHOWN:
            nearest = nearest_name(name, SHOWN)
            fix = f"Write '{nearest}'." if nearest else "Use one of the allowed names."
            what = f"There is no payer '{name}' that could break even."
            problems.append(Problem(what, None, "--payer", name, ", ".join(SHOWN), nearest, fix))
    if problems:
        raise InputError(problems)
    return tuple(dict.fromkeys(names)) or PAYERS


def _loaded(name_or_path: str | Path, overrides: dict[str, Any]) -> LoadedScenario:
    loaded = load_scenario(name_or_path, overrides)
    if "replications" not in overrides and loaded.scenario.replications > REPLICATIONS:
        loaded = load_scenario(name_or_path, overrides | {"replications": REPLICATIONS})
    if not effect_simulated(loaded.scenario):
        what = f"The simulation of '{loaded.scenario.name}' has no effect that could be larger or longer."
        fix = "'ungespor run' shows what it would have to bring about: its table of break-even, or of prevented events."
        raise InputError(Problem(what, field="effects", file=str(loaded.path), fix=fix))
    return loaded


def _points() -> Iterable[tuple[float, float]]:
    """Yield the grid; how long no effect lasts makes no difference."""
    for effect in EFFECTS:
        for persistence in PERSISTENCES:
            yield _point(effect, persistence)


def _point(effect: float, persistence: float) -> tuple[float, float]:
    return (effect, persistence if effect else AS_STATED)


def _lives(
    loaded: LoadedScenario, point: tuple[float, float], progress: Callable[[float], None] | None
) -> Trajectories:
    """Simulate one point of the grid."""
    return live(replace(loaded, scenario=with_effects(loaded.scenario, *point)), progress=progress)


def _cumulated(ledger: Ledger, scenario: Scenario, payers: Sequence[str]) -> NDArray[np.float64]:
    """Return present value in kroner, cumulated by year: shape (payers, worlds, years, 2).

    The last axis holds what is saved and what the programme costs; net is the first less the second.
    """
    net = net_of(ledger, scenario.horizon_years)
    factors = present_value_factors(scenario.discount_rate.central, net.years)
    at = net.accounts.index(PROGRAMME_ACCOUNT)
    parts = []
    for payer in payers:
        by_account = net.of(payer) * factors[None, :, None] / ORE_PER_KRONE
        cost = -by_account[:, :, at]
        parts.append(np.cumsum(np.stack([by_account.sum(axis=2) + cost, cost], axis=-1), axis=1))
    return np.stack(parts)


def _describe(nets: Nets, place: int, surface: dict[str, Any]) -> dict[str, Any]:
    """Describe one payer."""

    def at(effect: float, persistence: float) -> NDArray[np.float64]:
        saved_and_cost = nets[_point(effect, persistence)][place]
        return np.asarray(saved_and_cost[..., 0] - saved_and_cost[..., 1])

    by_effect = np.stack([at(effect, AS_STATED) for effect in EFFECTS], axis=-1)
    by_persistence = np.stack([at(AS_STATED, persistence) for persistence in PERSISTENCES], axis=-1)
    both = [[at(effect, persistence)[:, -1] for persistence in PERSISTENCES] for effect in EFFECTS]
    saved, cost = (
        [float(nets[(effect, AS_STATED)][place][:, -1, part].mean()) for effect in EFFECTS] for part in (0, 1)
    )
    return {
        "by_year": [
            {
                "year": year + 1,
                "effect": crossing(EFFECTS, by_effect[:, year]),
                "persistence": crossing(PERSISTENCES, by_persistence[:, year]),
                "programme_price_ratio": surface["programme_price_ratio"][year],
                "uptake_ratio": surface["uptake_ratio"][year],
            }
            for year in range(by_effect.shape[1])
        ],
        "effect_persistence": [[float(net.mean()) for net in row] for row in both],
        "mcse": [[standard_error(net) for net in row] for row in both],
        "effect_price": [[gain - ratio * paid for ratio in PRICES] for gain, paid in zip(saved, cost, strict=True)],
        "price_by_effect": [gain / paid if paid > 0 else None for gain, paid in zip(saved, cost, strict=True)],
    }


def _part(progress: Callable[[float], None] | None, number: int, whole: int) -> Callable[[float], None] | None:
    return None if progress is None else lambda share: progress((number + share) / whole)

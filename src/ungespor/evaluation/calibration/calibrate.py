"""A calibration from start to end: targets, prior, sampling, and what came of it."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.paths import scenarios_folder
from ungespor.evaluation.calibration.folder import prepare, write_folder
from ungespor.evaluation.calibration.plan import load_prior
from ungespor.evaluation.calibration.posterior import Posterior
from ungespor.evaluation.calibration.sampler import Chain, Settings, sample
from ungespor.scenario.draws import draw
from ungespor.scenario.load import load_scenario
from ungespor.scenario.targets import load_targets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from ungespor.evaluation.calibration.statistic import EffectSign
    from ungespor.scenario.targets import Target

    Array = NDArray[np.float64]

SEED: Final = 1
DRAWS: Final = 400
NOT_IDENTIFIED: Final = 0.9
"""A parameter whose posterior is this wide, as a share of the prior's width, has not been identified."""
SIGN_DRAWS: Final = 4000


@dataclass(frozen=True)
class Calibration:
    """A finished calibration.

    Attributes
    ----------
    posterior : Posterior
    chain : Chain
    draws : ndarray of float64, shape (draws, parameters)
        On their own scale.
    report : dict
        What ``ungespor calibrate --json`` prints.
    """

    posterior: Posterior
    chain: Chain
    draws: Array
    report: dict[str, Any]


def calibrate(
    name: str = "danish_youth",
    *,
    out: Path | None = None,
    seed: int = SEED,
    draws: int = DRAWS,
    settings: Settings | None = None,
    folder: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> Calibration:
    """Calibrate a baseline.

    Parameters
    ----------
    name : str
        A file below ``calibration`` in the folder of scenarios.
    out : Path, optional
        Folder for blocks, posterior and report; an interrupted calibration there goes on.
    seed : int
    draws : int
        Joint draws to keep.
    settings : Settings, optional
    folder : Path, optional
        The shipped scenarios by default.
    progress : callable, optional
        Called with the share done.

    Returns
    -------
    Calibration

    Raises
    ------
    InputError
        With every mistake in the plan or the targets, and when the folder holds something else.
    """
    folder = folder or scenarios_folder()
    started = time.monotonic()
    _known(name, folder)
    targets = [target for target in load_targets(folder, "fit") if target.programme == name]
    posterior = Posterior(load_prior(name, folder), targets)
    settings = settings or Settings(walkers=max(64, 2 * (posterior.size + 1)))
    mark = _mark(posterior, settings, seed)
    if out is not None:
        prepare(out, mark)
    chain = sample(posterior.log_density, posterior.approximation(), settings, seed, out, progress)
    kept = chain.draws(draws)
    report = {
        "name": name,
        "prior": posterior.prior.plan.prior,
        "seed": seed,
        "sha256": mark,
        "targets": _targets(posterior, kept),
        "signs": [_sign(target, one) for target, one in posterior.signs],
        "parameters": _parameters(posterior, chain),
        "left_out": {key: value.model_dump() for key, value in posterior.prior.plan.left_out.items()},
        "sampling": _sampling(settings, chain, draws, time.monotonic() - started),
    }
    done = Calibration(posterior, chain, posterior.natural(kept), report)
    if out is not None:
        write_folder(out, posterior.prior, done.draws, report)
    return done


def _known(name: str, folder: Path) -> None:
    known = [path.stem for path in sorted((folder / "calibration").glob("*.yaml"))]
    if name not in known:
        nearest = nearest_name(name, known)
        raise InputError(
            Problem(
                what=f"There is no calibration '{name}'.",
                found=name,
                allowed=", ".join(known) or "a file below scenarios/calibration",
                nearest=nearest,
                fix=f"Write {nearest}." if nearest else None,
            )
        )


def _mark(posterior: Posterior, settings: Settings, seed: int) -> str:
    """Return what a calibration can be known by: everything that its chain depends on."""
    prior = posterior.prior
    content = [
        [(fit.target.id, fit.value, fit.error, fit.target.statistic) for fit in posterior.fitted],
        [vars(parameter) for parameter in prior.parameters],
        prior.baseline.model_dump(),
        prior.population.traits.model_dump(),
        prior.regime.name,
        [vars(settings), seed, posterior.twin.points],
    ]
    return hashlib.sha256(json.dumps(content, default=str).encode()).hexdigest()


def _targets(posterior: Posterior, kept: Array) -> list[dict[str, Any]]:
    """Return each target with what the prior's middle and the posterior say of it."""
    expected = posterior.expected(kept)
    before = posterior.expected(np.zeros((1, posterior.size)))[0]
    return [
        {
            "id": fit.target.id,
            "title_da": fit.target.title_da,
            "title_en": fit.target.title_en,
            "source": fit.target.source,
            "observed": fit.value,
            "standard_error": fit.target.standard_error,
            "tau": fit.target.tau,
            "prior": float(before[place]),
            "fitted": float(column.mean()),
            "low": float(np.quantile(column, 0.05)),
            "high": float(np.quantile(column, 0.95)),
            "z": float((column.mean() - fit.value) / fit.error),
        }
        for place, (fit, column) in enumerate(zip(posterior.fitted, expected.T, strict=True))
    ]


def _parameters(posterior: Posterior, chain: Chain) -> list[dict[str, Any]]:
    """Return each parameter with its prior, its posterior and how much narrower it has become."""
    flat = chain.flat()
    rows = []
    for place, parameter in enumerate(posterior.prior.parameters):
        points = np.quantile(flat[:, place], (0.025, 0.5, 0.975)) * parameter.log_sd + parameter.log_mean
        spread = float(flat[:, place].std())
        rows.append(
            {
                "name": parameter.name,
                "fields": [f"baseline.{field}" for field in parameter.fields],
                "unit": parameter.unit,
                "prior": dict(zip(("low", "middle", "high"), _exponentials(parameter), strict=True)),
                "posterior": dict(zip(("low", "middle", "high"), np.exp(points).tolist(), strict=True)),
                "spread_ratio": spread,
                "identified": spread < NOT_IDENTIFIED,
                "effective": float(chain.effective[place]),
            }
        )
    return rows


def _exponentials(parameter: Any) -> tuple[float, float, float]:
    return parameter.low, float(np.exp(parameter.log_mean)), parameter.high


def _sign(target: Target, one: EffectSign) -> dict[str, Any]:
    """Return the share of an effect's prior on the side that was seen."""
    offer = load_scenario(one.programme).scenario.offers[one.offer]
    ratio = offer.effects[one.effect].hazard_ratio
    assert ratio.distribution is not None  # noqa: S101 - an effect is a prior
    assert ratio.low is not None  # noqa: S101
    assert ratio.high is not None  # noqa: S101
    values = draw(f"sign.{target.id}", ratio.distribution, ratio.low, ratio.high, np.arange(SIGN_DRAWS), SEED)
    share = float((values > 1).mean())
    named = {"id": target.id, "title_da": target.title_da, "title_en": target.title_en, "source": target.source}
    return {**named, "share": share if one.ratio == "above_one" else 1 - share}


def _sampling(settings: Settings, chain: Chain, draws: int, seconds: float) -> dict[str, Any]:
    return {
        "walkers": settings.walkers,
        "steps": settings.block_steps * settings.blocks,
        "not_used": settings.block_steps * settings.burn_blocks,
        "evaluations": settings.evaluations,
        "acceptance": chain.acceptance,
        "effective_least": float(chain.effective.min()),
        "draws": draws,
        "seconds": round(seconds, 1),
    }

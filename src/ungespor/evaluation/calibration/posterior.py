"""Prior, likelihood and posterior of a calibration, for many sets of parameters at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.evaluation.calibration.expected import Expected
from ungespor.evaluation.calibration.sampler import Approximation
from ungespor.evaluation.calibration.statistic import EffectSign, read_statistics
from ungespor.evaluation.calibration.twin import Twin, Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ungespor.evaluation.calibration.plan import Prior
    from ungespor.scenario.targets import Target

    Array = NDArray[np.float64]

POINTS: Final = (2, 3)
"""Quadrature points of foothold and relapse; more of them move no shipped target by 0.2 points."""
STEP: Final = 0.1
"""Half the distance over which slopes are taken, in prior standard deviations."""
ROUNDS: Final = 6
PARTS: Final = 2
"""Sets are worked out in so many threads."""


@dataclass(frozen=True)
class Fitted:
    """A target with what the likelihood needs of it."""

    target: Target
    value: float
    error: float


class Posterior:
    """The posterior density over standardised parameters.

    A standardised parameter is the logarithm of the parameter, less its prior mean, over its
    prior standard deviation: the prior is a standard normal distribution in every direction.
    The likelihood of a target is normal with variance standard_error² + tau².
    """

    def __init__(self, prior: Prior, targets: Sequence[Target], points: tuple[int, int] = POINTS) -> None:
        """Check the targets and lay the twin out."""
        self.prior = prior
        statistics = read_statistics(targets)
        pairs = [
            (target, one)
            for target, one in zip(targets, statistics, strict=True)
            if not isinstance(one, EffectSign) and target.value is not None and target.standard_error is not None
        ]
        self.fitted = tuple(
            Fitted(target, target.value or 0.0, float(np.hypot(target.standard_error or 0.0, target.tau)))
            for target, _ in pairs
        )
        self.statistics = [one for _, one in pairs]
        self.signs = [
            (target, one) for target, one in zip(targets, statistics, strict=True) if isinstance(one, EffectSign)
        ]
        self.twin = Twin(prior.baseline, prior.population, prior.regime, points)
        # Hardly anyone completes an education within the years looked at; following them apart would double the work.
        self.twin.qualifying = 0.0
        self._observed = np.array([one.value for one in self.fitted])
        self._errors = np.array([one.error for one in self.fitted])

    @property
    def size(self) -> int:
        """Number of parameters."""
        return len(self.prior.parameters)

    def natural(self, standard: Array) -> Array:
        """Return parameters on their own scale from standardised ones, shape (sets, parameters)."""
        parameters = self.prior.parameters
        means, sds = np.array([one.log_mean for one in parameters]), np.array([one.log_sd for one in parameters])
        return np.exp(means + sds * standard)

    def values(self, standard: Array) -> Values:
        """Return what the twin needs, from standardised parameters."""
        central, sets = self.twin.central(), len(standard)
        hazards, ratios = np.repeat(central.hazards, sets, axis=0), np.repeat(central.ratios, sets, axis=0)
        frailty = {name: np.repeat(value, sets) for name, value in central.frailty.items()}
        for column, parameter in zip(self.natural(standard).T, self.prior.parameters, strict=True):
            for field in parameter.fields:
                group, name, *rest = field.split(".")
                if group == "frailty":
                    frailty[name] = column
                elif rest[0] == "hazard_per_week":
                    hazards[:, self.twin.layout.names.index(name)] = column
                else:
                    ratios[:, self.twin.layout.names.index(name), int(rest[1]) + 1] = column
        return Values(hazards, ratios, frailty)

    def expected(self, standard: Array) -> Array:
        """Return what the twin expects of every fitted target, shape (sets, targets)."""
        parts = [part for part in np.array_split(standard, PARTS) if len(part)]
        with ThreadPoolExecutor(PARTS) as pool:
            found = pool.map(lambda part: Expected(self.twin, self.values(part)).of(self.statistics), parts)
            return np.concatenate(list(found))

    def log_density(self, standard: Array) -> Array:
        """Return the logarithm of the posterior density, up to a constant, shape (sets,)."""
        distance = (self.expected(standard) - self._observed) / self._errors
        return -((distance**2).sum(axis=1) + (standard**2).sum(axis=1)) / 2

    def approximation(self) -> Approximation:
        """Return the mode by Gauss and Newton's method, and the normal distribution around it."""
        mode, step = np.zeros(self.size), np.eye(self.size) * STEP
        for _ in range(ROUNDS):
            places = np.concatenate([mode + step, mode - step, mode[None, :]])
            expected = self.expected(places) / self._errors
            slopes = (expected[: self.size] - expected[self.size : -1]).T / (2 * STEP)
            residual = self._observed / self._errors - expected[-1]
            covariance = np.linalg.inv(np.eye(self.size) + slopes.T @ slopes)
            mode = covariance @ slopes.T @ (residual + slopes @ mode)
        return Approximation(mode, (covariance + covariance.T) / 2)

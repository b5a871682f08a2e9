"""The sampler: walkers of emcee, in blocks that are kept, so that it can be restarted.

Most proposals come from a normal approximation of the posterior, widened; emcee's rule of
acceptance makes the result exact whatever the approximation is worth.  The others come from the
differences between walkers (differential evolution), which need no approximation.

Each block begins with a state of the generator that depends on the seed and on the number of the
block alone.  A calibration that was interrupted therefore goes on exactly as it would have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.base.hashing import named_uniforms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MT19937_WORDS: Final = 624
TWO_TO_32: Final = 2**32
WIDER: Final = 1.03
"""Proposals spread more widely than the approximation, because the posterior may have heavier tails."""
INDEPENDENT: Final = 0.7
"""Share of proposals from the approximation."""


@dataclass(frozen=True)
class Settings:
    """How long is sampled.

    Attributes
    ----------
    walkers : int
        At least twice the number of parameters, and even.
    block_steps, blocks, burn_blocks : int
        The first `burn_blocks` blocks are walked and not used.
    thin : int
        One step in so many is kept.
    """

    walkers: int
    block_steps: int = 20
    blocks: int = 12
    burn_blocks: int = 2
    thin: int = 2

    @property
    def evaluations(self) -> int:
        """How often the likelihood is worked out."""
        return self.walkers * (1 + self.block_steps * self.blocks)


@dataclass(frozen=True)
class Approximation:
    """A normal approximation of a posterior.

    Attributes
    ----------
    centre : ndarray of float64, shape (parameters,)
    covariance : ndarray of float64, shape (parameters, parameters)
    """

    centre: Array
    covariance: Array

    def spread(self) -> Array:
        """Return the lower triangle that turns standard normal draws into draws of this distribution, widened."""
        return np.asarray(np.linalg.cholesky(self.covariance) * WIDER, dtype=np.float64)


@dataclass(frozen=True)
class Chain:
    """What a sampler found after burning in.

    Attributes
    ----------
    samples : ndarray of float64, shape (kept steps, walkers, parameters)
        Standardised parameters.
    log_density : ndarray of float64, shape (kept steps, walkers)
    acceptance : float
        Share of proposals accepted.
    effective : ndarray of float64, shape (parameters,)
        Effective sample size.
    """

    samples: Array
    log_density: Array
    acceptance: float
    effective: Array

    def flat(self) -> Array:
        """Return the samples of all walkers one after the other, shape (samples, parameters)."""
        return self.samples.reshape(-1, self.samples.shape[2])

    def draws(self, count: int) -> Array:
        """Return so many samples, evenly spaced through the chain, shape (count, parameters)."""
        flat = self.flat()
        return flat[((np.arange(count) + 0.5) * len(flat) / count).astype(np.int64)]


def sample(
    log_density: Callable[[Array], Array],
    approximation: Approximation,
    settings: Settings,
    seed: int,
    folder: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> Chain:
    """Sample a posterior.

    Parameters
    ----------
    log_density : callable
        Of parameter sets, shape (sets, parameters).
    approximation : Approximation
    settings : Settings
    seed : int
    folder : Path, optional
        Finished blocks are kept here, and read instead of walked again.
    progress : callable, optional
        Called with the share of blocks done.

    Returns
    -------
    Chain

    Raises
    ------
    InputError
        When emcee is not installed, or a kept block cannot be read.
    """
    position = _start(settings.walkers, approximation, seed)
    blocks: list[dict[str, Any]] = []
    for number in range(settings.blocks):
        path = folder / f"block_{number:03d}.npz" if folder is not None else None
        block = _read(path) if path is not None and path.exists() else None
        if block is None:
            block = _walk(log_density, approximation, position, settings, seed, number)
            if path is not None:
                _write(path, block)
        position = block["last"]
        blocks.append(block)
        if progress is not None:
            progress((number + 1) / settings.blocks)
    used = blocks[settings.burn_blocks :]
    samples = np.concatenate([block["samples"] for block in used])
    return Chain(
        samples=samples,
        log_density=np.concatenate([block["log_density"] for block in used]),
        acceptance=float(np.mean([block["accepted"] for block in used])) / settings.block_steps,
        effective=effective_size(samples),
    )


def effective_size(samples: Array) -> Array:
    """Return the effective sample size of each parameter from the autocorrelation of its walkers."""
    from emcee.autocorr import integrated_time

    times = integrated_time(samples, c=5, tol=0)
    return samples.shape[0] * samples.shape[1] / np.maximum(times, 1.0)


def _start(walkers: int, approximation: Approximation, seed: int) -> Array:
    """Return where the walkers begin: drawn from the approximation."""
    from scipy.special import ndtri

    parameters = range(len(approximation.centre))
    columns = [named_uniforms(f"calibration.start.{column}", seed, np.arange(walkers)) for column in parameters]
    return np.array(approximation.centre + ndtri(np.stack(columns, axis=1)) @ approximation.spread().T)


def _state(seed: int, block: int) -> tuple[str, NDArray[np.uint32], int, int, float]:
    """Return the state of the Mersenne twister, which emcee draws from, at the start of a block."""
    words = named_uniforms(f"calibration.block.{block}", seed, np.arange(MT19937_WORDS)) * TWO_TO_32
    return "MT19937", words.astype(np.uint32), MT19937_WORDS, 0, 0.0


def _walk(
    log_density: Callable[[Array], Array],
    approximation: Approximation,
    position: Array,
    settings: Settings,
    seed: int,
    number: int,
) -> dict[str, Any]:
    """Walk one block."""
    emcee = _emcee()
    moves = [
        (emcee.moves.MHMove(_independent(approximation)), INDEPENDENT),
        (emcee.moves.DEMove(gamma0=2.38 / np.sqrt(2 * position.shape[1]) / 2), 1 - INDEPENDENT),
    ]
    walker = emcee.EnsembleSampler(settings.walkers, position.shape[1], log_density, vectorize=True, moves=moves)
    start = emcee.State(position, random_state=_state(seed, number))
    last = walker.run_mcmc(start, settings.block_steps // settings.thin, thin_by=settings.thin)
    return {
        "samples": walker.get_chain(),
        "log_density": walker.get_log_prob(),
        "accepted": walker.backend.accepted,
        "last": last.coords,
    }


def _independent(approximation: Approximation) -> Callable[[Array, Any], tuple[Array, Array]]:
    """Return emcee's kind of proposal: new places, and the log ratio of the densities of both ways."""
    spread = approximation.spread()
    inverse = np.linalg.inv(spread)

    def log_density(places: Array) -> Array:
        return np.asarray(-(((places - approximation.centre) @ inverse.T) ** 2).sum(axis=1) / 2)

    def propose(places: Array, luck: Any) -> tuple[Array, Array]:
        new = approximation.centre + luck.standard_normal(places.shape) @ spread.T
        return new, log_density(places) - log_density(new)

    return propose


def _emcee() -> Any:
    try:
        import emcee
    except ImportError as error:
        raise InputError(
            Problem(
                what="The calibration needs the library emcee, which is not installed.",
                fix="Install ungespor with its extra: pip install 'ungespor[calibration]'.",
            )
        ) from error
    return emcee


def _read(path: Path) -> dict[str, Any]:
    try:
        with np.load(path, allow_pickle=False) as content:
            return {name: content[name] for name in ("samples", "log_density", "accepted", "last")}
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise InputError(
            Problem(
                what="A kept block of the calibration cannot be read.",
                file=str(path),
                fix="Remove this file and those with higher numbers, and start the same command again.",
            )
        ) from error


def _write(path: Path, block: dict[str, Any]) -> None:
    """Write a block whole or not at all."""
    building = path.with_suffix(".building")
    with building.open("wb") as stream:
        np.savez(stream, **block)
    building.replace(path)

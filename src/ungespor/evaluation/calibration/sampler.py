"""The sampler: emcee's affine-invariant ensemble, in blocks that are kept, so that it can be restarted.

Each block begins with a state of the generator that depends on the seed and on the number of the
block alone.  A calibration that was interrupted therefore goes on exactly as it would have.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.base.randomness import named_uniforms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MT19937_WORDS: Final = 624
TWO_TO_32: Final = 2**32


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
    block_steps: int = 100
    blocks: int = 12
    burn_blocks: int = 3
    thin: int = 5

    @property
    def evaluations(self) -> int:
        """How often the likelihood is worked out."""
        return self.walkers * (1 + self.block_steps * self.blocks)


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
    parameters: int,
    settings: Settings,
    seed: int,
    folder: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> Chain:
    """Sample a posterior.

    Parameters
    ----------
    log_density : callable
        Of standardised parameters, shape (sets, parameters); the prior is standard normal.
    parameters : int
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
    position = _start(settings.walkers, parameters, seed)
    blocks: list[dict[str, Any]] = []
    for number in range(settings.blocks):
        path = folder / f"block_{number:03d}.npz" if folder is not None else None
        block = _read(path) if path is not None and path.exists() else None
        if block is None:
            block = _walk(log_density, position, settings, seed, number)
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


def _start(walkers: int, parameters: int, seed: int) -> Array:
    """Return where the walkers begin: drawn from the inner half of the prior."""
    from scipy.special import ndtri

    columns = [named_uniforms(f"calibration.start.{column}", seed, np.arange(walkers)) for column in range(parameters)]
    return np.array(ndtri(np.stack(columns, axis=1))) / 2


def _state(seed: int, block: int) -> tuple[str, NDArray[np.uint32], int, int, float]:
    """Return the state of the Mersenne twister, which emcee draws from, at the start of a block."""
    words = named_uniforms(f"calibration.block.{block}", seed, np.arange(MT19937_WORDS)) * TWO_TO_32
    return "MT19937", words.astype(np.uint32), MT19937_WORDS, 0, 0.0


def _walk(
    log_density: Callable[[Array], Array], position: Array, settings: Settings, seed: int, number: int
) -> dict[str, Any]:
    """Walk one block."""
    emcee = _emcee()
    moves = [(emcee.moves.DEMove(), 0.8), (emcee.moves.DESnookerMove(), 0.2)]
    walker = emcee.EnsembleSampler(settings.walkers, position.shape[1], log_density, vectorize=True, moves=moves)
    start = emcee.State(position, random_state=_state(seed, number))
    last = walker.run_mcmc(start, settings.block_steps // settings.thin, thin_by=settings.thin)
    return {
        "samples": walker.get_chain(),
        "log_density": walker.get_log_prob(),
        "accepted": walker.backend.accepted,
        "last": last.coords,
    }


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

"""Does the sampler find a posterior that is known, whatever its proposals are worth, and can it be restarted?"""

from __future__ import annotations

import numpy as np
import pytest

from ungespor.base.errors import InputError
from ungespor.evaluation.calibration.sampler import Approximation, Settings, sample

SETTINGS = Settings(walkers=24, block_steps=50, blocks=10, burn_blocks=2)
COVARIANCE = np.array([[1.0, 0.6, 0.0], [0.6, 2.0, -0.5], [0.0, -0.5, 0.5]])
MEAN = np.array([0.5, -1.0, 2.0])


def log_density(places):
    apart = places - MEAN
    return -(apart @ np.linalg.inv(COVARIANCE) * apart).sum(axis=1) / 2


@pytest.mark.parametrize(("shift", "scale"), [(0.0, 1.0), (0.7, 1.5)])
def test_a_normal_posterior_is_found_even_from_poor_proposals(shift, scale):
    chain = sample(log_density, Approximation(MEAN + shift, COVARIANCE * scale), SETTINGS, 3)
    flat = chain.flat()
    error = np.sqrt(np.diag(COVARIANCE) / chain.effective)
    assert np.all(np.abs(flat.mean(axis=0) - MEAN) < 4 * error)
    # The standard error of a variance is that of a mean of squares: √2 times the variance over √n.
    spread = np.sqrt(2 / chain.effective) * np.diag(COVARIANCE)
    assert np.all(np.abs(flat.var(axis=0) - np.diag(COVARIANCE)) < 4 * spread)
    size = flat.shape[0]
    assert np.all(chain.effective < 1.05 * size)
    assert chain.acceptance < 1


def test_draws_are_spread_over_the_whole_chain():
    chain = sample(log_density, Approximation(MEAN, COVARIANCE), SETTINGS, 3)
    assert np.array_equal(chain.draws(4), chain.flat()[[600, 1800, 3000, 4200]])
    assert chain.flat().shape == (4800, 3)


def test_the_same_seed_gives_the_same_chain_and_another_another():
    first, again, other = (sample(log_density, Approximation(MEAN, COVARIANCE), SETTINGS, seed) for seed in (3, 3, 4))
    assert np.array_equal(first.samples, again.samples)
    assert not np.isin(other.samples, first.samples).any()


def test_blocks_differ(tmp_path):
    chain = sample(log_density, Approximation(MEAN, COVARIANCE), SETTINGS, 3)
    blocks = np.split(chain.samples, SETTINGS.blocks - SETTINGS.burn_blocks)
    assert len(np.unique([block[-1, 0, 0] for block in blocks])) == len(blocks)


class TiredError(Exception):
    pass


def test_an_interrupted_calibration_goes_on_as_if_nothing_had_happened(tmp_path):
    whole = sample(log_density, Approximation(MEAN, COVARIANCE), SETTINGS, 3)
    calls = 0

    def tires(places):
        nonlocal calls
        calls += 1
        if calls > 400:
            raise TiredError
        return log_density(places)

    with pytest.raises(TiredError):
        sample(tires, Approximation(MEAN, COVARIANCE), SETTINGS, 3, tmp_path)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert 0 < len(kept) < SETTINGS.blocks
    assert all(name.endswith(".npz") for name in kept)
    calls = -(10**6)
    resumed = sample(tires, Approximation(MEAN, COVARIANCE), SETTINGS, 3, tmp_path)
    assert np.array_equal(whole.samples, resumed.samples)
    assert np.array_equal(whole.log_density, resumed.log_density)
    assert whole.acceptance == resumed.acceptance


def test_a_broken_block_is_named(tmp_path):
    (tmp_path / "block_000.npz").write_bytes(b"half")
    with pytest.raises(InputError) as refused:
        sample(log_density, Approximation(MEAN, COVARIANCE), SETTINGS, 3, tmp_path)
    assert "A kept block of the calibration cannot be read." in str(refused.value)
    assert "block_000.npz" in str(refused.value)

"""The hash that every draw is made of, on single numbers and on arrays, without a compiler.

It is the finaliser of splitmix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
generators", OOPSLA).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Bits = TypeVar("Bits", np.uint64, "NDArray[np.uint64]")

GOLDEN: Final = np.uint64(0x9E3779B97F4A7C15)
MIX_1: Final = np.uint64(0xBF58476D1CE4E5B9)
MIX_2: Final = np.uint64(0x94D049BB133111EB)
SHIFT_30: Final = np.uint64(30)
SHIFT_27: Final = np.uint64(27)
SHIFT_31: Final = np.uint64(31)
SHIFT_12: Final = np.uint64(12)
TWO_TO_MINUS_52: Final = 1.0 / 4503599627370496.0


def mixed(bits: Bits) -> Bits:
    """Scramble 64 bits, of one number or of each."""
    bits = (bits ^ (bits >> SHIFT_30)) * MIX_1
    bits = (bits ^ (bits >> SHIFT_27)) * MIX_2
    return bits ^ (bits >> SHIFT_31)


def named_uniforms(name: str, seed: int, draws: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return one uniform for each parameter draw, keyed by the name of the parameter.

    Parameters
    ----------
    name : str
        For instance ``"offers.ibbu.effects.education.hazard_ratio"``.
    seed : int
    draws : ndarray of int64, shape (n,)

    Returns
    -------
    ndarray of float64, shape (n,)
        Strictly between 0 and 1.
    """
    digest = hashlib.sha256(name.encode()).digest()
    key = mixed(np.array([seed], dtype=np.uint64) ^ np.frombuffer(digest[:8], dtype="<u8"))
    bits = mixed(key + (np.asarray(draws).astype(np.uint64) + np.uint64(1)) * GOLDEN)
    return ((bits >> SHIFT_12).astype(np.float64) + 0.5) * TWO_TO_MINUS_52

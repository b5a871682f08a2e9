"""Uniform and normal numbers made of 64 random bits, and the normal distribution, as compiled rules.

Normal draws are made by the ziggurat (Marsaglia and Tsang 2000, "The ziggurat method for generating
random variables", Journal of Statistical Software 5(8)): 256 layers of equal area cover the density.
In 99 of a hundred draws the first point chosen in a layer lies wholly below the density, and is the
draw; the rest is looked at more closely, with bits made of the first.  The quantile, which draws from
a part of the distribution need, is algorithm AS 241 (Wichura 1988).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from ungespor.base.hashing import GOLDEN, SHIFT_12, TWO_TO_MINUS_52, mixed
from ungespor.base.jit import part, rule

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAYERS: Final = 256
TAIL: Final = 3.6541528853610088
"""Where the lowest layer's rectangle ends and the tail begins, for 256 layers."""

ONE: Final = np.uint64(1)
LAYER_BITS: Final = np.uint64(LAYERS - 1)
SHIFT_11: Final = np.int64(11)


def _edges() -> NDArray[np.float64]:
    """Return how wide each layer is, from the lowest, tail and all, up to the peak, which has no width."""
    at_tail = math.exp(-0.5 * TAIL * TAIL)
    area = TAIL * at_tail + math.sqrt(math.pi / 2) * math.erfc(TAIL / math.sqrt(2))
    edges = [area / at_tail, TAIL]
    while len(edges) < LAYERS:
        edges.append(math.sqrt(-2 * math.log(area / edges[-1] + math.exp(-0.5 * edges[-1] ** 2))))
    return np.array([*edges, 0.0])


EDGES: Final = _edges()

mix = rule(mixed)


@rule
def share_of(bits: np.uint64) -> float:
    """Return a number strictly between 0 and 1."""
    # By way of a signed integer: processors turn those into floats in one step.
    return (np.float64(np.int64(bits >> SHIFT_12)) + 0.5) * TWO_TO_MINUS_52


@rule
def within_layer(bits: np.uint64, layer: np.uint64) -> float:
    """Return a point anywhere in a layer, left or right of the peak; its bits are not those of the layer."""
    return np.float64(np.int64(bits) >> SHIFT_11) * TWO_TO_MINUS_52 * EDGES[layer]


@rule
def normal_of(bits: np.uint64) -> float:
    """Return a standard normal number."""
    layer = bits & LAYER_BITS
    value = within_layer(bits, layer)
    if abs(value) < EDGES[layer + ONE]:
        return value
    return outside_the_core(bits, layer, value)


@part
def outside_the_core(bits: np.uint64, layer: np.uint64, value: float) -> float:
    """Accept the value if it lies below the density, draw it from the tail, or begin again."""
    while abs(value) >= EDGES[layer + ONE]:
        if layer == 0:
            return math.copysign(beyond_the_tail(bits), value)
        bits = mix(bits + GOLDEN)
        bottom, top = math.exp(-0.5 * EDGES[layer] ** 2), math.exp(-0.5 * EDGES[layer + ONE] ** 2)
        if bottom + share_of(bits) * (top - bottom) < math.exp(-0.5 * value * value):
            return value
        bits = mix(bits + GOLDEN)
        layer = bits & LAYER_BITS
        value = within_layer(bits, layer)
    return value


@rule
def beyond_the_tail(bits: np.uint64) -> float:
    """Return a number from the tail (Marsaglia 1964)."""
    beyond, height = 1.0, 0.0
    while 2.0 * height <= beyond * beyond:
        bits = mix(bits + GOLDEN)
        beyond = -math.log(share_of(bits)) / TAIL
        bits = mix(bits + GOLDEN)
        height = -math.log(share_of(bits))
    return TAIL + beyond


# Coefficients of algorithm AS 241 (PPND16), from the highest power down.
CENTRE_ABOVE: Final = (
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
    13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
)  # fmt: skip
CENTRE_BELOW: Final = (
    5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
    5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0,
)  # fmt: skip
MIDDLE_ABOVE: Final = (
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
)  # fmt: skip
MIDDLE_BELOW: Final = (
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0,
)  # fmt: skip
TAIL_ABOVE: Final = (
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
    0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
)  # fmt: skip
TAIL_BELOW: Final = (
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0,
)  # fmt: skip


@rule
def polynomial(coefficients: tuple[float, ...], value: float) -> float:
    """Return a polynomial by Horner's rule, coefficients from the highest power down."""
    result = 0.0
    for coefficient in coefficients:
        result = result * value + coefficient
    return result


@part
def normal_quantile(share: float) -> float:
    """Return the quantile of the standard normal distribution (AS 241, PPND16)."""
    q = share - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * polynomial(CENTRE_ABOVE, r) / polynomial(CENTRE_BELOW, r)
    r = math.sqrt(-math.log(share if q < 0 else 1.0 - share))
    if r <= 5.0:
        value = polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
    else:
        value = polynomial(TAIL_ABOVE, r - 5.0) / polynomial(TAIL_BELOW, r - 5.0)
    return -value if q < 0 else value


@rule
def normal_share(value: float) -> float:
    """Return the standard normal distribution function."""
    return 0.5 * math.erfc(-value * 0.7071067811865476)

"""What taxes are computed from, and how it moves with income: the same arithmetic as a workbook's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ungespor.ledger.tax import TAX_INDIRECT, TAX_PAID, WEEKS_PER_YEAR, TaxRates, income_tax, tax_rates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class Slope(NamedTuple):
    """By how much the base of a tax grows with one krone of benefit or of wage."""

    benefit: float
    wage: float


def tax_bases(wage: Numbers, benefit: Numbers, parameters: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Return kroner a week that each tax is a share of.

    Parameters
    ----------
    wage, benefit : ndarray of float64
        Kroner a week.
    parameters : mapping of str to ndarray
        Rates and annual allowances by their role, such as ``"tax_am"``.

    Returns
    -------
    dict of ndarray
        By the role of the tax.
    """
    rates = _rates(parameters)
    whole = replace(rates, base=np.ones_like(rates.base), municipal=np.ones_like(rates.municipal))
    _, base, municipal = income_tax(wage, benefit, whole)
    return dict(zip(TAX_PAID, (np.asarray(wage, dtype=np.float64), base, municipal), strict=True))


def slopes(wage: float, benefit: float, parameters: Mapping[str, float]) -> dict[str, Slope]:
    """Return the slope of each tax's base at one income.

    Parameters
    ----------
    wage, benefit : float
        Kroner a week.
    parameters : mapping of str to float

    Returns
    -------
    dict of Slope
        By the role of the tax.
    """
    rates = _rates({name: np.asarray(value) for name, value in parameters.items()})
    bases = tax_bases(
        np.asarray(wage), np.asarray(benefit), {name: np.asarray(one) for name, one in parameters.items()}
    )
    _, base, municipal = (float(bases[tax]) > 0 for tax in TAX_PAID)
    above_floor = wage - float(rates.job_allowance_floor) / WEEKS_PER_YEAR
    employment_share, job_share = float(rates.employment_allowance_share), float(rates.job_allowance_share)
    grows = employment_share * wage < float(rates.employment_allowance_most) / WEEKS_PER_YEAR
    job_grows = above_floor > 0 and job_share * above_floor < float(rates.job_allowance_most) / WEEKS_PER_YEAR
    kept = 1 - float(rates.am)
    return dict(
        zip(
            TAX_PAID,
            (
                Slope(0.0, 1.0),
                Slope(float(base), kept * base),
                Slope(float(municipal), (kept - employment_share * grows - job_share * job_grows) * municipal),
            ),
            strict=True,
        )
    )


def _rates(parameters: Mapping[str, Numbers]) -> TaxRates:
    return tax_rates({name: values for name, values in parameters.items() if name != TAX_INDIRECT})

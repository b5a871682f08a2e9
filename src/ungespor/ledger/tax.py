"""Income tax on the income of one period, split by who gets it.

Sources: personal tax act (bundskat, personfradrag), labour-market contribution act (AM-bidrag),
assessment act (beskæftigelsesfradrag, jobfradrag), municipal tax act.  Church tax is left out, and
so are the higher brackets (topskat, since 2026 mellemskat and topskat): they begin far above the
highest wage of the price tables.

Allowances are annual and are used by the week, divided by 52.  Tax is then linear in weeks, so
that an activity always costs the same; someone who changes between work and no income within a
year pays a little less in truth, because unused allowances are carried over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

WEEKS_PER_YEAR: Final = 52
TAX_PAID: Final = ("tax_am", "tax_base", "tax_municipal")
"""Price rows of the taxes that are booked, in the order of :func:`income_tax`."""
TAX_INDIRECT: Final = "tax_indirect"
TAX_ROWS: Final = (
    *TAX_PAID,
    TAX_INDIRECT,
    "tax_personal_allowance",
    "tax_employment_allowance_share",
    "tax_employment_allowance_most",
    "tax_job_allowance_share",
    "tax_job_allowance_floor",
    "tax_job_allowance_most",
)
"""Every row that ``tax.csv`` must have."""


@dataclass(frozen=True, slots=True)
class TaxRates:
    """Rates and annual allowances, each a number or one number per parameter draw.

    Attributes
    ----------
    am, base, municipal : array
        Rates of AM-bidrag, bundskat and kommuneskat, as shares.
    personal_allowance : array
        Personfradrag, kroner a year.
    employment_allowance_share, employment_allowance_most : array
        Beskæftigelsesfradrag: share of the wage, at most so many kroner a year.
    job_allowance_share, job_allowance_floor, job_allowance_most : array
        Jobfradrag: share of the wage above a floor, at most so many kroner a year.
    """

    am: NDArray[np.float64]
    base: NDArray[np.float64]
    municipal: NDArray[np.float64]
    personal_allowance: NDArray[np.float64]
    employment_allowance_share: NDArray[np.float64]
    employment_allowance_most: NDArray[np.float64]
    job_allowance_share: NDArray[np.float64]
    job_allowance_floor: NDArray[np.float64]
    job_allowance_most: NDArray[np.float64]


def tax_rates(values: Mapping[str, float | NDArray[np.float64]]) -> TaxRates:
    """Return the rates named by their ``price_id`` as :class:`TaxRates`."""
    names = {name: name.removeprefix("tax_") for name in TAX_ROWS if name != TAX_INDIRECT}
    return TaxRates(**{field: np.asarray(values[name], dtype=np.float64) for name, field in names.items()})


def income_tax(
    wage: NDArray[np.float64] | float,
    benefit: NDArray[np.float64] | float,
    rates: TaxRates,
    periods_per_year: int = WEEKS_PER_YEAR,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return AM-bidrag, bundskat and kommuneskat of one period's income.

    Parameters
    ----------
    wage, benefit : array or float
        Kroner in the period; AM-bidrag and the allowances for work concern wages alone.
    rates : TaxRates
    periods_per_year : int
        52 for a week, 1 for a year.

    Returns
    -------
    tuple of array
        Kroner of AM-bidrag (state), bundskat (state), kommuneskat (municipality).

    Notes
    -----
    Personal income = wage − AM-bidrag + benefit (labour-market contribution act § 1; personal tax act
    § 3).  Bundskat is paid of personal income above personfradrag (personal tax act §§ 5, 6 and 10);
    kommuneskat of what is also above beskæftigelsesfradrag and jobfradrag (municipal tax act;
    assessment act §§ 9 J and 9 K).  The numbers of the sections are recalled, not verified.
    """
    wage = np.asarray(wage, dtype=np.float64)
    am = rates.am * wage
    above_allowance = wage - am + benefit - rates.personal_allowance / periods_per_year
    employment = np.minimum(rates.employment_allowance_share * wage, rates.employment_allowance_most / periods_per_year)
    above_floor = np.maximum(wage - rates.job_allowance_floor / periods_per_year, 0)
    job = np.minimum(rates.job_allowance_share * above_floor, rates.job_allowance_most / periods_per_year)
    base = rates.base * np.maximum(above_allowance, 0)
    municipal = rates.municipal * np.maximum(above_allowance - employment - job, 0)
    return am, base, municipal

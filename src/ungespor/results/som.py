"""The scenario reckoned the way of SØM, beside the simulation, with the difference term by term.

SØM (Socialøkonomisk investeringsmodel, Social- og Boligstyrelsen; documentation versions 2018, 2.2
and 3.0, and the agency's pages on effects, consequences and prices) knows no individuals and no
chance.  Here it is given what it would be given by a user who has read the simulation's summary:

* **Success** is being in a job or education 52 weeks after END.  The *success rate* is the extra
  share of participants who are, over the control arm: SØM wants it net of what happens anyway.
* **The effect** is immediate, whole and lasting: that share of the participants passes in week 0
  from the average path without success to the average path with it, and stays there for at most
  ten years.  (SØM lets the effect fall in the year in which people finish.)
* **A success is worth** the control arm's average cost of a week outside job and education
  (compulsory school apart), less that of a week in a job or education, by payer.  Like SØM's
  consequences this is an association: those who succeed differ from those who do not in more than
  their success.  Services that usual practice gives by state are part of it; hospital and GP are
  not, because in this model they do not follow the state.
* **Prices** are averages after the mean refusion of the control arm; discounting, price year and
  financing are the scenario's.  Block grant, equalisation, indirect taxes and displacement of other
  people from jobs are left out.
* A scenario with a `consequence` has no success rate: SØM is then the priced number of events, as
  :mod:`ungespor.results.consequence` has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ungespor.base.errors import InputError, Problem
from ungespor.results.net import PROGRAMME_ACCOUNT
from ungespor.results.som_averages import at_mean_refusion, book, services_of, worth_of_a_week
from ungespor.results.som_terms import MEASURED_AT, consequence_saving, difference_terms, sums
from ungespor.results.statistics import present_value_factors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ungespor.base.tables import Ledger, Trajectories
    from ungespor.scenario.model import Scenario

MOST_YEARS: Final = 10
WEEKS_PER_YEAR: Final = 52
COPIED: Final = (
    "scenario",
    "title_da",
    "title_en",
    "manifest",
    "people",
    "participants",
    "replications",
    "horizon_years",
    "discount_rate",
    "headline_financing",
    "prices",
)
"""Parts of the run's result that the answer repeats."""


def describe_som(
    scenario: Scenario, trajectories: Trajectories, ledger: Ledger, result: Mapping[str, Any]
) -> dict[str, Any]:
    """Reckon a finished run the way of SØM and explain how the two differ.

    Parameters
    ----------
    scenario : Scenario
    trajectories : Trajectories
    ledger : Ledger
    result : mapping
        The run's result.

    Returns
    -------
    dict
        `payers` (SØM), `full_mode_payers` (the run), `success`, and `difference_terms`: for each
        payer they add up to full − SØM, the last one, `individuals`, being what the others leave.

    Raises
    ------
    InputError
        If the horizon is too short for anybody to be measured a year after END.
    """
    years = min(MOST_YEARS, scenario.horizon_years)
    participants = float(result["participants"])
    factors = present_value_factors(result["discount_rate"], range(1, years + 1))
    booked = book(trajectories.activities, ledger, years)
    averaged = at_mean_refusion(booked)
    worth = worth_of_a_week(averaged, services_of(scenario))
    success = _success(result)

    programme = booked.net(np.array([line.account == PROGRAMME_ACCOUNT for line in booked.lines], dtype=np.bool_))
    gain = np.outer(np.full(years, success["rate"] * WEEKS_PER_YEAR), worth)
    gain[0] += consequence_saving(result)
    by_year = programme + gain * participants
    payers = _described_payers(by_year, factors, participants)
    success["worth_dkk_per_year"] = {payer: value * WEEKS_PER_YEAR for payer, value in sums(worth).items()}

    answer = {key: result[key] for key in COPIED} | {"years": years, "success": success, "payers": payers}
    answer["full_mode_payers"] = result["payers"]
    answer["difference_terms"] = difference_terms(
        scenario, trajectories, (booked, averaged), worth, success["rate"], payers, result
    )
    return answer | ({"consequence": result["consequence"]} if "consequence" in result else {})


def _success(result: Mapping[str, Any]) -> dict[str, Any]:
    """Return the success rate net of the control arm; 0 where a consequence is assumed instead."""
    if "consequence" in result:
        return {"rate": 0.0, "mcse": 0.0, "intervention": None, "control": None}
    measured = result["outcomes"]["job_or_education"][str(MEASURED_AT)]
    if measured["difference"]["mean"] is None:
        raise InputError(
            [
                Problem(
                    what="Nobody is measured a year after the course, so that there is no success rate.",
                    field="horizon_years",
                    found=str(result["horizon_years"]),
                    allowed="the length of the course and one year more",
                    fix="Raise --years.",
                )
            ]
        )
    rate = measured["difference"]
    return {
        "rate": rate["mean"],
        "mcse": rate["mcse"],
        "intervention": measured["intervention"],
        "control": measured["control"],
    }


def _described_payers(
    by_year: NDArray[np.float64], factors: NDArray[np.float64], participants: float
) -> dict[str, dict[str, Any]]:
    """Describe each payer as a run does, by year in kroner for everybody."""
    totals = sums(factors @ by_year)
    years = [sums(one) for one in by_year]
    return {
        payer: {
            "net_dkk_per_participant": {"mean": total / participants},
            "net_dkk_total": {"mean": total},
            "by_year": [
                {"year": number + 1, "net_dkk": one[payer], "present_value_dkk": one[payer] * float(factors[number])}
                for number, one in enumerate(years)
            ],
        }
        for payer, total in totals.items()
    }

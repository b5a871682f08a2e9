"""One plain sentence that says who gains, who pays and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.results.numbers import chance, decimal, kroner, rounded, step_for

if TYPE_CHECKING:
    from ungespor.results.numbers import Language

STANDARD_ERRORS_FOR_A_SIGN: Final = 2
"""A sign is only claimed when the mean lies this many standard errors from 0."""

SENTENCES: Final[dict[str, dict[str, str]]] = {
    "da": {
        "gain": "Over {years} år giver indsatsen i gennemsnit det offentlige en nettogevinst på {amount} pr. deltager",
        "loss": "Over {years} år koster indsatsen i gennemsnit det offentlige {amount} netto pr. deltager",
        "even": "Over {years} år kan det offentliges nettogevinst ved indsatsen ikke skelnes fra nul",
        "unknown": "Der kendes ingen virkning af indsatsen; her er kun udgift og balancepunkt. ",
        "unknown_cost": "Den koster det offentlige {amount} netto pr. deltager over {years} år",
        "unknown_weeks": ", og det går lige op, hvis hver deltager får {weeks} flere uger i job.",
        "unknown_never": ", og ingen uger i job kan opveje det.",
        "unknown_free": "Den koster ikke det offentlige noget.",
        "nothing": "Over {years} år ændrer indsatsen ikke økonomien for nogen betaler.",
        "payer_gain": "{payer} vinder {amount}",
        "payer_loss": "{payer} betaler {amount}",
        "payer_even": "{payer} går omtrent lige op",
        "several_gain": "{payer} vinder {amount}",
        "several_loss": "{payer} betaler {amount}",
        "chance": "; sandsynligheden for, at en årgang giver det offentlige en nettogevinst, er {chance}.",
        "and": " og ",
        "kommune": "kommunen",
        "andre_kommuner": "andre kommuner",
        "region": "regionen",
        "stat": "staten",
        "fond": "fonden",
    },
    "en": {
        "gain": "Over {years} years the effort gives the public purse a mean net gain of {amount} per participant",
        "loss": "Over {years} years the effort costs the public purse {amount} net per participant on average",
        "even": "Over {years} years the effort's net gain to the public purse cannot be told from zero",
        "unknown": "No effect is known; cost and break-even only. ",
        "unknown_cost": "It costs the public purse {amount} net per participant over {years} years",
        "unknown_weeks": ", and breaks even if each participant gains {weeks} more weeks in a job.",
        "unknown_never": ", and no number of weeks in a job can outweigh it.",
        "unknown_free": "It costs the public purse nothing.",
        "nothing": "Over {years} years the effort changes no payer's finances.",
        "payer_gain": "{payer} gains {amount}",
        "payer_loss": "{payer} pays {amount}",
        "payer_even": "{payer} comes out about even",
        "several_gain": "{payer} gain {amount}",
        "several_loss": "{payer} pay {amount}",
        "chance": "; the chance that one cohort gives the public purse a net gain is {chance}.",
        "and": " and ",
        "kommune": "the municipality",
        "andre_kommuner": "other municipalities",
        "region": "the region",
        "stat": "the state",
        "fond": "the foundation",
    },
}


def sentence(result: dict[str, Any], language: Language = "da") -> str:
    """Write the sentence from the signs and sizes of a result.

    Parameters
    ----------
    result : dict
        A result of :func:`ungespor.results.summary.summarise`, or one read from ``result.json``.
    language : {"da", "en"}

    Returns
    -------
    str
    """
    words = SENTENCES[language]
    payers = result["payers"]
    years = result["horizon_years"]
    if not result.get("effect_known", True):
        return words["unknown"] + _unknown(result, words, language)
    numbers = {payer: payers[payer]["net_dkk_per_participant"] for payer in words if payer in payers}
    if all(number[key] == 0 for number in numbers.values() for key in ("mean", "low", "high")):
        return words["nothing"].format(years=years)
    replications = result["replications"]
    public = payers["public"]["net_dkk_per_participant"]
    opening = words[_direction(public, replications)].format(
        years=years, amount=_amount(public, replications, language)
    )
    parts = [
        words[_number(payer, _direction(number, replications))].format(
            payer=words[payer], amount=_amount(number, replications, language)
        )
        for payer, number in numbers.items()
        if payer in {"kommune", "region", "stat"} or _direction(number, replications) != "even"
    ]
    listed = ", ".join(parts[:-1]) + words["and"] + parts[-1]
    if replications == 1:
        return f"{opening}: {listed}."
    shown = chance(payers["public"]["chance_of_gain"], replications, language)
    return f"{opening}: {listed}" + words["chance"].format(chance=shown)


def _unknown(result: dict[str, Any], words: dict[str, str], language: Language) -> str:
    """Say what an effort without a known effect costs, and what would pay for it."""
    public = result["break_even"]["by_payer"]["public"]
    if public["cost_dkk_per_participant"] == 0:
        return words["unknown_free"]
    net = result["payers"]["public"]["net_dkk_per_participant"]
    amount = _amount(net, result["replications"], language)
    weeks = public["weeks_needed"]
    ending = (
        words["unknown_never"] if weeks is None else words["unknown_weeks"].format(weeks=decimal(weeks, language, 1))
    )
    return words["unknown_cost"].format(amount=amount, years=result["horizon_years"]) + ending


def _number(payer: str, direction: str) -> str:
    """Return the key of what is said of a payer: several municipalities take a verb in the plural."""
    return ("several_" if payer == "andre_kommuner" and direction != "even" else "payer_") + direction


def _direction(number: dict[str, float], replications: int) -> str:
    step = step_for(number["mcse"], replications)
    unclear = abs(number["mean"]) <= STANDARD_ERRORS_FOR_A_SIGN * number["mcse"]
    if unclear or rounded(number["mean"], step) == 0:
        return "even"
    return "gain" if number["mean"] > 0 else "loss"


def _amount(number: dict[str, float], replications: int, language: Language) -> str:
    return kroner(abs(number["mean"]), step_for(number["mcse"], replications), language)

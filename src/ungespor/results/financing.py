"""The same lives under every way of financing the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ungespor.results.net import REPORTED_PAYERS
from ungespor.results.payers import chance_of_gain, present_value_by_year, total_and_cost
from ungespor.results.statistics import payback_year, statistics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ungespor.results.net import Net
    from ungespor.scenario.model import Scenario


def describe_variants(scenario: Scenario, nets: Mapping[str, Net], participants: float) -> dict[str, dict[str, Any]]:
    """Describe net gain and programme cost of every payer under each financing variant.

    Parameters
    ----------
    scenario : Scenario
    nets : mapping of str to Net
        One for each variant that was priced, the headline first.
    participants : float

    Returns
    -------
    dict
        `{variant: {title_da, title_en, note, headline, payers: {payer: {…}}}}`.
    """
    rate = scenario.discount_rate.central
    described: dict[str, dict[str, Any]] = {}
    for name, net in nets.items():
        variant = scenario.financing.variants[name]
        described[name] = {
            "title_da": variant.title_da,
            "title_en": variant.title_en,
            "note": variant.note,
            "headline": name == scenario.financing.headline,
            "payers": {payer: _payer(net, payer, participants, rate) for payer in REPORTED_PAYERS},
        }
    return described


def _payer(net: Net, payer: str, participants: float, discount_rate: float) -> dict[str, Any]:
    total, cost = total_and_cost(net, payer, discount_rate)
    gain, paid = statistics(np.stack([total / participants, cost / participants]))
    return {
        "net_dkk_per_participant": gain,
        "programme_cost_dkk_per_participant": paid,
        "chance_of_gain": chance_of_gain(total),
        "payback_year": payback_year(net.years, present_value_by_year(net, payer, discount_rate)),
    }

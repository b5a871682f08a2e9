"""The same lives under every way of financing the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.results.payers import describe_money, describe_payers

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
        money = describe_money(net, participants, rate)
        payers = describe_payers(net, participants, rate)
        described[name] = {
            "title_da": variant.title_da,
            "title_en": variant.title_en,
            "note": variant.note,
            "headline": name == scenario.financing.headline,
            "payers": {
                payer: {
                    "net_dkk_per_participant": money[payer]["net_dkk_per_participant"],
                    "programme_cost_dkk_per_participant": money[payer]["programme_cost_dkk_per_participant"],
                    "chance_of_gain": payers[payer]["chance_of_gain"],
                    "payback_year": payers[payer]["payback_year"],
                }
                for payer in money
            },
        }
    return described

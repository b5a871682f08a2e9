"""A table of views, or a contract, with one mistake each, and the words the user must see."""

# ruff: noqa: E501 - one mistake a line reads best as a table

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ungespor.base.errors import InputError
from ungespor.ledger.view_tables import load_view_tables
from ungespor.scenario.load import load_scenario

SHIPPED = Path(__file__).resolve().parents[2] / "cost_tables"

# What is changed in views.yaml (before, after), and the words that must be shown.
TABLE = {
    "share above one": ("{value: 0.75, unit: share", "{value: 1.75, unit: share", ["equalisation_level", "1.75"]),
    "wrong unit": ("{value: 0.75, unit: share", "{value: 0.75, unit: percent", ["overlays.equalisation_level.unit", "percent", "share"]),
    "no unit": ("{value: 0.75, unit: share,", "{value: 0.75,", ["The key 'unit' is missing.", "overlays.equalisation_level.unit"]),
    "bare number": ("{value: 98, unit: count, source: municipal_grants, confidence: high}", "98", ["A number must be written with its unit and its source.", "overlays.municipalities"]),
    "not finite": ("{value: 1.28, unit: ratio", "{value: .inf, unit: ratio", ["The number must be finite.", "social.net_tax_factor.value"]),
    "outside its range": ("{value: 1.28, unit: ratio", "{value: 1.48, unit: ratio", ["'value' must lie between 'low' and 'high'", "social.net_tax_factor"]),
    "assumption without range": ("source: assumption, low: 0, high: 0.5", "source: assumption", ["An assumption needs a range", "displacement.job"]),
    "unknown source": ("source: finance_ministry_factor", "source: finance_ministry_facter", ["The source 'finance_ministry_facter' is unknown.", "nearest: finance_ministry_factor", "views.yaml:"]),
    "unknown key": ("  equalisation_level:", "  equalization_level:", ["The key 'equalization_level' is unknown here.", "nearest: equalisation_level"]),
    "unknown account": ("[benefits, refusion, co_financing]", "[benefit, refusion]", ["The account 'benefit' is unknown.", "overlays.guarantee_accounts", "nearest: benefits"]),
    "account with two kinds": ("accounts: [tax]", "accounts: [tax, refusion]", ["An account has two kinds", "refusion"]),
    "no operating kind": ("    operating: {code", "    running: {code", ["The kind 'operating' is missing"]),
    "more than there are": ("{value: 10, unit: count, source: assumption, low: 2, high: 97", "{value: 120, unit: count, source: assumption, low: 2, high: 130", ["More municipalities than there are", "120", "1 to 98"]),
    "nobody does the same": ("{value: 10, unit: count, source: assumption, low: 2, high: 97", "{value: 0, unit: count, source: assumption, low: 0, high: 97", ["overlays.some_municipalities", "1 to 98"]),
    "key twice": ("  municipalities:", "  own_share: 1\n  municipalities:", ["The key 'own_share' is written twice."]),
    "unknown confidence": ("Effort for young people, confidence: high", "Effort for young people, confidence: sure", ["sure", "high, medium, low"]),
}  # fmt: skip


@pytest.mark.parametrize("mistake", TABLE)
def test_one_mistake_in_the_table_of_views(tmp_path, mistake):
    before, after, shown = TABLE[mistake]
    folder = tmp_path / "cost_tables"
    shutil.copytree(SHIPPED, folder)
    path = folder / "views.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_view_tables(folder)
    for words in (*shown, "views.yaml"):
        assert words in str(caught.value)


def test_two_mistakes_are_told_at_once(tmp_path):
    folder = tmp_path / "cost_tables"
    shutil.copytree(SHIPPED, folder)
    path = folder / "views.yaml"
    text = path.read_text(encoding="utf-8").replace("value: 1.28", "value: 1.48").replace("[tax]", "[taxx]")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_view_tables(folder)
    assert "2 problems found" in str(caught.value)


CONTRACT = """
extends: tiny
name: with_contract
contract:
  payer: kommune
  receiver: region
  payment_per_week: {value: 500, unit: dkk_per_week, source: assumption, low: 100, high: 2000}
  cap: {value: 20000, unit: dkk_per_participant, source: assumption, low: 0, high: 90000}
  floor: {value: 0, unit: dkk_per_participant, source: assumption, low: 0, high: 90000}
  term_years: 2
"""

BLOCK = {
    "unknown payer": ("payer: kommune", "payer: komune", ["contract.payer", "komune", "nearest: kommune"]),
    "with itself": ("receiver: region", "receiver: kommune", ["A payer cannot have a contract with itself", "contract.receiver"]),
    "wrong unit": ("unit: dkk_per_week", "unit: dkk_per_month", ["contract.payment_per_week.unit", "dkk_per_month", "dkk_per_week"]),
    "negative payment": ("{value: 500, unit: dkk_per_week, source: assumption, low: 100", "{value: -500, unit: dkk_per_week, source: assumption, low: -600", ["contract.payment_per_week", "-500"]),
    "floor above cap": ("floor: {value: 0", "floor: {value: 30000", ["The floor is above the cap", "30000", "at most 20000 (the cap)"]),
    "longer than the horizon": ("term_years: 2", "term_years: 9", ["The contract runs longer than anybody is followed", "contract.term_years", "at most 2 (horizon_years)"]),
    "no term": ("term_years: 2", "term_years: 0", ["The number is too small.", "contract.term_years"]),
    "half a year": ("term_years: 2", "term_years: 1.5", ["contract.term_years", "1.5"]),
    "by chance": ("{value: 500, unit: dkk_per_week", "{distribution: uniform, unit: dkk_per_week", ["What has been agreed is no chance.", "contract.payment_per_week"]),
    "no cap": ("cap: {value: 20000, unit: dkk_per_participant, source: assumption, low: 0, high: 90000}\n  ", "", ["The key 'cap' is missing.", "contract.cap"]),
    "misspelt": ("payment_per_week:", "payment_pr_week:", ["The key 'payment_pr_week' is unknown here.", "nearest: payment_per_week"]),
    "unknown source": ("source: assumption, low: 100", "source: agreement, low: 100", ["The source 'agreement' is unknown."]),
    "no mapping": (CONTRACT[CONTRACT.index("contract:") :], "contract: yes\n", ["A mapping of names to values is needed here.", "contract"]),
}  # fmt: skip


def write(folder, text):
    path = folder / "with_contract.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_contract_is_good_without_a_mistake(tmp_path):
    assert load_scenario(write(tmp_path, CONTRACT)).scenario.contract.term_years == 2


@pytest.mark.parametrize("mistake", BLOCK)
def test_one_mistake_in_a_contract(tmp_path, mistake):
    before, after, shown = BLOCK[mistake]
    assert before in CONTRACT
    with pytest.raises(InputError) as caught:
        load_scenario(write(tmp_path, CONTRACT.replace(before, after, 1)))
    for words in (*shown, "with_contract.yaml:"):
        assert words in str(caught.value)

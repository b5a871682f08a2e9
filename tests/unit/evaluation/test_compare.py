"""Are runs compared only where they can be, and told so where they cannot?"""

from __future__ import annotations

import io
import json

import pytest

from ungespor.base.errors import InputError
from ungespor.evaluation.compare import compare
from ungespor.report.compare_text import print_comparison
from ungespor.report.terminal import make_console


@pytest.fixture
def folders(small_run, tmp_path):
    """Return a function that keeps changed results as run folders."""

    def keep(name, **changes):
        folder = tmp_path / name
        folder.mkdir()
        result = small_run["result"] | changes
        (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")
        return str(folder)

    return keep


def shown(comparison, language="da"):
    text = io.StringIO()
    print_comparison(comparison, make_console(text), language)
    return " ".join(text.getvalue().replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_run_compared_with_itself_differs_by_nothing(folders):
    comparison = compare(folders("a"), folders("b"))
    amounts = [
        value
        for payer in comparison["differences"][0]["payers"].values()
        for pair in payer.values()
        for value in pair.values()
    ]
    assert set(amounts) == {0.0}


def test_each_side_shows_saving_cost_and_net_by_payer(folders, small_run):
    side = compare(folders("a"), folders("b"))["scenarios"][0]
    money = small_run["result"]["money"]["region"]
    assert side["payers"]["region"]["programme_cost_dkk"]["total"] == money["programme_cost_dkk_total"]
    assert side["regime"] == "pre_2025H2"


def test_a_difference_is_the_other_minus_the_first(folders, small_run):
    money = json.loads(json.dumps(small_run["result"]["money"]))
    money["kommune"]["net_dkk_per_participant"]["mean"] += 1000
    comparison = compare(folders("a"), folders("b", money=money))
    assert comparison["differences"][0]["payers"]["kommune"]["net_dkk"]["per_participant"] == pytest.approx(1000)
    assert "+1.000" in shown(comparison)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"horizon_years": 10}, "forskellige i horisont"),
        ({"discount_rate": 0.01}, "forskellige i diskonteringsrente"),
    ],
)
def test_what_cannot_be_compared_is_told_and_not_subtracted(folders, changes, words):
    comparison = compare(folders("a"), folders("b", **changes))
    assert comparison["differences"] is None
    assert words in shown(comparison)
    assert "Ingen forskelle er beregnet." in shown(comparison)


@pytest.mark.parametrize(
    ("field", "value", "words"), [("regime", "dated", "regime"), ("price_year", 2026, "price year")]
)
def test_another_regime_or_price_year_is_told(folders, small_run, field, value, words):
    manifest = small_run["result"]["manifest"] | {field: value}
    comparison = compare(folders("a"), folders("b", manifest=manifest))
    assert comparison["disagreements"] == {field: [small_run["result"]["manifest"][field], value]}
    assert f"because they differ in {words}" in shown(comparison, "en")


def test_the_same_folder_twice_keeps_two_labels(folders):
    folder = folders("a")
    assert [side["label"] for side in compare(folder, folder)["scenarios"]] == [folder, f"{folder} (2)"]


def test_one_scenario_is_no_comparison():
    with pytest.raises(InputError, match="at least two"):
        compare("tiny")


@pytest.mark.parametrize(
    "content", [None, "{", "[]", '{"a": 1}', '{"money": {}, "payers": {}, "manifest": {}}', '{"money": 1, "payers": 2}']
)
def test_a_folder_without_a_result_is_told(folders, tmp_path, content):
    broken = tmp_path / "broken"
    broken.mkdir()
    if content is not None:
        (broken / "result.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="no readable result") as caught:
        compare(folders("a"), broken)
    assert caught.value.problems[0].file.endswith("result.json")

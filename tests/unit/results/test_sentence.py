"""Does the sentence say what the numbers say, in both languages?"""

from __future__ import annotations

import string

import pytest

from ungespor.results.sentence import SENTENCES, sentence


def result_with(chance=0.03, replications=200, mcse=500.0, **means):
    payers = {
        name: {"net_dkk_per_participant": {"mean": 0.0, "mcse": 0.0, "low": 0.0, "high": 0.0}, "chance_of_gain": 0.0}
        for name in ("kommune", "andre_kommuner", "region", "stat", "fond", "public")
    }
    for name, mean in means.items():
        payers[name]["net_dkk_per_participant"] = {"mean": mean, "mcse": mcse, "low": mean - 1, "high": mean + 1}
    payers["public"]["chance_of_gain"] = chance
    return {"payers": payers, "horizon_years": 5, "replications": replications}


def said(result, language):
    return sentence(result, language).replace("\N{NO-BREAK SPACE}", " ")


def test_a_loss_names_who_pays_and_who_gains():
    result = result_with(kommune=4321.0, region=-25_240.0, stat=-4_900.0, public=-25_819.0)
    assert said(result, "da") == (
        "Over 5 år koster indsatsen i gennemsnit det offentlige 25.800 kr. netto pr. deltager: kommunen vinder "
        "4.300 kr., regionen betaler 25.200 kr. og staten betaler 4.900 kr.; sandsynligheden for, at en årgang "
        "giver det offentlige en nettogevinst, er 3 %."
    )
    assert said(result, "en") == (
        "Over 5 years the effort costs the public purse DKK 25,800 net per participant on average: the municipality "
        "gains DKK 4,300, the region pays DKK 25,200 and the state pays DKK 4,900; the chance that one cohort gives "
        "the public purse a net gain is 3%."
    )


def test_a_gain_is_called_a_gain():
    result = result_with(chance=0.8, kommune=9000.0, region=2000.0, stat=3000.0, public=14_000.0)
    assert "giver indsatsen i gennemsnit det offentlige en nettogevinst på 14.000 kr. pr." in said(result, "da")


def test_no_sign_is_claimed_within_two_standard_errors():
    result = result_with(chance=0.5, kommune=900.0, region=-25_000.0, stat=25_000.0, public=900.0)
    words = said(result, "da")
    assert "kan det offentliges nettogevinst ved indsatsen ikke skelnes fra nul" in words
    assert "kommunen går omtrent lige op" in words


def test_a_foundation_is_only_named_when_it_pays():
    means = {"kommune": 9000.0, "region": 2000.0, "stat": 3000.0, "public": 14_000.0}
    assert "fonden" not in said(result_with(**means), "da")
    assert "fonden betaler 19.000 kr." in said(result_with(**means, fond=-19_000.0), "da")


def test_several_municipalities_take_a_verb_in_the_plural():
    result = result_with(kommune=9000.0, andre_kommuner=2000.0, stat=-3000.0, public=8000.0)
    assert "the municipality gains DKK 9,000, other municipalities gain DKK 2,000" in said(result, "en")


def test_a_single_replication_claims_no_chance():
    words = said(result_with(replications=1, kommune=9000.0, region=1.0, stat=1.0, public=9000.0), "da")
    assert "sandsynlighed" not in words
    assert words.endswith(".")


def test_both_languages_have_the_same_sentences():
    def fields(text):
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    assert SENTENCES["da"].keys() == SENTENCES["en"].keys()
    for key, danish in SENTENCES["da"].items():
        assert fields(danish) == fields(SENTENCES["en"][key])


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_one_sentence(language):
    words = said(result_with(kommune=4321.0, region=-25_240.0, stat=-4_900.0, public=-25_819.0), language)
    assert words.replace("kr.", "kr").replace("pr.", "pr").count(".") == 1 + sum(
        words.count(mark) for mark in ("4.300", "25.200", "4.900", "25.800")
    )

"""Does the command line reckon the way of SØM, in both languages, and refuse what cannot be reckoned?"""

from __future__ import annotations

import json


def test_json_stands_alone_and_its_terms_add_up(start, tmp_path):
    answer = start("som", "tiny", "--replications", "3", "--seed", "5", "--json")
    assert answer.code == 0, answer.err
    found = json.loads(answer.out)
    assert {"scenario", "manifest", "participants", "payers", "full_mode_payers", "difference_terms"} <= set(found)
    assert (found["replications"], found["manifest"]["seed"]) == (3, 5)
    run = json.loads(start("run", "tiny", "--replications", "3", "--seed", "5", "--json").out)
    assert found["full_mode_payers"] == run["payers"]
    assert set(found["payers"]["public"]) == {"net_dkk_per_participant", "net_dkk_total", "by_year"}
    assert not list(tmp_path.iterdir())


def test_both_languages_show_the_table(start, tmp_path):
    for language, first, last in (("da", "Regnet som i SØM", "Kort sagt"), ("en", "Reckoned as in SØM", "In short")):
        answer = start("som", "tiny", "--replications", "2", "--lang", language)
        assert answer.code == 0, answer.err
        assert answer.out.index(first) < answer.out.index(last)


def test_a_horizon_too_short_is_your_input(start, tmp_path):
    answer = start("som", "tiny", "--replications", "2", "--years", "1")
    assert answer.code == 2
    assert "Raise --years." in answer.err
    assert "Traceback" not in answer.err

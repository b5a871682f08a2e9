"""Does the command line reckon the way of SØM, in both languages, and refuse what cannot be reckoned?"""

from __future__ import annotations

import json


def test_json_stands_alone_and_its_terms_add_up(program, tmp_path):
    answer = program("som", "tiny", "--replications", "3", "--seed", "5", "--json", cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert {"scenario", "manifest", "participants", "payers", "full_mode_payers", "difference_terms"} <= set(found)
    assert (found["replications"], found["manifest"]["seed"]) == (3, 5)
    run = json.loads(program("run", "tiny", "--replications", "3", "--seed", "5", "--json", cwd=tmp_path).stdout)
    assert found["full_mode_payers"] == run["payers"]
    assert set(found["payers"]["public"]) == {"net_dkk_per_participant", "net_dkk_total", "by_year"}
    assert not list(tmp_path.iterdir())


def test_both_languages_show_the_table(program, tmp_path):
    for language, first, last in (("da", "Regnet som i SØM", "Kort sagt"), ("en", "Reckoned as in SØM", "In short")):
        answer = program("som", "tiny", "--replications", "2", "--lang", language, cwd=tmp_path)
        assert answer.returncode == 0, answer.stderr
        assert answer.stdout.index(first) < answer.stdout.index(last)


def test_a_horizon_too_short_is_your_input(program, tmp_path):
    answer = program("som", "tiny", "--replications", "2", "--years", "1", cwd=tmp_path)
    assert answer.returncode == 2
    assert "Raise --years." in answer.stderr
    assert "Traceback" not in answer.stderr

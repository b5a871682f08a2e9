"""Does ``break-even`` say where each payer turns, in both languages, and write its page?"""

from __future__ import annotations

import json

import pytest

SMALL = ("break-even", "tiny", "--replications", "2", "--people", "4", "--years", "1")


def test_json_stands_alone(start, tmp_path):
    answer = start(*SMALL, "--payer", "kommune", "--payer", "public", "--json")
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert (found["horizon_years"], found["replications"], list(found["payers"])) == (1, 2, ["kommune", "public"])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("da", ("Hvad skal der til", "Virkning", "Regionen", "simuleret 2 gange")),
        ("en", ("What does it take", "Persistence", "Region", "simulated 2 times")),
    ],
)
def test_the_tables_and_the_page(start, tmp_path, language, words):
    answer = start(*SMALL, "--out", "surface.html", "--lang", language)
    assert answer.code == 0, answer.err
    for word in words:
        assert word in answer.out
    page = (tmp_path / "surface.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["surface.html"]
    for payer in ("kommune", "region", "stat", "public"):
        for name in ("surface", "prices"):
            assert f'id="figure-{name}-{payer}"' in page
    assert words[0] in page


def test_what_cannot_be_written_is_told_before_anything_is_simulated(start, tmp_path, monkeypatch):
    monkeypatch.setattr("ungespor.evaluation.break_even.break_even", lambda *_, **__: pytest.fail("simulated"))
    (tmp_path / "there.html").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for name, words in (
        ("there.html", "exists already"),
        ("folder", "is a folder"),
        ("nowhere/surface.html", "is not there"),
    ):
        answer = start(*SMALL, "--out", name)
        assert (answer.code, answer.out) == (2, "")
        assert words in answer.err
    assert (tmp_path / "there.html").read_text(encoding="utf-8") == "mine"


def test_force_replaces_a_page(start, tmp_path):
    (tmp_path / "there.html").write_text("old", encoding="utf-8")
    assert start(*SMALL, "--payer", "stat", "--out", "there.html", "--force").code == 0
    assert (tmp_path / "there.html").read_text(encoding="utf-8").startswith("<!doctype html>")

"""Do the commands about prices print what they promise?"""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def run(start):
    """Make a run folder called ``mine`` and return the object that the run printed."""
    return json.loads(start("run", "tiny", "--replications", "3", "--out", "mine", "--json").out)


def test_price_prints_the_object_of_a_run(start, run):
    answer = start("price", "mine", "--json")
    assert (answer.code, answer.err) == (0, "")
    told = json.loads(answer.out)
    assert told["manifest"].pop("repriced") == {"of": run["manifest"], "changes": []}
    for result in (told, run):
        del result["manifest"]["created"]
    assert told == run


def test_nothing_is_simulated_and_nothing_is_written(start, run, tmp_path, monkeypatch):
    monkeypatch.setattr("ungespor.pipeline.live", lambda *_, **__: pytest.fail("simulated"))
    before = sorted(path.name for path in (tmp_path / "mine").iterdir())
    assert start("price", "mine", "--set", "gp_contact=300", "--discount", "0.01").code == 0
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_price_shows_the_tables_of_a_run(start, run):
    answer = start("price", "mine", "--set", "gp_contact=300", "--financing", "as_run", "--lang", "en")
    assert answer.code == 0
    for words in ("Changed: gp_contact from 250 to 300", "to as_run", "Who pays and who saves?", "In short"):
        assert words in answer.out


def test_the_sentence_follows_the_language(start, run):
    told = json.loads(start("price", "mine", "--json", "--lang", "en").out)
    assert told["sentence"].startswith("Over 2 years")


def test_the_tornado_follows_the_changes(start, run):
    told = json.loads(start("price", "mine", "--tornado", "--json").out)
    assert set(told) == {"scenario", "manifest", "prices", "central", "rows"}
    changed = json.loads(start("price", "mine", "--tornado", "--json", "--set", "adviser_time=160").out)
    rows = [{row["price_id"]: row for row in one["rows"]}["adviser_time"] for one in (told, changed)]
    assert rows[1]["central"] == pytest.approx(160)
    assert changed["central"]["kommune"] > told["central"]["kommune"]
    text = start("price", "mine", "--tornado", "--lang", "en").out
    assert "(adviser_time)" in text
    assert "low price / high price" in " ".join(text.split()) or "low price" in text


def test_the_report_of_a_run_holds_the_tornado_and_the_placeholders(start, run, tmp_path):
    page = (tmp_path / "mine" / "report.html").read_text(encoding="utf-8")
    assert 'id="figure-tornado"' in page
    for kind in ("from_memory", "assumed"):
        for row in run["prices"][kind]:
            assert f"({row['price_id']})" in page


def test_prices_are_listed_and_compared(start):
    listed = json.loads(start("prices", "--json").out)
    assert {"prices", "from_memory", "assumed"} == set(listed)
    differences = json.loads(start("prices", "--diff", "2023", "2024", "--json").out)
    assert (differences["kind"], differences["first"]) == ("price_year", "2023")
    assert "psy_bed_day" in start("prices", "--lang", "en").out
    assert "Prisrækker, der er forskellige i 2023 og 2024" in start("prices", "--diff", "2023", "2024").out

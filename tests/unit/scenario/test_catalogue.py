"""Does the line about a scenario say who it is about and what it rests on?"""

from __future__ import annotations

import json
from types import SimpleNamespace

from typer.testing import CliRunner

from ungespor.cli.options import app
from ungespor.report.lists import scenario_list
from ungespor.scenario.catalogue import entry_of
from ungespor.scenario.facts import Fact
from ungespor.scenario.load import load_scenario


def fact(name, document):
    return Fact(name, document, "somewhere", "", "1", "share", "", "")


def test_sources_are_documents_by_how_often_they_are_used():
    loaded = load_scenario("tiny")
    origins = [SimpleNamespace(source=source, note="") for source in ("A-1", "B-1", "assumption", "B-2", "B-1")]
    facts = {"A-1": fact("A-1", "First"), "B-1": fact("B-1", "Second"), "B-2": fact("B-2", "Second")}
    entry = entry_of(SimpleNamespace(scenario=loaded.scenario, origins=origins), facts)
    assert entry.sources == ("Second", "First")


def test_a_fact_in_the_note_of_an_assumption_is_a_source_too():
    loaded = load_scenario("tiny")
    note = "Asked for (IBBU-N-001), in two ways."
    twice = SimpleNamespace(source="BIL-002", note="See BIL-002.")
    origins = [twice, *[SimpleNamespace(source="assumption", note=note)] * 2]
    facts = {"IBBU-N-001": fact("IBBU-N-001", "First"), "BIL-002": fact("BIL-002", "Second")}
    entry = entry_of(SimpleNamespace(scenario=loaded.scenario, origins=origins), facts)
    assert entry.sources == ("First", "Second"), "a fact counts once for each value"


def test_every_programme_of_the_literature_names_the_review():
    for name in ("sport", "open_dialogue", "short_guidance", "social_skills_training", "travellers"):
        assert any("KORA" in document for document in entry_of(load_scenario(name)).sources), name


def test_an_entry_says_who_they_are_and_what_is_offered():
    entry = entry_of(load_scenario("sammen_paa_sporet"))
    assert (entry.people, entry.youngest, entry.oldest, entry.municipalities) == (563, 13, 25, 1)
    assert entry.offers == ("sps_counselling", "sps_individual", "sps_group", "sps_parents")
    assert entry.evidence_grade == "C"
    assert any("Rambøll" in document for document in entry.sources)


def test_a_scenario_that_cannot_be_read_is_listed_with_a_mark():
    table = scenario_list({"broken": None, "tiny": entry_of(load_scenario("tiny"))}, "da")
    assert [row.heading for row in table.rows] == ["broken", "tiny"]
    assert table.rows[0].cells[0] == "!"
    assert len({len(row.cells) for row in table.rows} | {len(table.headings) - 1}) == 1


def test_the_list_can_be_read_by_a_program():
    answer = CliRunner().invoke(app, ["list", "--json"])
    entries = {entry["name"]: entry for entry in json.loads(answer.stdout)}
    assert entries["ibbu_nord"]["people"] == 166
    assert {"title_da", "title_en", "who", "evidence_grade", "sources"} <= entries["ips_ung"].keys()

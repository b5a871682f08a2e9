"""Facts and sources: the shipped ones are in order, broken ones are problems."""

import pytest

from ungespor.base.errors import InputError
from ungespor.scenario.facts import load_facts, load_sources

HEADER = "fact_id,document,place,population,value,unit,n,note\n"


def test_the_shipped_facts_are_whole():
    facts = load_facts()
    assert all(fact.document and fact.place and fact.value and fact.unit and fact.note for fact in facts.values())
    assert facts["IBBU-N-011"].value == "465"


def test_the_shipped_sources_are_whole():
    sources = load_sources()
    assert all(source.title and source.locator for source in sources.values())
    assert sources["recalled_wages"].titles == {
        "da": "Lønninger efter forfatternes hukommelse",
        "en": "Wages recalled by the authors",
    }
    assert sources["tax_rates_2023"].titles["da"] == sources["tax_rates_2023"].title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id,value\nA,1\n", "other columns"),
        (HEADER + "A,b,c,d,1,share,,\nA,b,c,d,1,share,,\n", "Row 3 has no fact_id, or one that is used already"),
        (HEADER + "A,b,c\n", "Row 2 has too many or too few cells"),
        (HEADER + "A,b,c,d,1,share,,,,,\n", "Row 2 has too many or too few cells"),
        (HEADER + 'A,"b', "cannot be read"),
    ],
)
def test_broken_facts(tmp_path, text, words):
    (tmp_path / "facts.csv").write_text(text)
    with pytest.raises(InputError, match=words):
        load_facts(tmp_path)


def test_missing_facts(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load_facts(tmp_path)


@pytest.mark.parametrize("entry", ["{title: A}", "5", "{title: A, publisher: B, year: 1, locator: c, mark: d, e: f}"])
def test_broken_sources(tmp_path, entry):
    (tmp_path / "sources.yaml").write_text(f"some: {entry}\n")
    with pytest.raises(InputError, match="exactly the keys"):
        load_sources(tmp_path)

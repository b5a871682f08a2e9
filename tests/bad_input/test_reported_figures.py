"""One broken figure for each mistake under ``reported``, and the words the user must see."""

from __future__ import annotations

import pytest

from ungespor.base.errors import InputError
from ungespor.scenario.facts import load_facts
from ungespor.scenario.reported import load_reported

FACTS = "fact_id,document,place,population,value,unit,n,note\nX-1,A note,page 1,all,0.4,share,100,counted\n"
HEAD = "name: here\nsummary: What is held against it.\nprogramme: ibbu_nord\ntargets: {}\nreported:\n  one:\n"
FIGURE = {
    "title_da": "Ensomhed",
    "title_en": "Loneliness",
    "unit": "points",
    "value": "2.7",
    "significance": "not_tested",
    "source": "X-1",
}


@pytest.fixture
def read(tmp_path):
    """Return a function that writes one figure and reads it."""

    def load(**changes):
        (tmp_path / "targets").mkdir(exist_ok=True)
        (tmp_path / "facts.csv").write_text(FACTS, encoding="utf-8")
        given = {key: value for key, value in (FIGURE | changes).items() if value is not None}
        lines = [f"    {key}: {value}\n" for key, value in given.items()]
        (tmp_path / "targets" / "here.yaml").write_text(HEAD + "".join(lines), encoding="utf-8")
        return load_reported(folder=tmp_path)

    return load


def test_a_figure_is_read(read):
    (one,) = read(before="2.83", before_source="X-1", n="40")
    assert (one.id, one.programme, one.figure.before, one.figure.value) == ("one", "ibbu_nord", 2.83, 2.7)


MISTAKES = {
    "no figure": ({"value": None}, ["There is no figure", "a 'value', or both 'low' and 'high'"]),
    "half an interval": ({"low": "0.3"}, ["An interval has two ends", "both 'low' and 'high'"]),
    "unknown unit": ({"unit": "percent"}, ["reported.one.unit", "percent", "share"]),
    "unknown key": ({"befor": "2.8"}, ["'befor'", "nearest: before"]),
    "no source": ({"source": None}, ["'source'", "reported.one"]),
    "no source before": ({"before": "2.8"}, ["A figure has its source", "reported.one.before_source"]),
    "unknown fact": (
        {"source": "X-2"},
        ["reported.one.source", "The fact 'X-2' is unknown", "ids in scenarios/facts.csv"],
    ),
    "a word for a number": ({"value": "many"}, ["A number is needed here", "reported.one.value"]),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told(read, name):
    changes, words = MISTAKES[name]
    with pytest.raises(InputError) as error:
        read(**changes)
    text = " ".join(str(error.value).split())
    for expected in words:
        assert expected in text


def test_what_comes_along_is_in_order_and_gives_what_its_facts_say():
    facts = load_facts()
    found = load_reported()
    assert {one.programme for one in load_reported(["outreach", "horisont"])} == {"outreach", "horisont"}
    assert {one.programme for one in found} >= {
        "horisont",
        "ips_ung",
        "outreach",
        "produktionsskole",
        "sammen_paa_sporet",
    }
    for one in found:
        figure = one.figure
        printed = facts[figure.source].value.replace(" ", "")
        if figure.before is not None:
            assert float(facts[figure.before_source].value) == figure.before, one.id
        if figure.low is not None and figure.value is None:
            assert f"{figure.low:g};{figure.high:g}" in printed, one.id
        elif figure.unit == "share" and float(printed) > 1:
            assert float(printed) / figure.n == pytest.approx(figure.value, abs=0.005), one.id
        else:
            assert float(printed) == figure.value, one.id

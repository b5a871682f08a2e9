"""Layers: what is merged, what is replaced whole, what is removed, and who is remembered."""

from ungespor.scenario.layering import layered
from ungespor.scenario.nodes import Place, from_plain, plain

BELOW = Place("below.yaml", 1, "below")
ABOVE = Place("above.yaml", 2, "above")
NUMBER = {"value": 1, "unit": "weeks", "source": "assumption", "low": 0, "high": 2}


def lay(below, above):
    problems = []
    return layered(from_plain(below, BELOW), from_plain(above, ABOVE), problems), problems


def test_mappings_are_merged_key_by_key():
    merged, problems = lay({"a": {"b": 1, "c": 2}, "d": 3}, {"a": {"c": 4}})
    assert plain(merged) == {"a": {"b": 1, "c": 4}, "d": 3}
    assert problems == []


def test_a_number_is_replaced_whole_so_that_no_source_is_inherited():
    merged, _ = lay({"a": NUMBER}, {"a": {"value": 5, "unit": "weeks"}})
    assert plain(merged) == {"a": {"value": 5, "unit": "weeks"}}


def test_a_number_is_replaced_whole_also_by_half_a_number():
    merged, _ = lay({"a": NUMBER}, {"a": {"low": 0.5}})
    assert plain(merged) == {"a": {"low": 0.5}}


def test_lists_are_replaced_whole():
    merged, _ = lay({"a": [1, 2, 3]}, {"a": [4]})
    assert plain(merged) == {"a": [4]}


def test_null_removes_a_key():
    merged, problems = lay({"a": {"b": NUMBER, "c": 1}}, {"a": {"b": None}})
    assert plain(merged) == {"a": {"c": 1}}
    assert problems == []


def test_null_on_a_key_that_is_not_there_is_a_problem():
    merged, problems = lay({"a": {"walk": 1}}, {"a": {"wlak": None}})
    assert plain(merged) == {"a": {"walk": 1}}
    assert problems[0].field == "a.wlak"
    assert problems[0].nearest == "walk"
    assert problems[0].file == "above.yaml:2"


def test_what_is_changed_remembers_what_it_replaced():
    merged, _ = lay({"a": 1, "b": 2}, {"a": 3})
    assert merged.entries["a"].changed
    assert merged.entries["a"].place == ABOVE
    assert plain(merged.entries["a"].before) == 1
    assert not merged.entries["b"].changed
    assert merged.entries["b"].place == BELOW


def test_what_is_added_is_changed_and_replaced_nothing():
    merged, _ = lay({}, {"a": 1})
    assert merged.entries["a"].changed
    assert merged.entries["a"].before is None


def test_saying_the_same_again_changes_nothing():
    merged, _ = lay({"a": NUMBER, "b": 1}, {"a": NUMBER, "b": 1})
    assert not merged.entries["a"].changed
    assert merged.entries["b"].place == BELOW


def test_true_is_not_the_same_as_one():
    merged, _ = lay({"a": 1}, {"a": True})
    assert plain(merged)["a"] is True

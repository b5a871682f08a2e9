"""Layering then validating is validating the merged tree; an empty layer changes nothing."""

from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ungespor.base.errors import InputError
from ungespor.scenario.layering import layered
from ungespor.scenario.load import load_scenario
from ungespor.scenario.nodes import Place, from_plain, plain

LIBRARY = Path(__file__).parents[1] / "unit" / "scenario" / "library"
FOLDERS = {"scenarios": LIBRARY / "scenarios", "cost_tables": LIBRARY / "cost_tables"}
PLACE = Place("some.yaml", 1, "some")

LEAVES = st.one_of(st.integers(0, 3), st.booleans(), st.sampled_from(["x", "y"]), st.just([1, 2]))
NUMBERS = st.fixed_dictionaries({"value": st.integers(0, 3), "unit": st.just("weeks")})
KEYS = st.sampled_from(["a", "b", "c"])
GROUPS = st.dictionaries(KEYS, LEAVES | NUMBERS, max_size=3)
TREES = st.dictionaries(KEYS, LEAVES | NUMBERS | st.dictionaries(KEYS, LEAVES | GROUPS, max_size=2), max_size=3)


def merged(below, above):
    """Merge plain objects by the rule as it is documented, written anew and without places."""
    if not (isinstance(below, dict) and isinstance(above, dict)) or "value" in below or "value" in above:
        return above
    return {
        key: merged(below[key], above[key])
        if key in below and key in above
        else (above if key in above else below)[key]
        for key in [*below, *(key for key in above if key not in below)]
    }


def lay(below, above):
    problems = []
    node = layered(from_plain(below, PLACE), from_plain(above, PLACE), problems)
    assert problems == []
    return node


@given(TREES, TREES)
def test_layering_is_the_documented_merge(below, above):
    assert plain(lay(below, above)) == merged(below, above)


@given(TREES)
def test_an_empty_layer_changes_nothing(tree):
    node = from_plain(tree, PLACE)
    assert layered(node, from_plain({}, PLACE), []) == node


@given(TREES)
def test_a_layer_on_itself_changes_nothing(tree):
    assert lay(tree, tree) == from_plain(tree, PLACE)


SHARE = st.floats(-0.5, 1.5, allow_nan=False)


def share(value):
    return {"value": value, "unit": "share", "source": "FACT-001"}


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "people": st.integers(-2, 50),
        "seed": st.integers(0, 9),
        "title_en": st.sampled_from(["Other", 5]),
        "population": st.fixed_dictionaries(
            {"traits": st.dictionaries(st.sampled_from(["women", "anxiety", "womne"]), SHARE.map(share), max_size=2)}
        ),
        "switches": st.dictionaries(st.sampled_from(["queue", "moving"]), st.booleans()),
    },
)


def outcome(path):
    """Return the validated scenario, or the set of what is wrong and where."""
    try:
        return load_scenario(path, **FOLDERS).scenario
    except InputError as error:
        return {(problem.what, problem.field, problem.found) for problem in error.problems}


GOOD = yaml.safe_load(load_scenario("good", **FOLDERS).as_yaml())


@settings(max_examples=30, deadline=None)
@given(changes=CHANGES)
def test_layering_then_validating_is_validating_the_merged_tree(changes, tmp_path_factory):
    folder = tmp_path_factory.mktemp("layers")
    layer = folder / "layer.yaml"
    layer.write_text(yaml.safe_dump({"extends": "good", "name": "good", **changes}))
    whole = folder / "whole.yaml"
    whole.write_text(yaml.safe_dump(merged(GOOD, changes)))
    assert outcome(layer) == outcome(whole)

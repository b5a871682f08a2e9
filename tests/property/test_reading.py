"""Whatever a file holds, the user gets a scenario or a list of problems, never a crash."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ungespor.base.errors import InputError
from ungespor.scenario.load import check_scenario, load_scenario
from ungespor.scenario.origins import rows_of

LIBRARY = Path(__file__).parents[1] / "unit" / "scenario" / "library"
FOLDERS = {"scenarios": LIBRARY / "scenarios", "cost_tables": LIBRARY / "cost_tables"}
FIELDS = [origin.field.split(".") for origin in load_scenario("good", **FOLDERS).origins]
KEYS = st.sampled_from(["value", "unit", "source", "low", "high", "from", "to", "job", "extends", "name", "x", "0"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "good", "talks", "share", "0,5"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


def nested(field, value):
    for key in reversed(field):
        value = {key: value}
    return value


def survives(path):
    problems = check_scenario(path, **FOLDERS)
    if problems:
        assert str(InputError(problems))
    else:
        assert rows_of(load_scenario(path, **FOLDERS).origins)


@settings(max_examples=150, deadline=None)
@given(field=st.sampled_from(FIELDS), length=st.integers(1, 5), value=VALUES)
def test_any_value_in_any_field(field, length, value, tmp_path_factory):
    path = tmp_path_factory.mktemp("any") / "any.yaml"
    path.write_text(json.dumps({"extends": "good", **nested(field[:length], value)}))
    survives(path)


@settings(max_examples=50, deadline=None)
@given(field=st.sampled_from(FIELDS), length=st.integers(1, 5), first=VALUES, second=VALUES)
def test_any_two_values_in_two_layers(field, length, first, second, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    (folder / "first.yaml").write_text(json.dumps({"extends": "good", **nested(field[:length], first)}))
    (folder / "second.yaml").write_text(json.dumps({"extends": "first.yaml", **nested(field[:length], second)}))
    survives(folder / "second.yaml")


@settings(max_examples=100, deadline=None)
@given(
    content=st.binary(max_size=60)
    | st.text(alphabet="a1:-[]{}&*!|>'\"#%@,? \n\t", max_size=60).map(lambda text: text.encode())
)
def test_any_content(content, tmp_path_factory):
    path = tmp_path_factory.mktemp("any") / "any.yaml"
    path.write_bytes(content)
    survives(path)

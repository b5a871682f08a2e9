"""The reader reads plain YAML, remembers lines, and refuses everything clever."""

import datetime
import math

import pytest

from ungespor.scenario.nodes import UNREAD, from_plain, plain
from ungespor.scenario.reader import read_mapping, read_yaml


def read(tmp_path, text):
    path = tmp_path / "some.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = []
    return read_yaml(path, "some", problems), problems


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("166", 166),
        ("-3", -3),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("1.", 1.0),
        ("-.inf", -math.inf),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2022-03-01", datetime.date(2022, 3, 1)),
        ("2022-02-30", "2022-02-30"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("0,5", "0,5"),
        ("64 %", "64 %"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("12:30", "12:30"),
        ("'166'", "166"),
        ('"true"', "true"),
        ("5-26", "5-26"),
        ("53+", "53+"),
        ("9" * 5000, math.inf),
    ],
)
def test_scalars(tmp_path, written, value):
    node, problems = read(tmp_path, f"field: {written}\n")
    found = plain(node)["field"]
    assert problems == []
    assert found == value
    assert type(found) is type(value)


def test_nan_is_read_as_a_number_for_the_schema_to_refuse(tmp_path):
    node, _ = read(tmp_path, "field: .NaN\n")
    assert math.isnan(plain(node)["field"])


def test_keys_are_always_texts(tmp_path):
    node, problems = read(tmp_path, "1: a\ntrue: b\n2022-03-01: c\n")
    assert list(plain(node)) == ["1", "true", "2022-03-01"]
    assert problems == []


def test_every_value_knows_its_line(tmp_path):
    node, _ = read(tmp_path, "a: 1\n\nb:\n  c: 2\n  d:\n    - 3\n    - 4\n")
    inner = node.entries["b"].entries
    assert node.entries["a"].place.line == 1
    assert inner["c"].place.line == 4
    assert [item.place.line for item in inner["d"].value] == [6, 7]
    assert str(inner["c"].place).endswith("some.yaml:4")
    assert inner["c"].place.layer == "some"


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    node, problems = read(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: \xc3\xa6\r\n")
    assert plain(node) == {"a": 1, "b": "æ"}
    assert problems == []


def test_a_duplicate_key_keeps_the_first_and_reading_goes_on(tmp_path):
    node, problems = read(tmp_path, "a: 1\na: 2\nb: 3\nb: 4\n")
    assert plain(node) == {"a": 1, "b": 3}
    assert [problem.field for problem in problems] == ["a", "b"]


@pytest.mark.parametrize("value", ["!!python/name:os.system ''", "!local {b: 1}", "!!str 5", "&anchor 5"])
def test_tags_and_anchors_are_refused_and_the_rest_is_read(tmp_path, value):
    node, problems = read(tmp_path, f"a: {value}\nc: 2\n")
    assert node.entries["a"].value is UNREAD
    assert node.entries["c"].value == 2
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["? [a, b]\n: 1\n", "? {a: 1}\n: 1\n"])
def test_a_key_must_be_a_word(tmp_path, text):
    node, problems = read(tmp_path, text)
    assert node.value is UNREAD
    assert "A key must be one word" in problems[0].what


@pytest.mark.parametrize("text", ["a: [1", "a: 'b", "\ta: 1", "a: b: c", "%YAML 9", "*a", "a: \x07", "}", "---\n---\n"])
def test_broken_files_are_problems_and_never_errors(tmp_path, text):
    node, problems = read(tmp_path, text)
    assert node.value is UNREAD
    assert len(problems) == 1
    assert "some.yaml" in problems[0].file


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    node, problems = read_denied(tmp_path)
    assert node.value is UNREAD
    assert problems[0].what == "The file cannot be read: Permission denied."


def read_denied(tmp_path):
    (tmp_path / "some.yaml").touch()
    problems = []
    return read_yaml(tmp_path / "some.yaml", "some", problems), problems


def test_a_mapping_of_plain_objects_for_other_tables(tmp_path):
    path = tmp_path / "some.yaml"
    path.write_text("a: {b: [1, 2]}\n")
    problems = []
    assert read_mapping(path, problems) == {"a": {"b": [1, 2]}}
    assert read_mapping(tmp_path / "none.yaml", problems) == {}
    assert problems[0].what == "The file does not exist."


def test_plain_objects_go_to_nodes_and_back(tmp_path):
    node, _ = read(tmp_path, "a: 1\n")
    tree = {"a": [1, {"b": None}], "c": "d"}
    assert plain(from_plain(tree, node.place)) == tree


def test_a_file_is_read_anew_when_it_has_changed_and_its_problems_are_told_each_time(tmp_path):
    for text, value, told in (("a: 1\n", 1, 0), ("a: 2\na: 3\n", 2, 1), ("a: 2\na: 3\n", 2, 1), ("a: 1\n", 1, 0)):
        node, problems = read(tmp_path, text)
        assert plain(node) == {"a": value}
        assert len(problems) == told

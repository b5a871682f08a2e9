"""Has every number about the world a unit and a source, and is every source used?"""

from __future__ import annotations

import ast
import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "ungespor"
SCENARIO_FILES = sorted((PROJECT / "scenarios").rglob("*.yaml"))
TABLES = sorted((PROJECT / "cost_tables").rglob("*.csv"))
TABLE_SETTINGS = [path for path in sorted((PROJECT / "cost_tables").rglob("*.yaml")) if path.name != "sources.yaml"]
# How a run is laid out is no statement about the world.
# In a case, each stretch of weeks names its source beside it; the schema sees to that.
LAYOUT = {"from_week", "to_week"} | {
    "intake_weeks",
    "horizon_years",
    "people",
    "replications",
    "seed",
    "price_year",
    "duration_weeks",
}


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@cache
def read_yaml(path: Path) -> object:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def nodes(node: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from nodes(value, (*path, str(key)))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from nodes(value, (*path, str(place)))


def naked_numbers(tree: object) -> list[str]:
    """Dotted paths of numbers that lie in no mapping with unit and source, and are no layout."""
    dressed = {path for path, node in nodes(tree) if isinstance(node, dict) and {"unit", "source"} <= node.keys()}
    found = []
    for path, node in nodes(tree):
        is_number = isinstance(node, int | float) and not isinstance(node, bool)
        above = {path[:length] for length in range(len(path))}
        if is_number and not (above & dressed) and not (LAYOUT & set(path)):
            found.append(".".join(path))
    return found


@pytest.mark.parametrize("path", SCENARIO_FILES, ids=name)
def test_every_number_of_a_scenario_has_unit_and_source(path):
    assert naked_numbers(read_yaml(path)) == []


def test_a_naked_number_would_be_found():
    dressed = {"value": 1, "unit": "weeks", "source": "assumption", "low": 1, "high": 2}
    assert naked_numbers({"people": 20, "wait": dressed, "list": [dressed]}) == []
    assert naked_numbers({"wait": {"value": 1, "unit": "weeks"}, "list": [3]}) == ["wait.value", "list.0"]


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_every_price_has_unit_year_and_source(path):
    rows = read_csv(path)
    assert rows
    for row in rows:
        assert None not in row, f"a row of {path.name} has more cells than the heading: {row}"
        if "amount_dkk" in row:
            for column in ("unit", "price_year", "source_id", "confidence", "label_da", "label_en"):
                assert row[column], f"{row['price_id']} has no {column}"


def unexplained(lines: list[str]) -> list[str]:
    """Fields with a number below no comment that says where it comes from."""
    found, explained = [], False
    for line in lines:
        bare = line.strip()
        if not bare:
            explained = False
        elif bare.startswith("#"):
            explained = True
        elif re.fullmatch(r"\w+: \[?[\d.][\d., ]*\]?", bare) and not explained:
            found.append(bare)
    return found


@pytest.mark.parametrize("path", TABLE_SETTINGS, ids=name)
def test_every_number_of_the_law_stands_under_its_law(path):
    assert unexplained(path.read_text(encoding="utf-8").splitlines()) == []


def test_a_number_without_its_law_would_be_found():
    assert unexplained(["# Act 1", "weeks: 4", "", "edges: [4, 26]", "name: x"]) == ["edges: [4, 26]"]


@cache
def sources_used() -> dict[str, str]:
    used: dict[str, str] = {}
    for path in [*SCENARIO_FILES, *TABLE_SETTINGS]:
        for place, node in nodes(read_yaml(path)):
            if place and place[-1] in {"source", "source_id"} and isinstance(node, str):
                used[node] = f"{name(path)}: {'.'.join(place)}"
    for path in TABLES:
        for row in read_csv(path):
            for column in ("source", "source_id"):
                if row.get(column):
                    used[row[column]] = f"{name(path)}: {row}"
    return used


def sources_listed() -> set[str]:
    listed = set(read_yaml(PROJECT / "cost_tables" / "sources.yaml"))
    return listed | {row["fact_id"] for row in read_csv(PROJECT / "scenarios" / "facts.csv")}


def test_every_source_that_is_named_exists():
    unknown = {source: where for source, where in sources_used().items() if source not in sources_listed()}
    unknown.pop("assumption", None)
    assert unknown == {}


def test_every_source_that_is_listed_is_used():
    listed = set(read_yaml(PROJECT / "cost_tables" / "sources.yaml"))
    assert sorted(listed - sources_used().keys()) == []


def test_every_document_with_facts_is_used():
    facts = read_csv(PROJECT / "scenarios" / "facts.csv")
    used = {row["document"] for row in facts if row["fact_id"] in sources_used()}
    assert {row["document"] for row in facts} == used


def summaries() -> list[tuple[str, str]]:
    found = []
    for path in SCENARIO_FILES:
        for place, node in nodes(read_yaml(path)):
            if place and place[-1] == "summary":
                found.append((f"{name(path)}: {'.'.join(place)}", str(node)))
    return found


@pytest.mark.parametrize(("where", "text"), summaries())
def test_every_summary_is_a_sentence(where, text):
    assert re.fullmatch(r"[A-ZÆØÅ0-9].+[.]", " ".join(text.split())), where
    assert len(text.split()) > 3, where


@pytest.mark.parametrize("path", SCENARIO_FILES, ids=name)
def test_a_scenario_file_bears_its_own_name(path):
    tree = read_yaml(path)
    assert isinstance(tree, dict)
    assert tree.get("name", path.stem) == path.stem


# Words for readers: `ungespor show` and the origins of a run list every field, whatever its name.
FOR_READERS = {"note", "confidence", "legal_basis", "duty", "evidence_grade", "summary", "title_da", "title_en"}
MODEL_FILES = {f"{stem}.py" for stem in ("quantity", "population", "baseline", "offer", "model", "vocabulary")}


def schema_fields() -> dict[str, set[str]]:
    """Field names of each class of the scenario schema."""
    fields: dict[str, set[str]] = {}
    for path in (SOURCE / "scenario").glob("*.py"):
        if path.name in MODEL_FILES:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    own = [item.target.id for item in node.body if isinstance(item, ast.AnnAssign)]
                    fields[node.name] = set(own)
    return fields


def words_in_code() -> set[str]:
    """Return attributes and strings that occur outside the schema itself."""
    words = set()
    for path in SOURCE.rglob("*.py"):
        if path.parent.name == "scenario" and path.name in MODEL_FILES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                words.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                words |= {node.value, *re.findall(r"\w+", node.value)} if len(node.value) < 100 else {node.value}
    return words


def test_every_field_of_a_scenario_is_read_by_some_rule():
    words = words_in_code() | FOR_READERS
    idle = {f"{owner}.{field}" for owner, fields in schema_fields().items() for field in fields if field not in words}
    assert idle == set()

"""Do Danish readers meet Danish in the cost tables: notes, laws and sources, with the same numbers?"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
import yaml

TABLES = Path(__file__).resolve().parents[2] / "cost_tables"
PRICES = ("benefits", "education", "health", "municipal", "programme", "tax")
ENGLISH = re.compile(r"\b(the|and|of|by|from|with|recalled|rates?|wages?|acts?|sections?)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def rows():
    found = []
    for name in PRICES:
        with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


@pytest.fixture(scope="module")
def rules():
    return yaml.safe_load((TABLES / "regimes.yaml").read_text(encoding="utf-8"))["payer_rules"]


def numbers(text, *, danish):
    """Return the numbers of a text, written alike in both languages."""
    text = text.replace("1 July", "1. juli").replace("30 June", "30. juni") if not danish else text
    found = re.findall(r"\d+(?:[.,/]\d+)*", text)
    plain = [number.translate(str.maketrans(",.", ".,")) if danish else number for number in found]
    return sorted(plain)


def test_every_note_of_a_price_is_in_both_languages_with_the_same_numbers(rows):
    noted = [row for row in rows if row["note"] or row["note_da"]]
    assert len(noted) > 100
    for row in noted:
        assert all((row["note"], row["note_da"])), row["price_id"]
        assert numbers(row["note"], danish=False) == numbers(row["note_da"], danish=True), row["price_id"]
        names = re.findall(r"\w+_\w+|[A-Z]+-\d+", row["note"])
        assert names == re.findall(r"\w+_\w+|[A-Z]+-\d+", row["note_da"]), row["price_id"]
        assert not ENGLISH.search(re.sub(r"\w+_\w+", "", row["note_da"])), row["note_da"]


def test_every_label_of_a_price_is_danish(rows):
    assert not [row["label_da"] for row in rows if not row["label_da"] or ENGLISH.search(row["label_da"])]


def test_every_payer_rule_names_its_law_in_both_languages(rules):
    for name, rule in rules.items():
        law, law_da = rule["law"], rule["law_da"]
        assert numbers(law, danish=False) == numbers(law_da, danish=True), name
        assert not ENGLISH.search(re.sub(r"\w+_\w+", "", law_da)), law_da
        assert law.count("ection") <= law_da.count("§"), name


def test_every_source_of_a_price_has_a_danish_title(rows):
    sources = yaml.safe_load((TABLES / "sources.yaml").read_text(encoding="utf-8"))
    for name in {row["source_id"] for row in rows} - {"assumption"}:
        title = sources[name].get("title_da", sources[name]["title"])
        assert not ENGLISH.search(title), (name, title)

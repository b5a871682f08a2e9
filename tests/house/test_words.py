"""Has everything a reader sees both its Danish and its English words?"""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from ungespor.base.tables import INDICATORS, PAYERS, STATES
from ungespor.report.words import WORDS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "ungespor"


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key):
    danish, english = WORDS[key]
    assert bool(danish.strip()) == bool(english.strip())
    assert placeholders(danish) == placeholders(english)


@pytest.mark.parametrize(("kind", "names"), [("payer", PAYERS), ("state", STATES), ("indicator", INDICATORS)], ids=str)
def test_every_name_in_the_tables_has_words(kind, names):
    assert [name for name in names if f"{kind}.{name}" not in WORDS] == []


def test_every_word_that_is_asked_for_exists():
    missing = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_question = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "word" and node.args
            if is_question and isinstance(node.args[0], ast.Constant) and node.args[0].value not in WORDS:
                missing[node.args[0].value] = f"{path.name}:{node.lineno}"
    assert missing == {}

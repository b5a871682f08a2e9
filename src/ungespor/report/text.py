"""The report on a terminal: what is most asked for comes last, where it stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.report.break_even_text import break_even_lines, break_even_table
from ungespor.report.changes_text import change_lines
from ungespor.report.consequence_text import consequence_lines, consequence_table
from ungespor.report.notes import birth_line, cautions, hash_line, placeholder_lines, size_line, waiting_line
from ungespor.report.outcome_table import MAIN_INDICATORS, outcome_table
from ungespor.report.tables import money_table, twins_table, variants_table, years_table
from ungespor.report.terminal import print_box, print_notes, print_paragraph, print_table
from ungespor.report.words import word

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from ungespor.results.numbers import Language


def print_result(result: dict[str, Any], console: Console, language: Language) -> None:
    """Print the whole result: the young people, cautions, who pays and who saves, and the sentence."""
    print_paragraph(result[f"title_{language}"], console, style="bold")
    manifest = result["manifest"]
    for line in (
        size_line(result, language),
        birth_line(manifest, result["discount_rate"], language),
        hash_line(manifest, language),
        *change_lines(manifest, language),
    ):
        print_paragraph(line, console)
    print_table(outcome_table(result, language, MAIN_INDICATORS, joint="\n"), console)
    print_table(twins_table(result, language), console)
    waiting = waiting_line(result, language)
    if waiting:
        console.print()
        print_paragraph(waiting, console)
    print_notes(cautions(result, language), console)
    print_table(variants_table(result, language), console)
    print_table(years_table(result, language), console)
    print_table(money_table(result, language), console)
    print_table(money_table(result, language, total=True), console)
    if "consequence" in result:
        print_table(consequence_table(result, language), console)
        print_notes(consequence_lines(result, language), console)
    unknown = break_even_lines(result, language)
    if unknown:
        print_table(break_even_table(result, language), console)
        print_notes(unknown, console)
    print_notes(placeholder_lines(result["prices"], language), console)
    print_box(word("in_short", language), result["sentence"], console)


def print_where(folder: Path, console: Console, language: Language) -> None:
    """Print where the run folder and its page lie, unbroken, so that they can be copied."""
    console.print(word("folder", language, folder=folder), soft_wrap=True)
    console.print(word("page", language, page=(folder / "report.html").resolve()), soft_wrap=True)

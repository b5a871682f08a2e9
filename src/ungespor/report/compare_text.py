"""The comparison of scenarios on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.notes import birth_line, placeholder_lines, together
from ungespor.report.tables import SUMS, Row, Table
from ungespor.report.terminal import print_notes, print_table
from ungespor.report.words import word
from ungespor.results.numbers import decimal, kroner, step_for

if TYPE_CHECKING:
    from rich.console import Console

    from ungespor.results.numbers import Language

AMOUNT_WORDS: Final = {"gross_saving_dkk": "gross", "programme_cost_dkk": "cost", "net_dkk": "net"}


def print_comparison(comparison: dict[str, Any], console: Console, language: Language) -> None:
    """Print each scenario's saving, cost and net gain by payer, the differences, and the cautions."""
    for table in comparison_tables(comparison, language):
        print_table(table, console)
    notes = [word(f"caution.{key}", language) for key in ("sign", "rounding")]
    for field, values in comparison["disagreements"].items():
        named = zip(comparison["scenarios"], values, strict=True)
        listed = ", ".join(f"{side['label']}: {value}" for side, value in named)
        notes.append(word("caution.compare", language, what=word(f"field.{field}", language), values=listed))
    if comparison["disagreements"]:
        notes.append(word("caution.not_compared", language))
    print_notes(notes, console)
    print_notes(placeholder_lines(together([side["prices"] for side in comparison["scenarios"]]), language), console)


def comparison_tables(comparison: dict[str, Any], language: Language) -> list[Table]:
    """Build one table per scenario and one per difference."""
    sides = {side["label"]: side for side in comparison["scenarios"]}
    replications = min(side["replications"] for side in sides.values())
    steps = {label: _steps(side) for label, side in sides.items()}
    tables = []
    for label, side in sides.items():
        amounts = {
            payer: {name: numbers[name]["per_participant"]["mean"] for name in AMOUNT_WORDS}
            for payer, numbers in side["payers"].items()
        }
        title = side[f"title_{language}"]
        caption = word("caption.compare", language, label=label, title=title, years=side["horizon_years"])
        tables.append(_table(caption, amounts, steps[label], language, note=_note(side, language)))
    for difference in comparison["differences"] or ():
        amounts = {
            payer: {name: numbers[name]["per_participant"] for name in AMOUNT_WORDS}
            for payer, numbers in difference["payers"].items()
        }
        coarser = {
            payer: max(step, steps[difference["from"]][payer]) for payer, step in steps[difference["label"]].items()
        }
        for by_rules in comparison.get("by_rules", ()):
            if by_rules["label"] == difference["label"]:  # the same people: luck cancels, and more digits hold
                changed = {payer: by_rules["payers"][payer]["net_dkk_per_participant"] for payer in coarser}
                coarser = {payer: step_for(change["mcse"], replications) for payer, change in changed.items()}
        names = {"first": difference["from"], "label": difference["label"]}
        caption = word("caption.compare_differences", language, **names)
        tables.append(_table(caption, amounts, coarser, language, signed=True))
    return tables


def _note(side: dict[str, Any], language: Language) -> str:
    """Return how many stand behind one scenario, and which kroner these are."""
    participants = decimal(side["participants"], language)
    replications = decimal(side["replications"], language)
    size = word("compare.size", language, participants=participants, replications=replications)
    return f"{size} · {birth_line(side['manifest'], side['discount_rate'], language)}"


def _steps(side: dict[str, Any]) -> dict[str, int]:
    return {
        payer: step_for(numbers["net_dkk"]["per_participant"]["mcse"], side["replications"])
        for payer, numbers in side["payers"].items()
    }


def _table(
    caption: str,
    amounts: dict[str, dict[str, float]],
    steps: dict[str, int],
    language: Language,
    *,
    note: str = "",
    signed: bool = False,
) -> Table:
    rows = tuple(
        Row(
            word(f"payer.{payer}", language),
            tuple(kroner(values[name], steps[payer], language, unit=False, signed=signed) for name in AMOUNT_WORDS),
            payer in SUMS,
        )
        for payer, values in amounts.items()
    )
    headings = tuple(word(key, language) for key in ("payer", *AMOUNT_WORDS.values()))
    return Table(caption, headings, rows, note)

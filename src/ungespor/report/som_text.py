"""SØM's way of reckoning beside the simulation, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ungespor.report.notes import birth_line, hash_line, placeholder_lines, size_line
from ungespor.report.tables import Row, Table, price_note
from ungespor.report.terminal import print_box, print_notes, print_paragraph, print_table
from ungespor.report.words import word
from ungespor.results.numbers import COARSE_STEP, adding_up, decimal, kroner, percent, rounded, step_for
from ungespor.results.som_terms import REST

if TYPE_CHECKING:
    from rich.console import Console

    from ungespor.results.numbers import Language

COLUMNS: Final = ("kommune", "andre_kommuner", "region", "stat", "public", "fond", "arbejdsgiver", "borger")
ALWAYS: Final = frozenset({"kommune", "region", "stat", "public"})
PERCENT: Final = 100


def print_som(answer: dict[str, Any], console: Console, language: Language) -> None:
    """Print what was run, the table from SØM to the simulation, what a success is, and the sentence."""
    print_paragraph(answer[f"title_{language}"], console, style="bold")
    manifest = answer["manifest"]
    for line in (
        size_line(answer, language),
        birth_line(manifest, answer["discount_rate"], language),
        hash_line(manifest, language),
    ):
        print_paragraph(line, console)
    print_table(som_table(answer, language), console)
    print_notes(som_notes(answer, language), console)
    print_notes(placeholder_lines(answer["prices"], language), console)
    print_box(word("in_short", language), som_sentence(answer, language), console)


def som_table(answer: dict[str, Any], language: Language) -> Table:
    """Build the steps from SØM to the simulation by payer; every column adds up as it is shown."""
    columns = _columns(answer)
    shown = {payer: _bridge(answer, payer) for payer in columns}
    names = ["som", *(term["name"] for term in answer["difference_terms"]), "full"]
    rows = [
        Row(
            word(f"som.{name}", language),
            tuple(
                kroner(shown[payer][name], 1, language, unit=False, signed=name not in {"som", "full"})
                for payer in columns
            ),
            name in {"som", "full"},
        )
        for name in names
    ]
    headings = (word("som.step", language), *(word(f"payer.{payer}", language) for payer in columns))
    caption = word("som.caption", language, years=answer["horizon_years"])
    return Table(caption, headings, tuple(rows), price_note(answer, language))


def som_notes(answer: dict[str, Any], language: Language) -> list[str]:
    """Return what a success is, what it is worth, and what the SØM way takes for granted."""
    lines = [_success_line(answer, language)]
    if "consequence" not in answer:
        lines.insert(0, word("som.success", language))
        worth = answer["success"]["worth_dkk_per_year"]
        parts = (
            f"{word(f'payer.{payer}', language)} {kroner(worth[payer], COARSE_STEP, language)}"
            for payer in _columns(answer)
            if abs(worth[payer]) >= COARSE_STEP
        )
        lines.append(word("som.worth", language, worths=", ".join(parts)))
    lines += [word(key, language) for key in ("som.effect", "som.outside", "som.rounding", "caution.sign")]
    prices = answer["prices"]
    if prices["from_memory"] or prices["assumed"]:
        counts = {name: len(prices[name]) for name in ("from_memory", "assumed")}
        lines.append(word("caution.prices", language, used=prices["used"], **counts))
    return lines


def som_sentence(answer: dict[str, Any], language: Language) -> str:
    """Return the sentence that is true of both ways of reckoning."""
    shown, step = _bridge(answer, "public"), _step(answer, "public")
    amounts = {name: kroner(shown[name], step, language) for name in ("som", "full")}
    if "consequence" in answer:
        spared = decimal(answer["consequence"]["simulated"]["prevented_per_hundred"], language, 1)
        return word("som.sentence_events", language, **amounts, **_events(answer, language), spared=spared)
    terms = {term["name"]: shown[term["name"]] for term in answer["difference_terms"]}
    if not any(terms.values()):
        return word("som.sentence_same", language, som=amounts["som"])
    largest = _largest(terms)
    amount = kroner(terms[largest], step, language, signed=True)
    name = word(f"som.{largest}", language)
    return word("som.sentence", language, **amounts, largest=name[:1].lower() + name[1:], amount=amount)


def _events(answer: dict[str, Any], language: Language) -> dict[str, str]:
    consequence = answer["consequence"]
    number = decimal(consequence["prevented_per_hundred"]["value"], language)
    return {"number": number, "events": word(f"consequence.{consequence['event']}", language)}


def _success_line(answer: dict[str, Any], language: Language) -> str:
    if "consequence" in answer:
        return word("som.assumed", language, **_events(answer, language))
    success = answer["success"]
    return word(
        "som.rate",
        language,
        rate=decimal(success["rate"] * PERCENT, language, 1),
        mcse=decimal(success["mcse"] * PERCENT, language, 1),
        intervention=percent(success["intervention"], language, 1),
        control=percent(success["control"], language, 1),
    )


def _columns(answer: dict[str, Any]) -> tuple[str, ...]:
    """Return the payers to show: a foundation, employers and the like only where something happens to them."""
    return tuple(payer for payer in COLUMNS if payer in ALWAYS or any(_bridge(answer, payer).values()))


def _bridge(answer: dict[str, Any], payer: str) -> dict[str, int]:
    """Return SØM, the terms and the simulation as they are shown, so that they add up."""
    step = _step(answer, payer)
    found = {
        name: rounded(answer[part][payer]["net_dkk_per_participant"]["mean"], step)
        for name, part in (("som", "payers"), ("full", "full_mode_payers"))
    }
    exact = {term["name"]: term["dkk_per_participant"][payer] for term in answer["difference_terms"]}
    terms = adding_up(exact, step, found["full"] - found["som"])
    return {"som": found["som"], **terms, "full": found["full"]}


def _largest(terms: dict[str, int]) -> str:
    """Return the name of the largest term, the rest where all are 0."""
    return max(terms, key=lambda name: (abs(terms[name]), name == REST))


def _step(answer: dict[str, Any], payer: str) -> int:
    mcse = answer["full_mode_payers"][payer]["net_dkk_per_participant"]["mcse"]
    return step_for(mcse, answer["replications"])

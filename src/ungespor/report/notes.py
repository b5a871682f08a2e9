"""What every output must say beside its numbers: the birth certificate and the cautions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.report.words import word
from ungespor.results.numbers import decimal, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ungespor.results.numbers import Language


def birth_line(manifest: dict[str, Any], discount_rate: float, language: Language) -> str:
    """Return regime, price year, discount rate, seed and version on one line."""
    return word(
        "birth",
        language,
        regime=rules_line(manifest, language),
        price_year=manifest["price_year"],
        rate=percent(discount_rate, language, 1),
        seed=manifest["seed"],
        version=manifest["version"],
    )


def rules_line(manifest: dict[str, Any], language: Language) -> str:
    """Return the regime that a run is priced by, or the regimes with their half-years when dated."""
    if manifest.get("pricing", "frozen") == "frozen":
        return str(manifest["regime"])
    spans = "; ".join(word("rules.span", language, **span) for span in manifest["regimes"])
    return word("rules.dated", language, spans=spans)


def size_line(result: dict[str, Any], language: Language) -> str:
    """Return how many people, participants, replications and years stand behind the numbers."""
    participants = result["participants"]
    return word(
        "size",
        language,
        people=decimal(result["people"], language),
        participants=decimal(participants, language, 0 if float(participants).is_integer() else 1),
        replications=decimal(result["replications"], language),
        years=result["horizon_years"],
    )


def hash_line(manifest: dict[str, Any], language: Language) -> str:
    """Return the first characters of the scenario's and the cost tables' hashes."""
    short = 8
    return word(
        "hashes",
        language,
        scenario=manifest["scenario_sha256"][:short],
        prices=manifest["cost_tables_sha256"][:short],
    )


def waiting_line(result: dict[str, Any], language: Language) -> str | None:
    """Return how long participants waited for the course, or None when nobody started one."""
    waiting = result["waiting"]["intervention"]
    if waiting["mean_weeks"] is None:
        return None
    return word(
        "waiting",
        language,
        weeks=decimal(waiting["mean_weeks"], language, 1),
        still=decimal(waiting["still_waiting"], language, 1),
    )


def placeholder_lines(prices: Mapping[str, Any], language: Language) -> list[str]:
    """Return the price rows that no publication stands behind, by label and name: one line for each kind.

    Parameters
    ----------
    prices : mapping
        From :func:`ungespor.ledger.provenance.unsourced`.
    language : {"da", "en"}
    """
    lines = []
    for key in ("from_memory", "assumed"):
        labels = placeholder_labels(prices, key, language)
        if labels:
            lines.append(f"{word(f'prices.{key}', language, count=len(labels))}: {'; '.join(labels)}")
    return lines


def together(several: Iterable[Mapping[str, Any]]) -> dict[str, list[dict[str, str]]]:
    """Return the unsourced prices of several results, each row once."""
    several = list(several)
    return {
        key: list({row["price_id"]: row for prices in several for row in prices[key]}.values())
        for key in ("from_memory", "assumed")
    }


def placeholder_labels(prices: Mapping[str, Any], key: str, language: Language) -> list[str]:
    """Return the rows of one kind, ``"from_memory"`` or ``"assumed"``, each with the name that re-pricing knows."""
    return [f"{row[f'label_{language}']} ({row['price_id']})" for row in prices[key]]


def cautions(result: dict[str, Any], language: Language) -> list[str]:
    """Return the sentences that must stand beside the tables, the two cautions among them."""
    keys = ["sign", "interval", "twins", "luck", "rounding"]
    if result["payers"]["fond"]["net_dkk_per_participant"]["mean"] != 0:
        keys.append("fond")
    if result["replications"] == 1:
        keys.append("one_replication")
    lines = [word(f"caution.{key}", language) for key in keys]
    manifest = result["manifest"]
    if manifest.get("pricing", "frozen") == "dated":
        key = "caution.reform" if len(manifest["regimes"]) > 1 else "caution.no_reform"
        values = {"rules": rules_line(manifest, language), "price_year": manifest["price_year"]}
        lines.append(word(key, language, **values))
    if result["assumptions"]["assumed"]:
        lines.append(word("caution.assumptions", language, **result["assumptions"]))
    prices = result["prices"]
    if prices["from_memory"] or prices["assumed"]:
        counts = {name: len(prices[name]) for name in ("from_memory", "assumed")}
        lines.append(word("caution.prices", language, used=prices["used"], **counts))
    return lines

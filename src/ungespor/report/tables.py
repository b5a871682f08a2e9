"""The tables of a report, as words and numbers ready to print; terminal and page share them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ungespor.report.words import name_of, word
from ungespor.results.net import PROGRAMME_ACCOUNT, REPORTED_PAYERS
from ungespor.results.numbers import NOTHING, chance, decimal, kroner, percent, rounded, step_for

if TYPE_CHECKING:
    from ungespor.results.numbers import Language

PUBLIC_ROWS: Final = ("kommune", "andre_kommuner", "region", "stat", "public", "fond", "public_plus_fond")
PRIVATE_ROWS: Final = ("arbejdsgiver", "borger")
SUMS: Final = frozenset({"public", "public_plus_fond"})
THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a heading, its cells, and whether it is a sum."""

    heading: str
    cells: tuple[str, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: caption, column headings (the first one over the row headings) and rows."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def payer_rows(result: dict[str, Any]) -> tuple[str, ...]:
    """Return the payers to show: all but private ones that nothing happens to."""
    payers = result["payers"]
    moved = tuple(name for name in PRIVATE_ROWS if payers[name]["net_dkk_per_participant"]["mean"] != 0)
    return tuple(name for name in PUBLIC_ROWS if name in REPORTED_PAYERS) + moved


def amount(number: dict[str, float], result: dict[str, Any], language: Language, *, unit: bool = False) -> str:
    """Write the mean of a statistic with the digits its Monte Carlo error allows."""
    return kroner(number["mean"], step_for(number["mcse"], result["replications"]), language, unit=unit)


def money_table(result: dict[str, Any], language: Language) -> Table:
    """Build the headline: gross saving, programme cost and net gain per participant, by payer."""
    headings = ("payer", "gross", "cost", "net", "low", "high", "chance", "payback")
    rows = []
    for payer in payer_rows(result):
        money, described = result["money"][payer], result["payers"][payer]
        net = money["net_dkk_per_participant"]
        step = step_for(net["mcse"], result["replications"])
        low, high = (kroner(net[end], step, language, unit=False) for end in ("low", "high"))
        untouched = all(net[key] == 0 for key in ("mean", "low", "high"))
        payback = described["payback_year"]
        cells = (
            amount(money["gross_saving_dkk_per_participant"], result, language),
            amount(money["programme_cost_dkk_per_participant"], result, language),
            amount(net, result, language),
            low,
            high,
            NOTHING if untouched else chance(described["chance_of_gain"], result["replications"], language),
            NOTHING if untouched else word("never", language) if payback is None else str(payback),
        )
        rows.append(Row(word(f"payer.{payer}", language), cells, payer in SUMS))
    caption = word("caption.money", language, years=result["horizon_years"]) + _currency(language)
    return Table(caption, _words(headings, language), tuple(rows))


def years_table(result: dict[str, Any], language: Language) -> Table:
    """Build the totals in thousands of kroner: saving, cost, net, and net year by year."""
    years = [entry["year"] for entry in result["payers"]["public"]["by_year"]]
    rows = []
    for payer in payer_rows(result):
        money = result["money"][payer]
        step = step_for(money["net_dkk_total"]["mcse"], result["replications"])
        values = [money[f"{name}_total"]["mean"] for name in ("gross_saving_dkk", "programme_cost_dkk", "net_dkk")]
        values += [entry["present_value_dkk"] for entry in result["payers"][payer]["by_year"]]
        cells = tuple(_thousands(value, step, language) for value in values)
        rows.append(Row(word(f"payer.{payer}", language), cells, payer in SUMS))
    by_year = (word("year", language, year=year) for year in years)
    headings = (*_words(("payer", "gross", "cost", "net"), language), *by_year)
    participants = decimal(result["participants"], language)
    return Table(word("caption.years", language, participants=participants), headings, tuple(rows))


def accounts_table(result: dict[str, Any], language: Language) -> Table:
    """Build where the net gain comes from: account by public payer, per participant."""
    payers = ("kommune", "andre_kommuner", "region", "stat", "public")
    accounts = sorted(
        {name for payer in payers for name, value in result["payers"][payer]["by_account"].items() if value != 0},
        key=lambda name: (name == PROGRAMME_ACCOUNT, name),
    )
    steps = {payer: _net_step(result, payer) for payer in payers}
    rows = [
        Row(
            name_of("account", account, language),
            tuple(
                kroner(result["payers"][payer]["by_account"].get(account, 0.0), steps[payer], language, unit=False)
                for payer in payers
            ),
        )
        for account in accounts
    ]
    sums = tuple(amount(result["payers"][payer]["net_dkk_per_participant"], result, language) for payer in payers)
    rows.append(Row(word("net", language), sums, is_sum=True))
    headings = (word("account", language), *(word(f"payer.{payer}", language) for payer in payers))
    return Table(word("caption.accounts", language) + _currency(language), headings, tuple(rows))


def twins_table(result: dict[str, Any], language: Language) -> Table:
    """Build the table of participants helped, unchanged and harmed."""
    twins = result["twins"]
    rows = tuple(
        Row(word(kind, language), (percent(twins[kind], language, 1), decimal(twins["counts"][kind], language, 1)))
        for kind in ("helped", "unchanged", "harmed", "identical")
    )
    per_replication = word("share", language)
    counts = {"da": "Deltagere", "en": "Participants"}[language]
    return Table(word("caption.twins", language), ("", per_replication, counts), rows)


def variants_table(result: dict[str, Any], language: Language, *, costs: bool = False) -> Table:
    """Build net gain, or programme cost, by payer under each way of financing."""
    name = "programme_cost_dkk_per_participant" if costs else "net_dkk_per_participant"
    variants = result["financing_variants"].values()
    rows = tuple(
        Row(
            word(f"payer.{payer}", language),
            tuple(amount(variant["payers"][payer][name], result, language) for variant in variants),
            payer in SUMS,
        )
        for payer in PUBLIC_ROWS
    )
    caption = word("caption.variant_costs" if costs else "caption.variants", language)
    titles = (
        variant[f"title_{language}"] + (f" ({word('headline', language)})" if variant["headline"] else "")
        for variant in variants
    )
    return Table(caption + _currency(language), (word("payer", language), *titles), rows)


def _currency(language: Language) -> str:
    return ", kr." if language == "da" else ", DKK"


def _words(keys: tuple[str, ...], language: Language) -> tuple[str, ...]:
    return tuple(word(key, language) for key in keys)


def _net_step(result: dict[str, Any], payer: str) -> int:
    return step_for(result["payers"][payer]["net_dkk_per_participant"]["mcse"], result["replications"])


def _thousands(value: float, step: int, language: Language) -> str:
    return decimal(rounded(value, step) / THOUSAND, language)

"""The tables of a report, as words and numbers ready to print; terminal and page share them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ungespor.report.notes import rules_line
from ungespor.report.words import name_of, word
from ungespor.results.net import PROGRAMME_ACCOUNT
from ungespor.results.numbers import NOTHING, chance, decimal, kroner, percent, rounded, step_for

if TYPE_CHECKING:
    from ungespor.results.numbers import Language

PUBLIC_ROWS: Final = ("kommune", "andre_kommuner", "region", "stat", "public", "fond", "public_plus_fond")
PRIVATE_ROWS: Final = ("arbejdsgiver", "borger")
MAY_BE_LEFT_OUT: Final = ("fond", *PRIVATE_ROWS)
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
    """One table: caption, column headings (the first one over the row headings) and rows.

    `note` stands below the caption; `left` names the columns of words, all others are numbers.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    left: tuple[int, ...] = (0,)


def payer_rows(result: dict[str, Any]) -> tuple[str, ...]:
    """Return the payers to show: all but a foundation and private ones that nothing happens to."""
    moved = {name for name, described in result["payers"].items() if not _untouched(described)}
    return tuple(name for name in (*PUBLIC_ROWS, *PRIVATE_ROWS) if name in moved or name not in MAY_BE_LEFT_OUT)


def amount(number: dict[str, float], result: dict[str, Any], language: Language, *, unit: bool = False) -> str:
    """Write the mean of a statistic with the digits its Monte Carlo error allows."""
    return kroner(number["mean"], step_for(number["mcse"], result["replications"]), language, unit=unit)


def money_table(result: dict[str, Any], language: Language, *, total: bool = False) -> Table:
    """Build the headline by payer: gross saving, programme cost, net, its range, chance and payback.

    Parameters
    ----------
    result : dict
    language : {"da", "en"}
    total : bool
        In thousands of kroner for everybody, instead of kroner per participant.
    """
    suffix = "total" if total else "per_participant"
    rows = []
    for payer in payer_rows(result):
        money, described = result["money"][payer], result["payers"][payer]
        net = money[f"net_dkk_{suffix}"]
        parts = [money[f"{name}_{suffix}"] for name in ("gross_saving_dkk", "programme_cost_dkk", "net_dkk")]
        amounts = [(part["mean"], part["mcse"]) for part in parts]
        amounts.extend((net[end], net["mcse"]) for end in ("low", "high"))
        cells = [_money(value, mcse, result, language, thousands=total) for value, mcse in amounts]
        if result["replications"] == 1:
            cells[-2:] = [NOTHING, NOTHING]  # the range of a single cohort
        payback = described["payback_year"]
        untouched = _untouched(described)
        cells += [
            NOTHING if untouched else chance(described["chance_of_gain"], result["replications"], language, short=True),
            NOTHING if untouched else word("never", language) if payback is None else str(payback),
        ]
        rows.append(Row(word(f"payer.{payer}", language), tuple(cells), payer in SUMS))
    headings = ("payer", "gross", "cost", "net", "low", "high", "chance", "payback")
    values = {"years": result["horizon_years"], "participants": decimal(result["participants"], language)}
    caption = word("caption.money_total" if total else "caption.money", language, **values)
    return Table(caption, _words(headings, language), tuple(rows), price_note(result, language))


def years_table(result: dict[str, Any], language: Language) -> Table:
    """Build the net gain in total, year by year, in thousands of kroner."""
    years = [entry["year"] for entry in result["payers"]["public"]["by_year"]]
    rows = []
    for payer in payer_rows(result):
        described = result["payers"][payer]
        total = described["net_dkk_total"]
        values = [entry["present_value_dkk"] for entry in described["by_year"]] + [total["mean"]]
        cells = tuple(_money(value, total["mcse"], result, language, thousands=True) for value in values)
        rows.append(Row(word(f"payer.{payer}", language), cells, payer in SUMS))
    by_year = (word("year", language, year=year) for year in years)
    headings = (word("payer", language), *by_year, word("total", language))
    return Table(word("caption.years", language), headings, tuple(rows))


def price_note(result: dict[str, Any], language: Language) -> str:
    """Return which kroner these are: present value, price year, discount rate and rules."""
    manifest = result["manifest"]
    values = {"price_year": manifest["price_year"], "rate": percent(result["discount_rate"], language, 1)}
    if manifest.get("pricing", "frozen") == "dated":
        return word("note.prices_dated", language, rules=rules_line(manifest, language), **values)
    regime = manifest["regime"]
    return word("note.prices", language, regime=regime, rules=name_of("regime", regime, language), **values)


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
    return Table(word("caption.accounts", language), headings, tuple(rows))


def twins_table(result: dict[str, Any], language: Language) -> Table:
    """Build the table of participants helped, unchanged and harmed."""
    twins = result["twins"]
    rows = tuple(
        Row(word(kind, language), (percent(twins[kind], language, 1), decimal(twins["counts"][kind], language, 1)))
        for kind in ("helped", "unchanged", "harmed", "identical")
    )
    per_replication = word("share", language)
    return Table(word("caption.twins", language), ("", per_replication, word("participants", language)), rows)


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
    return Table(caption, (word("payer", language), *titles), rows)


def _untouched(described: dict[str, Any]) -> bool:
    return all(described["net_dkk_total"][key] == 0 for key in ("mean", "low", "high"))


def _words(keys: tuple[str, ...], language: Language) -> tuple[str, ...]:
    return tuple(word(key, language) for key in keys)


def _net_step(result: dict[str, Any], payer: str) -> int:
    return step_for(result["payers"][payer]["net_dkk_per_participant"]["mcse"], result["replications"])


def _money(value: float, mcse: float, result: dict[str, Any], language: Language, *, thousands: bool) -> str:
    shown = rounded(value, step_for(mcse, result["replications"]))
    return decimal(shown / THOUSAND if thousands else shown, language)

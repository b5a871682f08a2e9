"""The tables of the wrong pocket and of the outcome contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ungespor.report.budget_text import thousands
from ungespor.report.tables import Row, Table
from ungespor.report.words import word
from ungespor.results.numbers import NOTHING, chance, decimal, percent

if TYPE_CHECKING:
    from ungespor.results.numbers import Language


def pocket_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build who pays and who gains, the smallest transfers, and the keys."""
    tables = [_transfers_table(result, language), _keys_table(result, language)]
    return [_matrix_table(result, language), *tables] if result["wrong_pocket"]["matrix"] else tables


def _matrix_table(result: dict[str, Any], language: Language) -> Table:
    pocket = result["wrong_pocket"]
    payers = _shown(result)
    gross = word("gross", language)
    rows = [
        Row(
            word(f"payer.{payer}", language),
            (
                _amount(pocket["payers"][payer]["programme_cost_dkk"], payer, result, language),
                *(_amount(pocket["matrix"][payer][gainer], gainer, result, language) for gainer in payers),
            ),
        )
        for payer in payers
        if pocket["payers"][payer]["programme_cost_dkk"]
    ]
    paid = sum(pocket["payers"][payer]["programme_cost_dkk"] for payer in payers)
    saved = [_amount(pocket["payers"][payer]["gross_saving_dkk"], payer, result, language) for payer in payers]
    rows.append(Row(gross, (_amount(paid, "public", result, language), *saved), is_sum=True))
    headings = (word("payer", language), word("views.paid", language), *_names(payers, language))
    wrong = _amount(pocket["wrong_pocket_dkk"], "public", result, language)
    note = word("views.matrix.note", language, wrong=wrong)
    return Table(word("views.matrix.caption", language), headings, tuple(rows), note)


def _transfers_table(result: dict[str, Any], language: Language) -> Table:
    transfers = result["wrong_pocket"]["transfers"]
    rows = [Row(word("views.transfers.mean", language), (_listed(transfers["mean"], result, language),))]
    for entry in transfers["with_probability"]:
        heading = word("views.transfers.probability", language, probability=percent(entry["probability"], language))
        rows.append(Row(heading, (_listed(entry["transfers"], result, language),)))
    headings = (word("views.transfers.when", language), word("views.transfers.heading", language))
    return Table(word("views.transfers.caption", language), headings, tuple(rows), left=(0, 1))


def _listed(transfers: list[dict[str, Any]] | None, result: dict[str, Any], language: Language) -> str:
    if transfers is None:
        return word("views.transfers.none", language)
    if not transfers:
        return word("views.transfers.not_needed", language)
    return "; ".join(
        word(
            "views.transfers.one",
            language,
            giver=word(f"payer.{transfer['from']}", language),
            receiver=word(f"payer.{transfer['to']}", language),
            amount=_amount(transfer["dkk"], transfer["to"], result, language),
        )
        for transfer in transfers
    )


def _keys_table(result: dict[str, Any], language: Language) -> Table:
    pocket = result["wrong_pocket"]
    payers = _shown(result)
    keys = pocket["keys"]
    rows = [
        Row(
            word(f"payer.{payer}", language),
            tuple(NOTHING if key is None else _amount(key[payer], payer, result, language) for key in keys.values()),
        )
        for payer in payers
    ]
    total = _amount(pocket["total_net_dkk"], "public", result, language)
    sums = tuple(NOTHING if key is None else total for key in keys.values())
    rows.append(Row(word("total", language), sums, is_sum=True))
    headings = (word("payer", language), *(word(f"views.key.{name}", language) for name in keys))
    shapley = word("views.keys.no_surplus" if keys["shapley"] is None else "views.keys.shapley", language)
    note = f"{word('views.keys.note', language)}. {shapley}"
    return Table(word("views.keys.caption", language), headings, tuple(rows), note)


def contract_tables(result: dict[str, Any], language: Language) -> list[Table]:
    """Build each party's cash flow by year, and its risk with and without the contract."""
    contract = result["contract"]
    rows = [
        Row(
            word("views.contract.weeks", language),
            tuple(decimal(year["mean"], language) for year in contract["extra_weeks"]),
        )
    ]
    for payer, party in contract["parties"].items():
        for key, phrase in (("payment_dkk", "payment"), ("with_dkk", "with")):
            cells = tuple(_amount(year[key], payer, result, language) for year in party["cash_flow"])
            heading = word(f"views.contract.{phrase}", language, payer=word(f"payer.{payer}", language))
            rows.append(Row(heading, cells))
    terms = {"rate": decimal(contract["payment_per_week_dkk"], language), "term": contract["term_years"]}
    note = word(
        "views.contract.note",
        language,
        cap=decimal(contract["cap_dkk_per_participant"], language),
        floor=decimal(contract["floor_dkk_per_participant"], language),
        at_cap=percent(contract["at_cap"], language),
        at_floor=percent(contract["at_floor"], language),
    )
    headings = ("", *(word("year", language, year=year["year"]) for year in contract["extra_weeks"]))
    return [
        Table(word("views.contract.caption", language, **terms), headings, tuple(rows), note),
        _risk_table(result, language),
    ]


def _risk_table(result: dict[str, Any], language: Language) -> Table:
    rows = []
    for payer, party in result["contract"]["parties"].items():
        for which, value in party["present_value_dkk"].items():
            cells = [thousands(value[name], value["mcse"], result, language) for name in ("mean", "low", "high")]
            loss = chance(party["chance_of_loss"][which], result["replications"], language, short=True)
            heading = word(f"views.contract.party_{which}", language, payer=word(f"payer.{payer}", language))
            rows.append(Row(heading, (*cells, loss)))
    headings = ("payer", "views.mean", "low", "high", "views.chance_of_loss")
    words = tuple(word(heading, language) for heading in headings)
    return Table(word("views.contract.risk", language), words, tuple(rows))


def _shown(result: dict[str, Any]) -> list[str]:
    """Return the payers that something happens to."""
    return [name for name, found in result["wrong_pocket"]["payers"].items() if any(found.values())]


def _names(payers: list[str], language: Language) -> tuple[str, ...]:
    return tuple(word(f"payer.{payer}", language) for payer in payers)


def _amount(value: float, payer: str, result: dict[str, Any], language: Language) -> str:
    return thousands(value, result["payers"][payer]["net_dkk_total"]["mcse"], result, language)

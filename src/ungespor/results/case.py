"""A priced case: what each payer spends, week by week and in all, and how two versions differ.

Here positive is spending, as in the ledger; only the difference of two versions (first minus
second) is a gain when positive.  Nothing is discounted: the kroner are those of the price year.
What is told week by week is at the stated prices; the ranges beside the sums are over draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ungespor.base.tables import PAYERS, PUBLIC_PAYERS, STATES
from ungespor.results.net import ORE_PER_KRONE, REPORTED_PAYERS
from ungespor.results.statistics import statistic
from ungespor.trajectories.activities import week_kinds
from ungespor.trajectories.timeline import monday
from ungespor.trajectories.told_lives import NOTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from ungespor.base.tables import Ledger
    from ungespor.ledger.activity_table import ActivityKind
    from ungespor.scenario.case import Case, Service, Version
    from ungespor.scenario.regime import Regime
    from ungespor.trajectories.timeline import Timeline


def describe_case(
    case: Case, timeline: Timeline, ledger: Ledger, activities: Mapping[str, ActivityKind], regime: Regime
) -> dict[str, Any]:
    """Describe a priced case.

    Parameters
    ----------
    case : Case
    timeline : Timeline
    ledger : Ledger
        Of the timeline's activities: a world for each person, an arm for each version, a period for each week.
    activities : mapping of str to ActivityKind
        For their labels.
    regime : Regime
        For the state's share of the benefits.

    Returns
    -------
    dict
        `case`, titles, `start_date`, `weeks`, `people`, `ranged_numbers` (how many numbers of the case
        have a range), `versions` (each with `payers`, `spells` and how many of its lines are
        assumptions) and `difference` by payer, None with one version.
    """
    spent = _by_payer(ledger)
    half_years = [period.half_year for period in ledger.periods]
    spells = {
        name: list(_spells(case, version, name, spent[:, arm], timeline, activities, regime))
        for arm, (name, version) in enumerate(case.versions.items())
    }
    _mark_priced(spells.values(), ledger)
    versions = [
        {
            "version": name,
            "title_da": version.title_da,
            "title_en": version.title_en,
            "basis": version.basis,
            "note_da": version.note_da,
            "note_en": version.note_en,
            "payers": _payers(spent[:, arm], half_years, ledger, arm),
            "spells": spells[name],
            "lines": _told(version),
        }
        for arm, (name, version) in enumerate(case.versions.items())
    ]
    return {
        "case": case.name,
        "title_da": case.title_da,
        "title_en": case.title_en,
        "summary": case.summary,
        "scenario": case.scenario,
        "start_date": case.start_date.isoformat(),
        "weeks": case.duration_weeks,
        "people": [
            {"person": name, "title_da": person.title_da, "title_en": person.title_en, "age": person.age.central}
            for name, person in case.people.items()
        ],
        "ranged_numbers": sum(number.low != number.high for number in case.numbers),
        "versions": versions,
        "difference": _difference(versions),
    }


def add_ranges(result: dict[str, Any], drawn: Mapping[str, Ledger]) -> None:
    """Add to a described case how far its sums are known: over draws of the prices, and of its own numbers.

    Parameters
    ----------
    result : dict
        From :func:`describe_case`; each payer of a version gets `drawn_dkk`, and the case
        `difference_drawn_dkk` by payer, None with one version. Both are ``{name: {mean, mcse, low,
        high}}``: the difference is taken draw by draw, before anything is summed up.
    drawn : mapping of str to Ledger
        What varies, by name, and the ledger in which it does: a world for each draw, an arm for
        each version, all persons together.
    """
    spent = {name: _by_payer(ledger).sum(axis=2) / ORE_PER_KRONE for name, ledger in drawn.items()}
    for arm, version in enumerate(result["versions"]):
        for at, payer in enumerate(REPORTED_PAYERS):
            version["payers"][payer]["drawn_dkk"] = {
                name: statistic(amounts[:, arm, at]) for name, amounts in spent.items()
            }
    result["difference_drawn_dkk"] = result["difference"] and {
        payer: {name: statistic(amounts[:, 0, at] - amounts[:, 1, at]) for name, amounts in spent.items()}
        for at, payer in enumerate(REPORTED_PAYERS)
    }


def _by_payer(ledger: Ledger) -> NDArray[np.int64]:
    """Return øre in the default view, shape (worlds, versions, periods, REPORTED_PAYERS)."""
    sums = {"public": PUBLIC_PAYERS, "public_plus_fond": (*PUBLIC_PAYERS, "fond")}
    columns = []
    for payer in REPORTED_PAYERS:
        members = sums.get(payer, (payer,))
        chosen = [number for number, line in enumerate(ledger.lines) if not line.view and line.payer in members]
        columns.append(ledger.amount_ore[..., chosen].sum(axis=-1))
    return np.stack(columns, axis=-1)


def _payers(spent: NDArray[np.int64], half_years: list[str], ledger: Ledger, arm: int) -> dict[str, dict[str, Any]]:
    """Describe what each payer spends on everybody: in all, by half-year, by account and in each week."""
    weekly = spent.sum(axis=0)
    described = {}
    for at, payer in enumerate(REPORTED_PAYERS):
        ore = weekly[:, at]
        by_half_year = dict.fromkeys(half_years, 0)
        for half_year, amount in zip(half_years, ore.tolist(), strict=True):
            by_half_year[half_year] += amount
        described[payer] = {
            "total_dkk": int(ore.sum()) / ORE_PER_KRONE,
            "by_half_year_dkk": {name: amount / ORE_PER_KRONE for name, amount in by_half_year.items()},
            "weekly_ore": ore.tolist(),
        }
        if payer in PAYERS:
            described[payer]["by_account_dkk"] = _by_account(ledger, arm, payer)
    return described


def _by_account(ledger: Ledger, arm: int, payer: str) -> dict[str, float]:
    ore = ledger.amount_ore[:, arm].sum(axis=(0, 1)).tolist()
    accounts: dict[str, int] = {}
    for line, amount in zip(ledger.lines, ore, strict=True):
        if not line.view and line.payer == payer and amount:
            accounts[line.account] = accounts.get(line.account, 0) + amount
    return {account: accounts[account] / ORE_PER_KRONE for account in sorted(accounts)}


def _spells(
    case: Case,
    version: Version,
    name: str,
    spent: NDArray[np.int64],
    timeline: Timeline,
    activities: Mapping[str, ActivityKind],
    regime: Regime,
) -> Iterator[dict[str, Any]]:
    """Yield the stretches of weeks in which nothing changes for a person, with what a week of them costs."""
    for world, person in enumerate(timeline.people):
        noted = timeline.notes.get((name, person))
        given = [service for service in version.services if (service.person or case.first_person) == person]
        weeks = [_support(version, person, week, noted, regime) for week in range(case.duration_weeks)]
        keys = [
            (what, tuple(at for at, one in enumerate(given) if one.from_week <= week <= one.to_week))
            for week, what in enumerate(weeks)
        ]
        first = 0
        for week in range(1, case.duration_weeks + 1):
            if week < case.duration_weeks and keys[week] == keys[first]:
                continue
            what, services = keys[first]
            if what or services:
                mean = spent[world, first:week].sum(axis=0) / (week - first) / ORE_PER_KRONE
                yield {
                    "person": person,
                    "from_week": first,
                    "to_week": week - 1,
                    "from_date": monday(case, first).isoformat(),
                    "support": dict(what) or None,
                    "services": [_service(given[at], activities[given[at].activity]) for at in services],
                    "dkk_per_week": {payer: float(mean[at]) for at, payer in enumerate(REPORTED_PAYERS)},
                }
            first = week


def _mark_priced(spells: Iterable[list[dict[str, Any]]], ledger: Ledger) -> None:
    """Say of each service whether it costs something of its own."""
    paid = {(line.activity, line.offer) for line in ledger.lines if not line.view}
    for service in (one for told in spells for spell in told for one in spell["services"]):
        service["priced"] = (service["activity"], service["offer"] or "") in paid


def _support(
    version: Version, person: str, week: int, noted: NDArray[np.int64] | None, regime: Regime
) -> tuple[tuple[str, Any], ...]:
    """Return what a week of support is, as pairs that compare; empty for a person who is not followed."""
    if noted is None:
        return ()
    spell = next(one for one in version.support[person] if one.from_week <= week <= one.to_week)
    kind = week_kinds()[noted[week, NOTED.index("week_kind")]]
    benefit_week = int(noted[week, NOTED.index("benefit_week")])
    band = int(np.searchsorted(regime.refusion_week_edges, benefit_week)) + 1 if benefit_week else 0
    return (
        ("state", spell.state),
        ("week_kind", kind if kind.removesuffix("_week") not in STATES else None),
        ("hours", spell.hours),
        ("kind", spell.kind),
        ("resident", spell.resident),
        ("state_share", regime.share_of_band(band) if band else None),
        ("source", spell.source),
        ("note", spell.note),
    )


def _service(service: Service, kind: ActivityKind) -> dict[str, Any]:
    return {
        "activity": service.activity,
        "label_da": kind.label_da,
        "label_en": kind.label_en,
        "offer": service.offer,
        "quantity": service.quantity.value,
        "unit": kind.unit,
        "rate": service.quantity.unit,
        "from_week": service.from_week,
        "to_week": service.to_week,
        "low": service.quantity.low,
        "high": service.quantity.high,
        "source": service.quantity.source,
        "timing_source": service.source,
        "note": service.note or service.quantity.note,
    }


def _told(version: Version) -> dict[str, int]:
    """Return how many spells and services there are, and how many rest on an assumption."""
    sources = [{spell.source} for spells in version.support.values() for spell in spells]
    sources += [{service.source, service.quantity.source} for service in version.services]
    return {"all": len(sources), "assumed": sum("assumption" in named for named in sources)}


def _difference(versions: list[dict[str, Any]]) -> dict[str, float] | None:
    """Return first minus second version in kroner: plus when the payer spends less in the second."""
    if len(versions) == 1:
        return None
    first, second = ([sum(one["payers"][payer]["weekly_ore"]) for payer in REPORTED_PAYERS] for one in versions)
    return {
        payer: (one - other) / ORE_PER_KRONE for payer, one, other in zip(REPORTED_PAYERS, first, second, strict=True)
    }

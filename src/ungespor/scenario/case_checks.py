"""What must hold between the parts of a case: no gap, no overlap, known people, names and sources."""

from __future__ import annotations

import datetime
import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.scenario.case import IN_ALL, PER_MONTH, PER_WEEK, WEEKS_PER_MONTH
from ungespor.scenario.facts import ASSUMPTION, load_facts, load_sources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from ungespor.scenario.case import Case, Service, Support
    from ungespor.scenario.model import Scenario
    from ungespor.scenario.nodes import Node
    from ungespor.scenario.regime import Regime


MOST_A_WEEK: Final = {"hour": 24.0 * 7, "day": 7.0, "week": 1.0}
"""What a week holds of the units of time."""


def source_problems(node: Node, known: Collection[str], location: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Yield every ``source`` in a tree that is neither a fact, a publication nor an assumption."""
    children = enumerate(node.value) if isinstance(node.value, list) else node.entries.items()
    for key, child in children:
        place = (*location, str(key))
        if key == "source" and isinstance(child.value, str) and child.value not in known:
            nearest = nearest_name(child.value, known)
            yield Problem(
                what=f"The source '{child.value}' is unknown.",
                file=str(child.place),
                field=".".join(place),
                found=child.value,
                allowed="an id in scenarios/facts.csv or cost_tables/sources.yaml, or 'assumption' with a note",
                nearest=nearest,
                fix=f"Write '{nearest}'." if nearest else "Name where it is told, or call it an assumption.",
            )
        yield from source_problems(child, known, place)


def known_sources(scenarios: Path, cost_tables: Path, problems: list[Problem]) -> frozenset[str]:
    """Return every id that a source may name, adding what is wrong with the tables to `problems`."""
    known = {ASSUMPTION}
    for load, folder in ((load_facts, scenarios), (load_sources, cost_tables)):
        try:
            known.update(load(folder))
        except InputError as error:
            problems.extend(error.problems)
    return frozenset(known)


def case_problems(case: Case, tree: Node, scenario: Scenario, regime: Regime) -> Iterator[Problem]:
    """Yield what is wrong between the parts of a case that the schema has accepted.

    Parameters
    ----------
    case : Case
    tree : Node
        What it was made from; for the places.
    scenario : Scenario
        The one it names.
    regime : Regime
    """
    yield from _frame_problems(case, tree)
    for name, version in case.versions.items():
        nodes = tree.entries["versions"].entries[name].entries
        field = f"versions.{name}"
        for person in version.support:
            if person not in case.people:
                yield _unknown("person", person, case.people, nodes["support"].entries[person], f"{field}.support")
        if case.first_person not in version.support:
            what = f"The version '{name}' does not say what '{case.first_person}' is supported by."
            fix = f"Write '{case.first_person}:' and its spells below 'support'."
            yield Problem(what, str(nodes["support"].place), f"{field}.support", fix=fix)
        for person, spells in version.support.items():
            yield from _spell_problems(case, spells, nodes["support"].entries[person], f"{field}.support.{person}")
            yield from _move_problems(spells, nodes["support"].entries[person], f"{field}.support.{person}", regime)
        for number, service in enumerate(version.services):
            item = _item(nodes["services"], number)
            yield from _service_problems(case, service, item, f"{field}.services.{number}", scenario)


def _frame_problems(case: Case, tree: Node) -> Iterator[Problem]:
    """Yield a start that is no Monday, and persons of whom nothing is told."""
    if case.start_date.weekday():
        monday = case.start_date - datetime.timedelta(days=case.start_date.weekday())
        what = "A case begins on a Monday, and this is none."
        place, found = str(tree.entries["start_date"].place), case.start_date.isoformat()
        fix = f"Write the Monday before, {monday}, or another one."
        yield Problem(what, place, "start_date", found, "a Monday", fix=fix)
    supported = {person for version in case.versions.values() for person in version.support}
    served = {service.person for version in case.versions.values() for service in version.services}
    for person, node in tree.entries["people"].entries.items():
        if person not in {*supported, *served, case.first_person}:
            what = f"Nothing is told of the person '{person}' in any version."
            fix = "Give the person spells below 'support' or name the person in a service, or leave the person out."
            yield Problem(what, str(node.place), f"people.{person}", person, fix=fix)


def _spell_problems(case: Case, spells: list[Support], node: Node, field: str) -> Iterator[Problem]:
    """Yield gaps, overlaps and spells beyond the end."""
    last = case.duration_weeks - 1
    due = 0
    if not spells:
        what = "What the person is supported by is an empty list."
        fix = f"Write spells that cover week 0 to {last}, or leave the person out below 'support'."
        yield Problem(what, str(node.place), field, "[]", f"spells from week 0 to week {last}", fix=fix)
        return
    for number, spell in enumerate(spells):
        place = _item(node, number).entries["from_week"].place
        where = f"{field}.{number}.from_week"
        if spell.from_week != due:
            lies = "overlaps the one before it" if spell.from_week < due else "leaves a gap before it"
            what = f"The spell '{spell.state}' from week {spell.from_week} {lies}."
            fix = f"Write 'from_week: {due}', or change the spell before it."
            yield Problem(what, str(place), where, str(spell.from_week), str(due), fix=fix)
        due = spell.to_week + 1
    if due != last + 1:
        lies = "goes on after the case has ended" if due > last + 1 else "ends before the case does"
        end = _item(node, len(spells) - 1).entries["to_week"]
        what = f"What the person is supported by {lies}: it ends in week {due - 1}."
        fix = f"Let the last spell end in week {last}, or change 'duration_weeks'."
        yield Problem(what, str(end.place), field, str(due - 1), str(last), fix=fix)


def _move_problems(spells: list[Support], node: Node, field: str, regime: Regime) -> Iterator[Problem]:
    """Yield moves from one state to another that the law does not know."""
    forbidden = {(move.from_, move.to): move.because for move in regime.illegal_moves}
    # Made by the thirtieth birthday; whether it has come is seen when the case is lived through.
    forbidden.pop(("education_benefit", "cash_benefit"), None)
    for number, (one, other) in enumerate(pairwise(spells), start=1):
        because = forbidden.get((one.state, other.state))
        if because is not None:
            yield Problem(
                what=f"The move from '{one.state}' to '{other.state}' is illegal.",
                file=str(_item(node, number).entries["state"].place),
                field=f"{field}.{number}.state",
                found=other.state,
                allowed=f"another state, because {because} (set of rules '{regime.name}')",
                fix="Name the support that the person had in the eyes of the law.",
            )


def _service_problems(case: Case, service: Service, item: Node, field: str, scenario: Scenario) -> Iterator[Problem]:
    if service.to_week >= case.duration_weeks:
        what = f"The service '{service.activity}' goes on after the case has ended."
        last = case.duration_weeks - 1
        place = str(item.entries["to_week"].place)
        fix = f"Let it end in week {last}, or change 'duration_weeks'."
        yield Problem(what, place, f"{field}.to_week", str(service.to_week), f"0 to {last}", fix=fix)
    if service.person is not None and service.person not in case.people:
        yield _unknown("person", service.person, case.people, item.entries["person"], f"{field}.person")
    if service.offer is not None and service.offer not in scenario.offers:
        yield _unknown("offer", service.offer, scenario.offers, item.entries["offer"], f"{field}.offer")
    person = case.people.get(service.person or case.first_person)
    psychologist = service.activity in {"psychologist_first_session", "psychologist_session"}
    if psychologist and person is not None and person.diagnosis is None:
        what = "Who pays the psychologist depends on the diagnosis, and the person has none."
        place = str(item.entries["activity"].place)
        yield Problem(what, place, f"{field}.activity", service.activity, fix="Add 'diagnosis:' to the person.")


def activity_problems(
    case: Case, tree: Node, countable: Mapping[str, str], states: Collection[str]
) -> Iterator[Problem]:
    """Yield services that name no activity, or a week of support, or give more than time allows.

    `countable` holds the unit of everything that can be counted; `states` are those that are weeks of support.
    """
    for name, version in case.versions.items():
        node = tree.entries["versions"].entries[name].entries.get("services")
        for number, service in enumerate(version.services):
            allowed = [activity for activity in countable if activity not in states]
            if node is None:
                continue
            item, where = _item(node, number), f"versions.{name}.services.{number}"
            if service.activity in allowed:
                yield from _time_problems(service, countable[service.activity], item.entries["quantity"], where)
                continue
            place, field = item.entries["activity"], f"{where}.activity"
            if service.activity in states:
                what = f"'{service.activity}' is a week of support, and no service."
                yield Problem(what, str(place.place), field, service.activity, fix="Write a spell below 'support'.")
            else:
                yield _unknown("activity", service.activity, allowed, place, field)


def _time_problems(service: Service, unit: str, node: Node, field: str) -> Iterator[Problem]:
    """Yield a quantity that one person cannot be given in the time."""
    weeks = {PER_WEEK: 1.0, PER_MONTH: WEEKS_PER_MONTH, IN_ALL: float(service.to_week - service.from_week + 1)}
    most = MOST_A_WEEK.get(unit, math.inf) * weeks[service.quantity.unit]
    if service.quantity.central > most:
        given = f"{service.quantity.central:g} of the unit '{unit}' {service.quantity.unit.replace('_', ' ')}"
        what = f"{given[0].upper()}{given[1:]} is more than the time holds."
        place, found = str(node.place), f"{service.quantity.central:g}"
        fix = "Mend the number, its unit or the weeks."
        yield Problem(what, place, f"{field}.quantity.value", found, f"0 to {most:g}", fix=fix)


def _unknown(kind: str, name: str, known: Collection[str], node: Node, field: str) -> Problem:
    nearest = nearest_name(name, known)
    return Problem(
        what=f"There is no {kind} '{name}'.",
        file=str(node.place),
        field=field,
        found=name,
        allowed=", ".join(known),
        nearest=nearest,
        fix=f"Write '{nearest}'." if nearest else "Write one of the allowed names.",
    )


def _item(node: Node, number: int) -> Node:
    assert isinstance(node.value, list)  # noqa: S101 - the schema has made sure
    return node.value[number]

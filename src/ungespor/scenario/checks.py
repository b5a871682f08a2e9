"""Check what one scenario cannot know by itself: sources, rule sets, moves and states the law forbids."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.base.tables import STATES
from ungespor.scenario.facts import ASSUMPTION, load_facts, load_sources
from ungespor.scenario.layering import is_quantity
from ungespor.scenario.nodes import Node, plain
from ungespor.scenario.posterior import posterior_problems
from ungespor.scenario.regime import load_regime, rules_of_law, section
from ungespor.scenario.rules_in_force import switched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ungespor.scenario.regime import Regime

_HAZARD_KEYS: Final = ("value", "distribution", "low", "high", "unit")


def outside_problems(tree: Node, scenarios: Path, cost_tables: Path) -> list[Problem]:
    """Return what is wrong with `tree` in the light of the facts, sources and rule sets.

    Works on a tree that the schema refuses too, so that all problems are told at once.

    Parameters
    ----------
    tree : Node
        A resolved scenario.
    scenarios : Path
        Folder with ``facts.csv``.
    cost_tables : Path
        Folder with ``sources.yaml`` and ``regimes.yaml``.
    """
    problems: list[Problem] = []
    known: list[str] = [ASSUMPTION]
    for load, folder in ((load_facts, scenarios), (load_sources, cost_tables)):
        try:
            known.extend(load(folder))
        except InputError as error:
            problems.extend(error.problems)
    if not problems:
        problems.extend(_unknown_sources(tree, (), frozenset(known)))
    problems.extend(_rule_problems(tree, cost_tables))
    problems.extend(_offer_names(tree))
    problems.extend(posterior_problems(tree, scenarios))
    return problems


def _unknown_sources(node: Node, location: tuple[str, ...], known: frozenset[str]) -> Iterator[Problem]:
    if is_quantity(node.entries):
        source = node.entries.get("source")
        if source is not None and isinstance(source.value, str) and source.value not in known:
            nearest = nearest_name(source.value, known)
            yield Problem(
                what=f"The source '{source.value}' is unknown.",
                file=str(source.place),
                field=".".join((*location, "source")),
                found=source.value,
                allowed="an id in scenarios/facts.csv or cost_tables/sources.yaml, or 'assumption' with a range",
                nearest=nearest,
                fix=f"Write '{nearest}'." if nearest else "Name where the number comes from, or call it an assumption.",
            )
        return
    children = node.value if isinstance(node.value, list) else list(node.entries.values())
    names = list(node.entries) or [str(index) for index in range(len(children))]
    for name, child in zip(names, children, strict=True):
        yield from _unknown_sources(child, (*location, name), known)


def _rule_problems(tree: Node, cost_tables: Path) -> Iterator[Problem]:
    """Yield an unknown set of rules, or the moves that a known one forbids."""
    stated = tree.entries.get("regime")
    if stated is None or not isinstance(stated.value, str):
        return
    try:
        regime = load_regime(stated.value, cost_tables)
    except InputError as error:
        for problem in error.problems:
            at_scenario = {"file": str(stated.place), "fix": "Write one of the allowed names."}
            yield replace(problem, **at_scenario) if problem.field == "regime" else problem
        return
    yield from _switch_problems(tree, regime, cost_tables)
    yield from _age_problems(tree.entries.get("population", tree), regime)
    forbidden: dict[tuple[object, ...], str] = {(move.from_, move.to): move.because for move in regime.illegal_moves}
    transitions = tree.entries.get("baseline", tree).entries.get("transitions", tree).entries
    for name, transition in transitions.items():
        ends = tuple(plain(transition.entries[end]) for end in ("from", "to") if end in transition.entries)
        hazard = transition.entries.get("hazard_per_week", transition)
        because = forbidden.get(ends) if all(isinstance(end, str) for end in ends) else None
        if because is not None and _is_positive(hazard):
            yield Problem(
                what=f"The move from '{ends[0]}' to '{ends[1]}' is illegal, but has a positive hazard.",
                file=str(hazard.place),
                field=f"baseline.transitions.{name}.hazard_per_week",
                found=_hazard_text(hazard),
                allowed=f"value: 0, because {because} (set of rules '{regime.name}')",
                fix="Remove the transition, or set its hazard to 0.",
            )


def _switch_problems(tree: Node, regime: Regime, cost_tables: Path) -> Iterator[Problem]:
    """Yield states that cannot be taken off the clock, and circumstances that no price asks for."""
    stated = tree.entries.get("refusion_status", tree)
    if stated is not tree:
        states = {state: str(plain(node)) for state, node in stated.entries.items() if state in regime.refusion_status}
        try:
            switched(regime, states)  # type: ignore[arg-type]  # the schema has its say about the words
        except InputError as error:
            yield from (replace(problem, file=str(stated.place)) for problem in error.problems)
    known = section(rules_of_law(cost_tables / "regimes.yaml"), "circumstances", cost_tables / "regimes.yaml")
    found = tree.entries.get("circumstances")
    for name, node in found.entries.items() if found is not None else ():
        value, entry = str(plain(node)), known.get(name)
        values = [str(item) for item in entry["values"]] if isinstance(entry, dict) else list(known)
        wrong = value if name in known else name
        if wrong not in values:
            what = f"The circumstance '{name}' is unknown." if name not in known else f"'{name}' is never '{value}'."
            nearest = nearest_name(wrong, values)
            fix = "Use one of the allowed words; cost_tables/regimes.yaml explains them."
            yield Problem(what, str(node.place), f"circumstances.{name}", wrong, ", ".join(values), nearest, fix)


def _age_problems(population: Node, regime: Regime) -> Iterator[Problem]:
    """Yield feeders that leave out people of some age, or let those under age live as only adults may."""
    feeders = population.entries.get("feeders", population)
    ages = population.entries.get("ages", population)
    if feeders is population or ages is population:
        return
    needed = {
        "states": any(age > regime.adult_age for age in _stated(ages, "oldest")),
        "states_under_age": any(age < regime.adult_age for age in _stated(ages, "youngest")),
    }
    for name, feeder in feeders.entries.items():
        for part in (part for part in needed if needed[part] and part not in feeder.entries):
            side = "of age" if part == "states" else "under age"
            yield Problem(
                what=f"Some people are {side}, but the feeder '{name}' does not say how they live.",
                file=str(feeder.place),
                field=f"population.feeders.{name}.{part}",
                allowed=f"support states as shares; people are of age from {regime.adult_age}",
                fix=f"Add '{part}' with shares that add up to 1.",
            )
        if "states_under_age" in feeder.entries:
            yield from _closed_states(name, feeder.entries["states_under_age"], regime)


def _closed_states(feeder: str, shares: Node, regime: Regime) -> Iterator[Problem]:
    for state, share in shares.entries.items():
        if state in regime.adults_only and _is_positive(share):
            yield Problem(
                what=f"Nobody below {regime.adult_age} can be in the state '{state}'.",
                file=str(share.place),
                field=f"population.feeders.{feeder}.states_under_age.{state}",
                found=_hazard_text(share),
                allowed=", ".join(other for other in STATES if other not in regime.adults_only),
                fix=f"Remove it; '{state}' belongs under 'states', among those of age.",
            )


def _stated(ages: Node, name: str) -> list[int | float]:
    """Return an age as stated; nothing where there is no number, of which the schema speaks."""
    age = ages.entries.get(name, ages).entries.get("value")
    return [age.value] if age is not None and isinstance(age.value, int | float) else []


def _is_positive(hazard: Node) -> bool:
    if "distribution" in hazard.entries:
        return True
    value = plain(hazard.entries["value"]) if "value" in hazard.entries else 0
    return isinstance(value, int | float) and value > 0


def _hazard_text(hazard: Node) -> str:
    return ", ".join(f"{key}: {plain(node)}" for key, node in hazard.entries.items() if key in _HAZARD_KEYS)


def _offer_names(tree: Node) -> Iterator[Problem]:
    """Yield the offers whose file says another name than the one they are found by."""
    for name, offer in tree.entries.get("offers", tree).entries.items():
        stated = offer.entries.get("name")
        if stated is not None and isinstance(stated.value, str) and stated.value != name and "offers" in tree.entries:
            yield Problem(
                what=f"The offer '{name}' calls itself '{stated.value}'.",
                file=str(stated.place),
                field=f"offers.{name}.name",
                found=stated.value,
                allowed=name,
                fix=f"Write 'name: {name}', or give the file the other name.",
            )

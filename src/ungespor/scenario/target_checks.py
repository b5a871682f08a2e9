"""What a file of targets cannot know by itself: statistics, sources and programmes that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from ungespor.base.errors import Problem, nearest_name
from ungespor.scenario.explain import explained
from ungespor.scenario.facts import load_facts, load_sources
from ungespor.scenario.find import shipped_scenarios
from ungespor.scenario.nodes import Node, plain
from ungespor.scenario.statistics import Statistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ungespor.scenario.targets import Target


def parsed(value: object) -> Statistic:
    """Return a statistic from plain objects; raise pydantic's error when it is wrong."""
    return Statistic.model_validate(value, strict=True)


def statistic_problems(node: Node, field: str) -> Iterator[Problem]:
    """Yield what is wrong with a statistic: unknown names and arguments, with the nearest ones."""
    try:
        parsed(plain(node))
    except ValidationError as error:
        for problem in explained(error, node, Statistic):
            place = f"{field}.{problem.field}" if problem.field else field
            yield Problem(**{**vars(problem), "field": place})


def source_problems(targets: Iterable[Target], folder: Path | None) -> Iterator[Problem]:
    """Yield the targets whose source is neither a fact nor a publication."""
    known = {*load_facts(folder), *load_sources()}
    for target in targets:
        if target.source not in known:
            nearest = nearest_name(target.source, known)
            yield Problem(
                what=f"The source '{target.source}' is unknown.",
                file=target.file,
                field=f"targets.{target.id}.source",
                found=target.source,
                allowed="an id in scenarios/facts.csv or cost_tables/sources.yaml",
                nearest=nearest,
                fix=f"Write '{nearest}'." if nearest else "Add the fact with its document and place.",
            )


def programme_problems(targets: Iterable[Target], folder: Path | None = None) -> Iterator[Problem]:
    """Yield the targets about, or compared with, a programme that does not exist."""
    known = shipped_scenarios(folder)
    for target in targets:
        named = {"programme": target.programme}
        for key, statistic in (("statistic", target.asked), ("minus", target.minus)):
            for depth, part in enumerate(statistic.parts() if statistic is not None else ()):
                if part.programme is not None:
                    named[".".join(["targets", target.id, key, *["over"] * depth, "programme"])] = part.programme
        for field, name in named.items():
            if name not in known:
                nearest = nearest_name(name, known)
                yield Problem(
                    what=f"The target '{target.id}' is about a programme that does not exist.",
                    file=target.file,
                    field=field,
                    found=name,
                    allowed=", ".join(known),
                    nearest=nearest,
                    fix=f"Write '{nearest}'." if nearest else "Name a programme that 'ungespor list' shows.",
                )

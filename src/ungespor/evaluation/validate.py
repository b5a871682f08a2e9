"""Hold every programme against its own evaluation: reported figures and patterns.

Effects are never fitted to these figures.  What fails is shown as failing.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from ungespor.base.errors import InputError, Problem, nearest_name
from ungespor.evaluation.estimates import Estimate, pattern, score
from ungespor.evaluation.evidence import Evidence
from ungespor.evaluation.statistics import estimate
from ungespor.scenario.catalogue import entry_of
from ungespor.scenario.load import load_scenario
from ungespor.scenario.target_checks import programme_problems
from ungespor.scenario.targets import load_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ungespor.scenario.statistics import Statistic
    from ungespor.scenario.targets import Target


def validate(
    programmes: Sequence[str] = (),
    *,
    folder: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> list[dict[str, Any]]:
    """Simulate what every score and pattern asks for, and compare.

    Parameters
    ----------
    programmes : sequence of str
        Only these; all that have targets if none is given.
    folder : Path, optional
        Scenarios with their folder ``targets``; those shipped by default.
    progress : callable, optional
        Told the share of the targets that is done.

    Returns
    -------
    list of dict
        For each target `id, programme, role, pattern, title_da, title_en, unit, source, relation,
        observed, se_observed, simulated, mcse, tau, z, ok, evidence_grade, scenario_sha256`. For a pattern
        `observed` is the bound; see :func:`ungespor.evaluation.estimates.score` and
        :func:`~ungespor.evaluation.estimates.pattern` for `z` and `ok`.

    Raises
    ------
    InputError
        When a file of targets is not in order, or names a programme that does not exist.
    """
    targets = _wanted(programmes, folder)
    sizes = {target.programme: target.size for target in targets}
    needs = [
        [_key(target, part) for one in (target.asked, target.minus) if one for part in one.parts()]
        for target in targets
    ]
    evidence: dict[str, Evidence] = {}
    rows = []
    for place, target in enumerate(targets):
        rows.append(_row(target, evidence, sizes))
        later = {key for keys in needs[place + 1 :] for key in keys}
        for key in set(evidence) - later:
            evidence.pop(key).forget()
        if progress is not None:
            progress((place + 1) / len(targets))
    return rows


def _wanted(programmes: Sequence[str], folder: Path | None) -> list[Target]:
    """Return the scores and patterns of the programmes, one programme after the other."""
    targets = [target for target in load_targets(folder) if target.role != "fit"]
    problems = [*programme_problems(targets, folder), *_unknown(programmes, {target.programme for target in targets})]
    if problems:
        raise InputError(problems)
    chosen = [target for target in targets if not programmes or target.programme in programmes]
    return sorted(chosen, key=lambda target: target.programme)


def _unknown(programmes: Iterable[str], known: set[str]) -> list[Problem]:
    return [
        Problem(
            what=f"There are no targets for '{name}'.",
            field="--programme",
            found=name,
            allowed=", ".join(sorted(known)),
            nearest=nearest_name(name, known),
            fix="Name a programme that has targets, or leave the option out.",
        )
        for name in programmes
        if name not in known
    ]


def _row(target: Target, evidence: dict[str, Evidence], sizes: dict[str, Any]) -> dict[str, Any]:
    """Simulate what one target asks for, and compare."""
    simulated = _simulated(target, evidence, sizes)
    is_score = target.role == "score"
    if is_score:
        held = score(target.value or 0.0, target.standard_error or 0.0, target.tau, simulated)
    else:
        held = pattern(str(target.relation), target.bound or 0.0, simulated)
    missing = math.isnan(simulated.value)
    loaded = load_scenario(target.programme)
    return {
        "id": target.id,
        "programme": target.programme,
        "role": target.role,
        "pattern": target.pattern,
        "title_da": target.title_da,
        "title_en": target.title_en,
        "unit": target.unit,
        "source": target.source,
        "relation": target.relation,
        "observed": target.value if is_score else target.bound,
        "se_observed": target.standard_error if is_score else None,
        "simulated": None if missing else simulated.value,
        "mcse": None if missing else simulated.mcse,
        "tau": target.tau if is_score else None,
        **held,
        "evidence_grade": entry_of(loaded, {}).evidence_grade,
        "scenario_sha256": loaded.sha256,
    }


def _simulated(target: Target, evidence: dict[str, Evidence], sizes: dict[str, Any]) -> Estimate:
    """Return the statistic of a target, less the other one where there is one."""

    def of(statistic: Statistic) -> Estimate:
        key = _key(target, statistic)
        if key not in evidence:
            programme = statistic.programme or target.programme
            evidence[key] = Evidence(programme, statistic.changed, sizes.get(programme, {}))
        found = estimate(evidence[key], statistic.asked)
        return found.over(of(statistic.over)) if statistic.over is not None else found

    assert target.asked is not None  # noqa: S101 - a score or a pattern has one
    found = of(target.asked)
    return found.less(of(target.minus)) if target.minus is not None else found


def _key(target: Target, statistic: Statistic) -> str:
    """Return what tells the runs of one statistic from those of others."""
    return json.dumps([statistic.programme or target.programme, statistic.changed], default=str)

"""The folder of a calibration: kept blocks, the posterior, and a baseline that uses it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

import yaml

from ungespor.base.errors import InputError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from ungespor.evaluation.calibration.plan import Prior

    Array = NDArray[np.float64]

MARK: Final = "calibration.json"
"""Says which calibration a folder belongs to."""
SOURCE: Final = "baseline_calibration"
DIGITS: Final = 6


def prepare(out: Path, mark: str) -> None:
    """Make a folder ready for the blocks of a calibration, new or interrupted.

    Raises
    ------
    InputError
        When the folder cannot be written or belongs to something else.
    """
    note = out / MARK
    try:
        if note.exists():
            theirs = str(json.loads(note.read_text(encoding="utf-8")).get("sha256"))
        else:
            theirs = mark if not out.exists() or not any(out.iterdir()) else "something else than a calibration"
        if theirs == mark:
            out.mkdir(parents=True, exist_ok=True)
            note.write_text(json.dumps({"sha256": mark}) + "\n", encoding="utf-8")
            return
    except (OSError, ValueError, AttributeError) as error:
        problem = Problem(
            f"The folder of the calibration cannot be used: {error}.", str(out), fix="Give another --out."
        )
        raise InputError(problem) from error
    raise InputError(
        Problem(
            what="The folder belongs to another calibration, and nothing is overwritten unasked.",
            file=str(out),
            found=theirs[:40],
            allowed="a new folder, an empty one, or that of the same targets, priors, seed and settings",
            fix="Give another folder with --out.",
        )
    )


def write_folder(out: Path, prior: Prior, draws: Array, report: dict[str, Any]) -> None:
    """Write the posterior, the calibrated baseline and the tables of the report."""
    _write(out / "posterior.csv", posterior_csv(prior, draws))
    _write(out / "baseline.yaml", calibrated_baseline(prior, report))
    _write(out / "targets.csv", _table(report["targets"]))
    _write(out / "parameters.csv", _table([_flat(row) for row in report["parameters"]]))
    _write(out / "report.json", json.dumps(report, indent=2, ensure_ascii=False) + "\n")


def posterior_csv(prior: Prior, draws: Array) -> str:
    """Return the joint draws as a table, one column for each field of the baseline."""
    columns = [
        (f"baseline.{field}", column)
        for column, parameter in zip(draws.T, prior.parameters, strict=True)
        for field in parameter.fields
    ]
    lines = [",".join(name for name, _ in columns)]
    lines += [
        ",".join(f"{value:.{DIGITS}g}" for value in row) for row in zip(*(one for _, one in columns), strict=True)
    ]
    return "\n".join(lines) + "\n"


def calibrated_baseline(prior: Prior, report: dict[str, Any]) -> str:
    """Return a baseline file that takes the calibrated fields from the posterior and all others from the prior."""
    plan, tree = prior.plan, dict[str, Any]()
    for row in report["parameters"]:
        low, middle, high = (float(f"{row['posterior'][point]:.3g}") for point in ("low", "middle", "high"))
        quantity = {
            "value": middle, "unit": row["unit"], "source": SOURCE, "low": low, "high": high,
            "confidence": "medium" if row["identified"] else "low", "posterior": f"{plan.name}_posterior",
        }  # fmt: skip
        for field in row["fields"]:
            part, (*groups, last) = tree, field.split(".")[1:]
            for group in groups:
                part = part.setdefault(group, {})
            part[last] = quantity
    for name, part in tree.get("transitions", {}).items():
        # A list is replaced whole: bands that are not calibrated keep the numbers of the prior.
        for band, ratio in enumerate(
            prior.baseline.transitions[name].duration_ratios if "duration_ratios" in part else ()
        ):
            part["duration_ratios"].setdefault(str(band), ratio.model_dump(exclude_none=True))
    head = (
        f"# Written by 'ungespor calibrate' with seed {report['seed']}; the calibrated fields alone, all others are\n"
        "# those of the prior. Ranges are the 2.5 % and 97.5 % points of the posterior, whose joint draws are used.\n"
    )
    content = {
        "name": f"{plan.name}_calibrated",
        "summary": "Life without the effort, its hazards calibrated to stocks and flows of young people in Denmark.",
        "extends": plan.prior,
        **{group: _lists(part) for group, part in tree.items()},
    }
    return head + yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)


def _lists(part: Any) -> Any:
    """Turn mappings of 0, 1, … into lists, in order."""
    if not isinstance(part, dict):
        return part
    if part and all(key.isdecimal() for key in part):
        return [part[key] for key in sorted(part, key=int)]
    return {key: _lists(value) for key, value in part.items()}


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat = {key: value for key, value in row.items() if key not in {"prior", "posterior", "fields"}}
    ranges = {f"{when}_{point}": row[when][point] for when in ("prior", "posterior") for point in row[when]}
    return {**flat, **ranges, "fields": " ".join(row["fields"])}


def _table(rows: list[dict[str, Any]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {key: f"{value:.{DIGITS}g}" if isinstance(value, float) else value for key, value in row.items()}
        )
    return stream.getvalue()


def _write(path: Path, text: str) -> None:
    building = path.with_suffix(path.suffix + ".building")
    building.write_text(text, encoding="utf-8")
    building.replace(path)


class _Dumper(yaml.SafeDumper):
    """Writes a quantity in one line, and equal ones twice instead of pointing from one to the other."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the interface of PyYAML
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:
        return super().represent_mapping(tag, mapping, flow_style="source" in mapping or flow_style)

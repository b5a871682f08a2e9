"""Danish and English phrases for the calibration of the baseline."""

from __future__ import annotations

from typing import Final

CALIBRATION: Final = {
    "calibration.title": (
        "Kalibrering af basisforløbet {name}: hvad registrene siger om hyppighederne",
        "Calibration of the baseline {name}: what the registers say about the hazards",
    ),
    "calibration.size": (
        "{walkers} vandrere × {steps} skridt ({not_used} ubrugte), {acceptance} antaget; effektivt {effective}.",
        "{walkers} walkers × {steps} steps ({not_used} unused), {acceptance} accepted; effective sample {effective}.",
    ),
    "calibration.draws": (
        "{draws} fælles træk, frø {seed}, {seconds} sekunder.",
        "{draws} joint draws, seed {seed}, {seconds} seconds.",
    ),
    "calibration.targets": ("Opgjort og tilpasset, procent", "Reported and fitted, per cent"),
    "calibration.targets_note": (
        "Usikkerhed: stikprøvefejl og forskel i gruppe og definition (tau). z: afstanden målt i usikkerheder.",
        "Error: sampling error and difference of group and definition (tau). z: the distance in errors.",
    ),
    "calibration.figure": ("Tal", "Figure"),
    "calibration.observed": ("Opgjort", "Reported"),
    "calibration.error": ("Usikkerhed", "Error"),
    "calibration.before": ("Før", "Before"),
    "calibration.fitted": ("Tilpasset", "Fitted"),
    "calibration.low": ("Lav (5\N{NO-BREAK SPACE}%)", "Low (5%)"),
    "calibration.high": ("Høj (95\N{NO-BREAK SPACE}%)", "High (95%)"),
    "calibration.z": ("z", "z"),
    "calibration.parameters": (
        "Fra gæt til viden: 95\N{NO-BREAK SPACE}% mellem lav og høj",
        "From prior to posterior: 95% between low and high",
    ),
    "calibration.parameters_note": (
        "Bredde: spredningen efter i forhold til før. Ved {limit} og derover er parameteren ikke bestemt af tallene.",
        "Width: the spread after relative to before. At {limit} and above the figures do not determine the parameter.",
    ),
    "calibration.parameter": ("Parameter", "Parameter"),
    "calibration.prior": ("Før", "Before"),
    "calibration.posterior": ("Efter", "After"),
    "calibration.width": ("Bredde", "Width"),
    "calibration.not_identified": (
        "Ikke bestemt af tallene ({count} af {all}): {names}.",
        "Not determined by the figures ({count} of {all}): {names}.",
    ),
    "calibration.sign": (
        "{title}: {share} af effektens forhåndsfordeling ligger på den side, der blev set. Størrelsen er ikke brugt.",
        "{title}: {share} of the effect's prior lies on the side that the evaluators saw. The size is not used.",
    ),
    "calibration.left_out": ("Ikke brugt. {reason}", "Not used. {reason}"),
    "calibration.where": ("Kalibreringen ligger i {folder}", "The calibration lies in {folder}"),
}
"""Key → (Danish, English)."""

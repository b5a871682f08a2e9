"""Phrases of the validation."""

from __future__ import annotations

from typing import Final

VALIDATION: Final = {
    "validation.caption.score": ("Indberettede tal", "Reported figures"),
    "validation.caption.pattern": (
        "Mønstre, som en troværdig simulator skal vise",
        "Patterns a credible simulator must show",
    ),
    "validation.note.score": (
        "z = (simuleret − set) / √(usikkerhed² + simuleringsfejl² + tau²); i orden, når |z| ≤ 2",
        "z = (simulated − seen) / √(standard error² + Monte Carlo error² + tau²); in order when |z| ≤ 2",
    ),
    "validation.note.pattern": (
        "i orden, når tallet ligger på den rigtige side af grænsen med mindst to simuleringsfejl; z tæller dem",
        "in order when the number lies on the right side of the bound by two Monte Carlo errors; z counts them",
    ),
    "validation.target": ("Hvad", "What"),
    "validation.programme": ("Indsats", "Programme"),
    "validation.seen": ("Set (± usikkerhed)", "Seen (± standard error)"),
    "validation.wanted": ("Krav", "Required"),
    "validation.simulated": ("Simuleret (± fejl)", "Simulated (± error)"),
    "validation.tau": ("tau", "tau"),
    "validation.z": ("z", "z"),
    "validation.verdict": ("Dom", "Verdict"),
    "validation.ok": ("i orden", "in order"),
    "validation.fails": ("RAMMER IKKE", "FAILS"),
    "validation.uncontrolled": (
        "Uden kontrolgruppe i kilden: {programmes}. Deres tal viser, hvad der skete, ikke hvad indsatsen gjorde.",
        "No control group in the source: {programmes}. Their figures say what happened, not what the effort did.",
    ),
    "validation.caption.reported": (
        "Indberettet, men ikke i modellen",
        "Reported, but not in the model",
    ),
    "validation.note.reported": (
        "uden kontrolgruppe; tallene har intet modstykke i modellen og tæller ikke med i opgørelsen",
        "no control group; the model has no counterpart of these figures, and they count for nothing here",
    ),
    "validation.before": ("Før", "Before"),
    "validation.figure": ("Tal (95 % sikkerhedsinterval)", "Figure (95% confidence interval)"),
    "validation.answers": ("Antal", "Number"),
    "validation.significance": ("Signifikans ifølge kilden", "Significance, says the source"),
    "validation.significant": ("signifikant", "significant"),
    "validation.not_significant": ("ikke signifikant", "not significant"),
    "validation.not_tested": ("ikke testet", "not tested"),
    "validation.sum.score": (
        "{good} af {all} indberettede tal rammes ({share} %; målet er {aim} %).",
        "{good} of {all} reported figures are met ({share}%; the aim is {aim}%).",
    ),
    "validation.sum.pattern": (
        "{good} af {all} krav til mønstre er opfyldt ({share} %; målet er {aim} %).",
        "{good} of {all} rows of patterns hold ({share}%; the aim is {aim}%).",
    ),
}
"""Key → (Danish, English)."""

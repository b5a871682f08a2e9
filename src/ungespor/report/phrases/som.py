"""Phrases of SØM's way of reckoning beside the simulation."""

from __future__ import annotations

from typing import Final

SOM: Final = {
    "som.caption": (
        "Fra SØM-måden til den fulde simulation, kr. netto pr. deltager over {years} år",
        "From the SØM way to the full simulation, DKK net per participant over {years} years",
    ),
    "som.step": ("Trin", "Step"),
    "som.som": ("Regnet som i SØM", "Reckoned as in SØM"),
    "som.full": ("Fuld simulation", "Full simulation"),
    "som.refusion_clock": ("Refusion efter hver persons ur", "Refusion by each person's clock"),
    "som.usual_practice": ("Sædvanlig indsats, der spares", "Usual practice that is spared"),
    "som.health": ("Sundhed i øvrigt", "Health otherwise"),
    "som.events": ("Forebyggede hændelser: simuleret mod antaget", "Events prevented: simulated against assumed"),
    "som.timing": ("Effekten kommer gradvist", "The effect comes gradually"),
    "som.fade_out": ("Effekten ændrer sig efter målingen", "The effect changes after it is measured"),
    "som.horizon": ("Årene efter SØM's sidste", "The years after SØM's last"),
    "som.individuals": ("Hvem de er, der flyttes (resten)", "Who it is that moves (the rest)"),
    "som.rate": (
        "Succesrate, netto: {rate} procentpoint (standardfejl {mcse}), {intervention} mod {control}.",
        "Success rate, net: {rate} percentage points (standard error {mcse}), {intervention} against {control}.",
    ),
    "som.success": (
        "Succes er job eller uddannelse 52 uger efter forløbet; det, der var sket alligevel, er trukket fra.",
        "Success is a job or education 52 weeks after the course, less what would have happened anyway.",
    ),
    "som.worth": (
        "Et års succes er værd: {worths} – en sammenhæng i kontrolarmen, ikke en virkning.",
        "A year of success is worth: {worths} – an association in the control arm, not an effect.",
    ),
    "som.assumed": (
        "Succes er her et antaget antal: {number} forebyggede {events} pr. 100 deltagere.",
        "Success is an assumed number here: {number} {events} prevented per 100 participants.",
    ),
    "som.effect": (
        "SØM-måden: fuld effekt fra uge 0 i op til 10 år, ens for alle; priser efter den gennemsnitlige refusion.",
        "The SØM way: full effect from week 0 for up to 10 years, the same for all; prices after mean reimbursement.",
    ),
    "som.outside": (
        "Bloktilskud, udligning, afgifter og fortrængning af andre er ikke med.",
        "Block grant, equalisation, indirect taxes and displacement of others are left out.",
    ),
    "som.rounding": (
        "Tallene er afrundet, så hver søjle går op.",
        "Numbers are rounded so that each column adds up.",
    ),
    "som.sentence": (
        (
            "Det offentliges nettogevinst er {som} pr. deltager, regnet som i SØM, og {full} i den fulde"
            " simulation. Største led: {largest}, {amount} netto. Priser og antaget effekt er de samme; ingen af"
            " tallene viser, at indsatsen virker."
        ),
        (
            "The public sector's net gain is {som} per participant as SØM reckons, and {full} in the full"
            " simulation. Largest term: {largest}, {amount} net. Prices and assumed effect are the same; neither"
            " shows that the effort works."
        ),
    ),
    "som.sentence_same": (
        (
            "Det offentliges nettogevinst er {som} pr. deltager, regnet som i SØM og i den fulde simulation: uden"
            " en effekt er der kun udgiften. Det viser ikke, at indsatsen er uden virkning."
        ),
        (
            "The public sector's net gain is {som} per participant as SØM reckons and in the full simulation:"
            " without an effect there is only the cost. This does not show that the effort does nothing."
        ),
    ),
    "som.sentence_events": (
        (
            "Det offentliges nettogevinst er {som} pr. deltager, regnet som i SØM, hvis {number} {events}"
            " forebygges pr. 100; i den fulde simulation, som sparer dem for {spared}, {full} netto. Ingen af"
            " tallene viser, at indsatsen virker."
        ),
        (
            "The public sector's net gain is {som} per participant as SØM reckons if {number} {events} per 100 are"
            " prevented; in the full simulation, which spares them {spared}, {full} net. Neither shows that the"
            " effort works."
        ),
    ),
}

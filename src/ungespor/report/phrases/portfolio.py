"""Danish and English phrases for portfolios of offers and for coordination."""

from __future__ import annotations

from typing import Final

PORTFOLIO: Final = {
    "portfolio.overview": (
        "{title}: {listed} tilbud (lovgrundlag fra {laws_of})",
        "{title}: {listed} offers (acts as of {laws_of})",
    ),
    "portfolio.stated": (
        "Teksten i kortlægningen tæller {stated} tilbud, tabellerne {listed}.",
        "The text of the mapping counts {stated} offers, its tables {listed}.",
    ),
    "portfolio.may": (
        "{may} af de {listed} tilbud er kan-opgaver; {mixed} er skal-opgaver med kan-elementer.",
        "{may} of the {listed} offers are voluntary for the municipality; {mixed} are duties with voluntary parts.",
    ),
    "portfolio.offer": ("Tilbud", "Offer"),
    "portfolio.duty": ("Skal/kan", "Must/may"),
    "portfolio.law": ("Lovgrundlag", "Legal basis"),
    "portfolio.ages": ("Alder", "Ages"),
    "portfolio.capacity": ("Kapacitet", "Capacity"),
    "portfolio.simulated": ("Simuleret", "Simulated"),
    "portfolio.yes": ("ja", "yes"),
    "portfolio.field.social": ("Socialområdet", "Social services"),
    "portfolio.field.employment": ("Beskæftigelse og uddannelse", "Employment and education"),
    "portfolio.field.health": ("Sundhed", "Health"),
    "portfolio.duty.must": ("skal", "must"),
    "portfolio.duty.may": ("kan", "may"),
    "portfolio.duty.must_with_may": ("skal (+ kan)", "must (+ may)"),
    "portfolio.duty.must_ensure": ("skal sikres", "must ensure"),
    "portfolio.capacity.full": ("fyldt", "full"),
    "portfolio.capacity.waits": ("ventetid", "waits"),
    "portfolio.capacity.staffed": ("bemanding kendt", "staffing known"),
    "portfolio.outcomes": (
        "Indberettede resultater, alle uden kontrolgruppe:",
        "Reported outcomes, none with a control:",
    ),
    "portfolio.flows": (
        "{people} unge mellem de simulerede tilbud over {years} år, gennemsnit af {replications} gentagelser",
        "{people} young people between the simulated offers over {years} years, mean of {replications} replications",
    ),
    "portfolio.started": ("Startet", "Started"),
    "portfolio.wait": ("Ventetid (uger)", "Wait (weeks)"),
    "portfolio.still_waiting": ("Venter stadig", "Still waiting"),
    "portfolio.left_queue": ("Forlod køen uden plads", "Left the queue without a place"),
    "portfolio.completed": ("Gennemført", "Completed"),
    "portfolio.dropped_out": ("Afbrudt", "Dropped out"),
    "portfolio.in_course": ("I forløb", "In course"),
    "portfolio.idle": ("Ledig tid", "Idle time"),
    "portfolio.at_18": (
        "{turned_18} unge fyldte 18 undervejs; {waiting} af dem stod i kø to uger før.",
        "{turned_18} young people turned 18; {waiting} of them stood in a queue two weeks before.",
    ),
    "portfolio.after_18": (
        (
            "Et halvt år efter: {began_there} begyndte dér, {began_elsewhere} et andet sted, "
            "{still_waiting} ventede, {without_offer} var uden tilbud."
        ),
        (
            "Half a year later: {began_there} had begun there, {began_elsewhere} elsewhere, "
            "{still_waiting} still waited, {without_offer} had no offer."
        ),
    ),
    "portfolio.caution": (
        "Henvisning, forløbslængde og kapacitet er for de fleste tilbud antagelser; se 'ungespor show {scenario}'.",
        "Referral, length and capacity are assumptions for most offers; see 'ungespor show {scenario}'.",
    ),
    "coordinate.without": ("uden koordinering", "without coordination"),
    "coordinate.with": ("med koordinering", "with coordination"),
    "coordinate.caution": (
        "Ingen har målt, hvad koordinering ændrer; virkningerne er antagelser, hvis fortegn også er usikre.",
        "Nobody has measured what coordination changes; its effects are assumptions, and so are their signs.",
    ),
}
"""Key → (Danish, English)."""

"""Danish and English phrases for told cases."""

from __future__ import annotations

from typing import Final

CASE: Final = {
    "case.version": ("{title} – {person}: kr. pr. uge", "{title} – {person}: DKK per week"),
    "case.weeks": ("Uger", "Weeks"),
    "case.what": ("Hvad (kilde)", "What (source)"),
    "case.range": ("{first}–{last}", "{first}–{last}"),
    "case.totals_prices": (
        "Udgift i alt over {weeks} uger, kr.: middel (5 %–95 %), når kun priserne er usikre",
        "Expenditure in all over {weeks} weeks, DKK: mean (5%–95%) when only the prices are uncertain",
    ),
    "case.totals_prices_and_case": (
        "Udgift i alt over {weeks} uger, kr.: middel (5 %–95 %), når også casens egne tal er usikre",
        "Expenditure in all over {weeks} weeks, DKK: mean (5%–95%) when the numbers of the case are uncertain too",
    ),
    "case.from_to": ("{low} til {high}", "{low} to {high}"),
    "case.difference": ("Forskel (første minus anden)", "Difference (first minus second)"),
    "case.told": ("fortalt i kilden", "told by the source"),
    "case.assumed": ("antaget", "assumed"),
    "case.basis": ("{title}: {basis}", "{title}: {basis}"),
    "case.sources": (
        "[{example}] og lignende er kilder: 'scenarios/facts.csv' giver dokument og sted for hver.",
        "[{example}] and the like are sources: 'scenarios/facts.csv' gives document and place of each.",
    ),
    "case.prices": (
        "Priser i {price_year}-niveau efter {rules}, ikke diskonteret; programmet betales som: {financing}.",
        "Prices of {price_year} under {rules}, not discounted; the programme is paid as: {financing}.",
    ),
    "case.sign": (
        "Tallene er udgifter; minus er en indtægt: hos borgeren selv ydelse og løn efter skat og egenbetaling.",
        "The numbers are expenditure; minus is income: the citizen's own is benefit and wage after tax and fees.",
    ),
    "case.difference_sign": (
        "Forskellen er plus, når betaleren bruger mindst i den anden version.",
        "The difference is plus where the payer spends less in the second version.",
    ),
    "case.a_week": (
        "Kr. pr. uge er gennemsnit over de viste uger til pristabellernes priser, afrundet til hele {step} kr.",
        "DKK per week are averages over the weeks shown at the prices of the tables, to the nearest {step}.",
    ),
    "case.drawn": (
        "I alt: middel, 5- og 95-percentil over {draws} trækninger af priserne, som i 'ungespor run {scenario}'.",
        "In all: mean, 5th and 95th percentile over {draws} draws of the prices, as in 'ungespor run {scenario}'.",
    ),
    "case.paired": (
        "Begge versioner prises ens i hver trækning, så forskellen kan være mere sikker end tallene før den.",
        "Both versions have the same prices in every draw; the difference may be surer than what stands before it.",
    ),
    "case.digits": (
        "Der vises så mange cifre, som usikkerheden tillader; derfor kan summer afvige.",
        "As many digits are shown as the uncertainty leaves; hence sums may differ.",
    ),
    "case.own_ranges": (
        "{count} af casens egne tal (mængder, alder og tiden før casen) har et spænd; det anførte tal er medianen.",
        "{count} of the numbers of the case (quantities, age, time before) have a range; the stated one is the median.",
    ),
    "case.own_paired": (
        "Samme ydelse til samme person trækkes ens overalt. Hvem der levede af hvad i hvilke uger, ligger fast.",
        "The same service to the same person is drawn alike throughout. Who lived on what in which weeks stands fast.",
    ),
    "case.lines": (
        "{assumed} af {all} linjer bygger helt eller delvis på en antagelse; hver linje viser sin kilde.",
        "{assumed} of {all} lines rest on an assumption in whole or in part; every line shows its source.",
    ),
    "case.price_rows": (
        "Prisrækker: {used}, heraf husket og ikke slået op: {from_memory}, antaget: {assumed} (navne til sidst).",
        "Price rows: {used}, of which recalled, not looked up: {from_memory}, assumed: {assumed} (named at the end).",
    ),
    "case.one_life": (
        "En case er ét forløb og ingen effektmåling: forskellen gælder disse to fortællinger og ikke andre unge.",
        "A case is one course and no measured effect: the difference holds for these two stories and nobody else.",
    ),
    "case.refusion": ("statsrefusion {share}", "state reimbursement {share}"),
    "case.moved": ("anden kommune", "other municipality"),
    "case.assumption": ("antagelse", "assumption"),
    "case.unpriced": ("uden egen pris", "without a price of its own"),
    "case.unpriced_note": (
        "'Uden egen pris' er talt med, men koster intet her eller betales gennem en anden linje: betalte timer.",
        "'Without a price of its own' is counted, but costs nothing here or is paid in another line: paid hours.",
    ),
    "case.every_week": ("hver uge", "every week"),
    "case.per_week": ("{amount} pr. uge", "{amount} per week"),
    "case.per_month": ("{amount} pr. måned", "{amount} per month"),
    "case.in_all": ("{amount} i alt i uge {weeks}", "{amount} in all in weeks {weeks}"),
    "payer.borger_case": ("Borgeren selv", "The citizen"),
    "week_kind.sickness_benefit_week": ("Sygedagpenge", "Sickness benefit"),
    "week_kind.sickness_employer_week": ("Syg, betalt af arbejdsgiver", "Ill, paid by the employer"),
    "week_kind.job_clarification_week": ("Jobafklaring", "Job clarification"),
    "hours.few": ("få timer", "few hours"),
    "hours.part": ("deltid", "part time"),
    "hours.full": ("fuld tid", "full time"),
    "kind.upper_secondary": ("gymnasial", "upper secondary"),
    "kind.vocational": ("erhvervsuddannelse", "vocational"),
    "kind.apprentice": ("elev", "apprentice"),
    "kind.higher": ("videregående", "higher"),
    "kind.stu": ("STU", "STU"),
    "one.hour": ("time", "hour"),
    "one.week": ("uge", "week"),
    "one.day": ("døgn", "day"),
    "one.visit": ("besøg", "visit"),
    "one.session": ("samtale", "session"),
    "one.contact": ("kontakt", "contact"),
    "one.meeting": ("møde", "meeting"),
    "one.person": ("person", "person"),
    "one.admission": ("gang", "time"),
    "unit.hour": ("timer", "hours"),
    "unit.week": ("uger", "weeks"),
    "unit.day": ("døgn", "days"),
    "unit.visit": ("besøg", "visits"),
    "unit.session": ("samtaler", "sessions"),
    "unit.contact": ("kontakter", "contacts"),
    "unit.meeting": ("møder", "meetings"),
    "unit.person": ("personer", "persons"),
    "unit.admission": ("gange", "times"),
}

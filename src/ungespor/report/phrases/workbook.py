"""Words of the workbook: names of sheets, what several sheets say, the first sheets."""

from __future__ import annotations

from typing import Final

from ungespor.report.phrases.workbook_sheets import WORKBOOK_SHEETS

_SHEETS: Final = {
    "sheet.front": ("Forside", "Front"),
    "sheet.assumptions": ("Forudsætninger", "Assumptions"),
    "sheet.quantities": ("Mængder", "Quantities"),
    "sheet.prices": ("Priser", "Prices"),
    "sheet.keys": ("Nøgler", "Keys"),
    "sheet.calculation": ("Beregning", "Calculation"),
    "sheet.taxes": ("Skat", "Taxes"),
    "sheet.result": ("Resultat", "Result"),
    "sheet.sensitivity": ("Følsomhed", "Sensitivity"),
    "sheet.log": ("Log", "Log"),
    "name.rate": ("Diskonteringsrente", "Discount_rate"),
    "name.participants": ("Deltagere", "Participants"),
    "name.financing": ("Finansiering", "Financing"),
}

_COMMON: Final = {
    "written": ("Regnearket ligger i {path}", "The workbook lies in {path}"),
    "tables_changed": (
        "Bemærk: pristabellerne er ændret siden kørslen; regnearket bruger de nye.",
        "Note: the cost tables have changed since the run; the workbook uses the new ones.",
    ),
    "page": ("Side", "Page"),
    "price_row": ("Prisrække", "Price row"),
    "what": ("Hvad", "What"),
    "unit": ("Enhed", "Unit"),
    "row": ("Række", "Row"),
    "year": ("År {year}", "Year {year}"),
    "in_all": ("I alt", "In all"),
    "payer": ("Betaler", "Payer"),
    "account": ("Konto", "Account"),
    "control": ("Kontrol", "Control"),
    "intervention": ("Indsats", "Intervention"),
    "value": ("Værdi", "Value"),
    "low": ("Lav", "Low"),
    "high": ("Høj", "High"),
    "source": ("Kilde", "Source"),
    "confidence": ("Sikkerhed", "Confidence"),
    "note": ("Note", "Note"),
    "field": ("Felt i scenariet", "Field of the scenario"),
    "where": ("Kan ændres her?", "Live here?"),
    "place": ("Fil", "File"),
    "per_year": ("pr. år", "per year"),
    "title": ("Titel", "Title"),
    "law": ("Lov", "Law"),
    "regime": ("Regelsæt", "Regime"),
    "band": ("Ydelsesuger", "Benefit weeks"),
    "state_share": ("statens andel", "the state's share"),
    "municipal_share": ("kommunens andel", "the municipality's share"),
    "weeks": ("ydelsesuge {first}-{last}", "benefit weeks {first}-{last}"),
    "weeks_from": ("fra ydelsesuge {first}", "from benefit week {first}"),
    "moved": ("fraflyttet", "moved away"),
    "taxed": ("Skat af {what}", "Tax on {what}"),
    "surcharge": ("Tillæg: trukket pris {what}", "Addition: drawn price {what}"),
    "alone": ("Tillæg: {what} alene", "Addition: {what} alone"),
    "kink": ("Tillæg: knæk i skatten {what}", "Addition: kinks of the tax {what}"),
    "rounding": ("Øreafrunding: {what}", "Rounding: {what}"),
    "rounding.row": ("(øreafrunding)", "(rounding)"),
    "present_value": ("Nutidsværdi", "Present value"),
    "per_krone": ("Nutidsværdi pr. krone i prisen", "Present value per krone in the price"),
    "invalid": ("Kan ikke bruges", "Cannot be used"),
    "invalid.share": ("Skriv en andel mellem 0 og 100 %.", "Write a share between 0 and 100 %."),
    "invalid.price": ("Skriv en pris på mindst 0 kr.", "Write a price of at least 0."),
}

_FRONT: Final = {
    "front.what": (
        "Regneark til en kørsel med ungespor: gule celler kan ændres, og alle middeltal regnes om.",
        "Workbook of a run of ungespor: yellow cells may be edited, and all means are worked out again.",
    ),
    "front.sentence": (
        (
            "Sætningen er kørslens og ændrer sig ikke. Tallene herunder regnes om, afrundet som "
            "simuleringsfejlen tillader."
        ),
        (
            "The sentence is that of the run and does not change. The numbers below do, rounded as the Monte"
            " Carlo error allows."
        ),
    ),
    "front.now": ("Netto pr. deltager, kr. i nutidsværdi", "Net per participant, DKK in present value"),
    "front.net_now": ("I dette regneark", "In this workbook"),
    "front.net_run": ("I kørslen (frosset)", "In the run (frozen)"),
    "front.chance": ("Chance for gevinst (frosset)", "Chance of gain (frozen)"),
    "front.certificate": ("Kørslens fødselsattest", "The run's birth certificate"),
    "front.scenario": ("Scenarie", "Scenario"),
    "front.frozen": ("de samme regler i alle år", "the same rules in all years"),
    "front.dated": ("hvert halvårs egne regler", "each half-year's own rules"),
    "front.regime": ("Regelsæt (prissætning)", "Regime (pricing)"),
    "front.price_year": ("Prisår", "Price year"),
    "front.people": ("Screenede / deltagere pr. gentagelse", "Screened / participants per replication"),
    "front.replications": ("Gentagelser", "Replications"),
    "front.horizon": ("Opfølgning i år", "Follow-up in years"),
    "front.seed": ("Frø", "Seed"),
    "front.version": ("Version af ungespor", "Version of ungespor"),
    "front.created": ("Simuleret", "Simulated"),
    "front.scenario_sha256": ("Scenariets fingeraftryk", "Hash of the scenario"),
    "front.cost_tables_sha256": ("Pristabellernes fingeraftryk", "Hash of the cost tables"),
    "front.guide": ("Arkene", "The sheets"),
    "front.guide.assumptions": (
        "Diskonteringsrenten kan ændres; resten af scenariets tal med kilde og sikkerhed",
        "The discount rate may be edited; the scenario's other numbers with source and confidence",
    ),
    "front.guide.quantities": (
        "Uger, timer og besøg i middel pr. gentagelse, frosset fra simuleringen",
        "Weeks, hours and visits, mean per replication, frozen from the simulation",
    ),
    "front.guide.prices": (
        "Alle priser, skattesatser og fradrag, kan ændres",
        "All prices, tax rates and allowances",
    ),
    "front.guide.keys": (
        "Refusionssatser, finansiering og betalernes andele, kan ændres",
        "Refusion rates, financing and the payers' shares, may be edited",
    ),
    "front.guide.calculation": (
        "Pris gange mængde, delt mellem betalerne",
        "Price times quantity, split among payers",
    ),
    "front.guide.taxes": ("Skat af hver indkomst pr. uge", "The tax of each income a week"),
    "front.guide.result": (
        "Besparelse, udgift og netto for hver betaler, år for år",
        "Saving, cost and net of each payer, year by year",
    ),
    "front.guide.sensitivity": ("Hver pris for sig i lav og høj ende", "Each price alone at its low and high end"),
    "front.guide.log": ("Hvad der er ændret i forhold til kørslen", "What has been changed since the run"),
    "front.colour.input": ("Gul", "Yellow"),
    "front.colour.input_means": ("kan ændres", "may be edited"),
    "front.colour.frozen": ("Grå kursiv", "Grey italics"),
    "front.colour.frozen_means": (
        "frosset fra kørslen; følger ikke med, når noget ændres",
        "frozen from the run; does not follow when anything is edited",
    ),
    "front.protected": (
        (
            "Andre celler er låst uden adgangskode: Gennemse, Fjern arkbeskyttelse. Chancer og intervaller "
            "er altid frosne, for de kræver, at der simuleres."
        ),
        (
            "Other cells are locked without a password: Review, Unprotect sheet. Chances and intervals are "
            "always frozen, because they take a simulation."
        ),
    ),
    "front.placeholders": (
        "Pladsholdere: {count} af {used} prisrækker, som ingen udgivelse står bag",
        "Placeholders: {count} of {used} price rows that no publication stands behind",
    ),
}

_ASSUMPTIONS: Final = {
    "assumptions.what": (
        "Den gule celle kan ændres her. Priser ændres på arket Priser, andele på arket Nøgler.",
        "The yellow cell may be edited here. Prices are edited on the sheet Prices, shares on the sheet Keys.",
    ),
    "assumptions.live": (
        "Alle andre tal i scenariet er vist med kilde og sikkerhed, men styrer simuleringen: de kræver en ny kørsel.",
        (
            "All other numbers of the scenario are shown with source and confidence, but govern the "
            "simulation: they take a new run."
        ),
    ),
    "assumptions.calculated_with": ("Regnearket regner med", "The workbook calculates with"),
    "assumptions.rate": ("Diskonteringsrente", "Discount rate"),
    "assumptions.rate_note": (
        "Kan ændres. Beløb i opfølgningsår k ganges med (1+r)^-(k-1).",
        "May be edited. Amounts of follow-up year k are multiplied by (1+r)^-(k-1).",
    ),
    "assumptions.participants": ("Deltagere pr. gentagelse", "Participants per replication"),
    "assumptions.participants_note": (
        "Frosset; nævneren i alt pr. deltager",
        "Frozen; the denominator per participant",
    ),
    "assumptions.horizon": ("Opfølgning i år", "Follow-up in years"),
    "assumptions.horizon_note": ("Frosset; kræver ny simulering", "Frozen; takes a new simulation"),
    "assumptions.price_year": ("Prisår", "Price year"),
    "assumptions.price_year_note": (
        "Frosset; alle resultater er i kroner fra dette år",
        "Frozen; all results are in kroner of this year",
    ),
    "assumptions.note": ("Note (på engelsk, som i scenariet)", "Note"),
    "assumptions.here": ("Ja, øverst på dette ark", "Yes, at the top of this sheet"),
    "assumptions.on": ("Ja, på arket {sheet}", "Yes, on the sheet {sheet}"),
    "assumptions.not_live": ("Nej, kræver ny simulering", "No, takes a new simulation"),
}

_UNITS: Final = {
    "unit.weeks": ("uger", "weeks"),
    "unit.years": ("år", "years"),
    "unit.ratio": ("forhold", "ratio"),
    "unit.minutes": ("minutter", "minutes"),
    "unit.hours": ("timer", "hours"),
    "unit.hours_per_week": ("timer pr. uge", "hours per week"),
    "unit.count": ("antal", "count"),
    "unit.days": ("dage", "days"),
    "unit.who5_points": ("WHO-5-point", "WHO-5 points"),
    "unit.per_who5_point": ("pr. WHO-5-point", "per WHO-5 point"),
    "unit.log_sd": ("spredning (log)", "standard deviation (log)"),
    "unit.correlation": ("korrelation", "correlation"),
    "unit.per_week": ("pr. uge", "per week"),
    "unit.dkk_per_participant": ("kr. pr. deltager", "DKK per participant"),
}
"""Units of a scenario's numbers."""

WORKBOOK: Final = _UNITS | {
    f"workbook.{key}": words
    for part in (_SHEETS, _COMMON, _FRONT, _ASSUMPTIONS, WORKBOOK_SHEETS)
    for key, words in part.items()
}

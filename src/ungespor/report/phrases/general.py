"""Danish and English phrases: headings, captions, cautions and messages."""

from __future__ import annotations

from typing import Final

HEADINGS: Final = {
    "payer": ("Betaler", "Payer"),
    "gross": ("Sparet brutto", "Gross saving"),
    "cost": ("Udgift til indsats", "Programme cost"),
    "net": ("Netto", "Net gain"),
    "net_per_participant": ("Nettogevinst pr. deltager", "Net gain per participant"),
    "low": ("Lav (5\N{NO-BREAK SPACE}%)", "Low (5%)"),
    "high": ("Høj (95\N{NO-BREAK SPACE}%)", "High (95%)"),
    "chance": ("Chance for gevinst", "Chance of gain"),
    "payback": ("Tjent hjem i år", "Paid back in year"),
    "never": ("nej", "no"),
    "total": ("I alt", "Total"),
    "participants": ("Deltagere", "Participants"),
    "year": ("År {year}", "Year {year}"),
    "indicator": ("Målepunkt", "Indicator"),
    "weeks_after": ("{weeks} uger efter", "{weeks} weeks after"),
    "weeks_before": ("{weeks} uger før", "{weeks} weeks before"),
    "control": ("Uden indsatsen", "Without the effort"),
    "intervention": ("Med indsatsen", "With the effort"),
    "difference": ("Forskel", "Difference"),
    "account": ("Konto", "Account"),
    "financing": ("Finansiering", "Financing"),
    "helped": ("Hjulpet", "Helped"),
    "unchanged": ("Uændret", "Unchanged"),
    "harmed": ("Skadet", "Harmed"),
    "identical": ("Samme forsørgelse i alle uger", "The same support in every week"),
    "share": ("Andel af deltagerne", "Share of participants"),
    "week": ("Uge", "Week"),
    "weeks": ("{first} til {last}", "{first} to {last}"),
    "from_week": ("Fra uge", "From week"),
    "state": ("Forsørgelse", "Support"),
    "stage": ("Forløb", "Course"),
    "psychiatric": ("Behandling", "Treatment"),
    "who5": ("WHO-5", "WHO-5"),
}

CAPTIONS: Final = {
    "caption.money": (
        "Hvem betaler, og hvem sparer? Kr. pr. deltager over {years} år",
        "Who pays and who saves? DKK per participant over {years} years",
    ),
    "caption.money_total": (
        "Det samme i alt for {participants} deltagere, 1.000 kr. over {years} år",
        "The same in total for {participants} participants, DKK 1,000 over {years} years",
    ),
    "caption.years": (
        "Nettogevinst år for år, i alt, 1.000 kr.",
        "Net gain year by year, in total, DKK 1,000",
    ),
    "caption.accounts": (
        "Hvor nettogevinsten kommer fra, kr. pr. deltager",
        "Where the net gain comes from, DKK per participant",
    ),
    "note.prices": (
        "Nutidsværdi, {price_year}-priser, rente {rate}; regelsæt {regime} ({rules}) i alle år",
        "Present value, {price_year} prices, discount rate {rate}; regime {regime} ({rules}) throughout",
    ),
    "caption.outcomes": (
        "De unge: uger før opstart og efter afsluttet forløb",
        "The young people: weeks before the start and after the end of the course",
    ),
    "caption.twins": (
        "De samme unge med og uden indsatsen: uger i job eller uddannelse",
        "The same young people with and without the effort: weeks in a job or education",
    ),
    "caption.variants": (
        "Nettogevinst, hvis indsatsen finansieres på en anden måde, kr. pr. deltager",
        "Net gain if the effort is financed in another way, DKK per participant",
    ),
    "caption.variant_costs": (
        "Udgift til indsatsen ved hver finansiering, kr. pr. deltager",
        "Programme cost under each financing, DKK per participant",
    ),
    "caption.compare": (
        "{label}: {title}, kr. pr. deltager over {years} år",
        "{label}: {title}, DKK per participant over {years} years",
    ),
    "caption.compare_differences": (
        "{label} minus {first}, kr. pr. deltager",
        "{label} minus {first}, DKK per participant",
    ),
    "caption.person": (
        "To liv for den samme unge, person {person}: uger fra opstart (uge 0)",
        "Two lives of the same young person, person {person}: weeks from the start (week 0)",
    ),
    "figure.net": (
        "Akkumuleret nettogevinst pr. deltager (nutidsværdi)",
        "Cumulated net gain per participant (present value)",
    ),
    "figure.net_axis": ("kr. pr. deltager", "DKK per participant"),
    "figure.year_axis": ("Opfølgningsår", "Follow-up year"),
    "figure.states": ("De unges forsørgelse uge for uge", "The young people's support week by week"),
    "figure.week_axis": ("Uger fra opstart", "Weeks from the start"),
    "figure.share_axis": ("Andel af deltagerne (%)", "Share of participants (%)"),
    "figure.foothold": ("Job eller uddannelse, uge for uge", "Job or education, week by week"),
    "figure.who5": ("Trivsel (WHO-5), uge for uge", "Well-being (WHO-5), week by week"),
    "figure.who5_axis": ("WHO-5, gennemsnit", "WHO-5, mean"),
    "figure.as_table": ("Vis figuren som tabel", "Show the figure as a table"),
    "figure.no_script": (
        "Figuren kræver JavaScript; tallene står i tabellen nedenunder.",
        "The figure needs JavaScript; its numbers are in the table below.",
    ),
}

CAUTIONS: Final = {
    "caution.sign": (
        "Plus betyder, at betaleren er bedre stillet med indsatsen: udgifter uden minus udgifter med.",
        "Plus means that the payer is better off with the effort: expenditure without minus expenditure with.",
    ),
    "caution.interval": (
        "Lav og høj er 5- og 95-percentilen af én årgangs resultat: usikre forudsætninger og held tæller begge med.",
        "Low and high are the 5th and 95th percentile of one cohort's result: uncertain assumptions and luck together.",
    ),
    "caution.luck": (
        "Når to liv først er gået hver sin vej, rummer forskellen også held; hvem der præcis hjælpes, kan ikke måles.",
        "Once two lives have parted, the difference includes luck; who exactly is helped cannot be identified.",
    ),
    "caution.twins": (
        "Hjulpet: mindst 4 uger mere i job eller uddannelse over perioden. Skadet: mindst 4 uger mindre.",
        "Helped: at least 4 weeks more in a job or education over the horizon. Harmed: at least 4 weeks less.",
    ),
    "caution.rounding": (
        "Tallene er afrundet efter deres simulationsusikkerhed, så summer kan afvige.",
        "Numbers are rounded by their Monte Carlo error, so sums may differ.",
    ),
    "caution.fond": (
        "En gave fra en fond er ikke en besparelse; derfor står summen med fonden ved siden af.",
        "A gift from a foundation is not a saving; hence the sum with the foundation beside it.",
    ),
    "caution.one_replication": (
        "Kun én gentagelse: simulationsusikkerheden er ukendt.",
        "One replication only: the Monte Carlo error is unknown.",
    ),
    "caution.assumptions": (
        "{assumed} af scenariets {numbers} tal er antagelser.",
        "{assumed} of the scenario's {numbers} numbers are assumptions.",
    ),
    "caution.prices": (
        "{from_memory} af {used} prisrækker er husket, ikke slået op; {assumed} er antagelser (navne til sidst).",
        "{from_memory} of {used} price rows are recalled, not looked up; {assumed} are assumptions (named at the end).",
    ),
    "caution.compare": (
        "Scenarierne kan ikke trækkes fra hinanden, fordi de er forskellige i {what}: {values}.",
        "The scenarios cannot be subtracted from each other, because they differ in {what}: {values}.",
    ),
    "caution.not_compared": ("Ingen forskelle er beregnet.", "No differences are computed."),
}

MESSAGES: Final = {
    "field.regime": ("regelsæt", "regime"),
    "field.price_year": ("prisår", "price year"),
    "field.horizon_years": ("horisont", "horizon"),
    "field.discount_rate": ("diskonteringsrente", "discount rate"),
    "birth": (
        "Regler: {regime} · priser: {price_year} · rente: {rate} · frø: {seed} · ungespor {version}",
        "Regime: {regime} · prices: {price_year} · discount rate: {rate} · seed: {seed} · ungespor {version}",
    ),
    "size": (
        "{people} screenede unge, {participants} deltagere, {replications} gentagelser, {years} år",
        "{people} young people screened, {participants} participants, {replications} replications, {years} years",
    ),
    "compare.size": (
        "{participants} deltagere, {replications} gentagelser",
        "{participants} participants, {replications} replications",
    ),
    "list.heading": ("Scenarier, der følger med", "Scenarios that come along"),
    "list.name": ("Navn", "Name"),
    "list.title": ("Titel", "Title"),
    "list.who": ("Hvem", "Who"),
    "list.grade": ("Evidens", "Evidence"),
    "list.sources": ("Kilder", "Sources"),
    "list.people": ("{people} unge på {youngest}-{oldest} år", "{people} young people of {youngest} to {oldest}"),
    "show.changed": ("ændret fra {before}", "changed from {before}"),
    "show.added": ("tilføjet", "added"),
    "check.good": ("{name}: i orden", "{name}: in order"),
    "hashes": ("Scenarie {scenario} · priser {prices}", "Scenario {scenario} · cost tables {prices}"),
    "headline": ("hovedresultat", "headline"),
    "waiting": (
        "Ventetid til forløb: {weeks} uger i gennemsnit; {still} venter stadig ved periodens slutning.",
        "Waiting for the course: {weeks} weeks on average; {still} still waiting at the end of the horizon.",
    ),
    "parted": ("◄ her skilles de to liv (uge {week})", "◄ here the two lives part (week {week})"),
    "never_parted": ("De to liv er ens i alle uger.", "The two lives are the same in every week."),
    "placebo.same": (
        "Placebo: 0 af {people} unge ændret, når indsatsen ingen virkning har ({participants} deltagere).",
        "Placebo: 0 of {people} young people changed when the effort has no effect ({participants} participants).",
    ),
    "placebo.changed": (
        "Placebo: {changed} af {people} unge ændret; den første: {first}.",
        "Placebo: {changed} of {people} young people changed; the first: {first}.",
    ),
    "in_short": ("Kort sagt", "In short"),
    "prices.from_memory": (
        "Priser, der er husket og ikke slået op ({count})",
        "Prices recalled and not looked up ({count})",
    ),
    "prices.assumed": ("Priser, der er antagelser ({count})", "Prices that are assumptions ({count})"),
    "folder": ("Resultaterne ligger i {folder}", "The results are in {folder}"),
    "page": ("Åbn {page} i en browser", "Open {page} in a browser"),
    "page.question": (
        "Hvad sker der med de unge med og uden indsatsen, hvad koster det, hvem betaler, og hvem sparer?",
        "What happens to the young people with and without the effort, what does it cost, who pays and who saves?",
    ),
    "page.money": ("Hvem betaler, og hvem sparer?", "Who pays and who saves?"),
    "page.young": ("Hvad sker der med de unge?", "What happens to the young people?"),
    "page.financing": ("Hvis indsatsen finansieres på en anden måde", "If the effort is financed in another way"),
    "page.read": ("Sådan læses tallene", "How to read the numbers"),
    "page.certificate": ("Fødselsattest", "Birth certificate"),
    "page.skip": ("Gå til resultaterne", "Skip to the results"),
    "progress": ("Simulerer", "Simulating"),
}

PHRASES: Final[dict[str, tuple[str, str]]] = {**HEADINGS, **CAPTIONS, **CAUTIONS, **MESSAGES}
"""All phrases: key → (Danish, English)."""

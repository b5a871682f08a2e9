"""Danish and English phrases for the views beside the default result."""

from __future__ import annotations

from typing import Final

VIEWS: Final = {
    "page.views": ("Budget, samfund og fordeling", "Budget, society and sharing"),
    "views.intro": (
        (
            "Opgørelserne viser den samme kørsel på andre måder; intet af det indgår i selve resultatet. Hvert tal er "
            "afrundet for sig efter sin simulationsusikkerhed, så summer kan afvige, hvis der ikke står, at de går op."
        ),
        (
            "The views show the same run in other ways; nothing of it enters the result itself. Each number is rounded "
            "by itself, by its Monte Carlo error, so that sums may differ unless they are said to add up."
        ),
    ),
    "views.not_there": (
        "Kørslen har ikke denne opgørelse. En kontrakt vises kun, når scenariet har feltet 'contract'.",
        "The run does not have this view. A contract is shown only where the scenario has the field 'contract'.",
    ),
    "views.budget.municipal": (
        "Kommunens budget efter funktion: brutto før netto (1.000 kr. i alt over {years} år, + = mindre udgift)",
        "The municipality's budget by function: gross before net (DKK 1,000 over {years} years, + = spends less)",
    ),
    "views.budget.committees": (
        "Kommunens budget efter udvalg (1.000 kr., + = mindre udgift)",
        "The municipality's budget by committee (DKK 1,000, + = spends less)",
    ),
    "views.budget.calendar": (
        "Budgettet efter kalenderår (1.000 kr., + = mindre udgift)",
        "The budget by calendar year (DKK 1,000, + = spends less)",
    ),
    "views.budget.cashable": (
        "Kan beløbet hentes ud af budgettet? (1.000 kr. i alt)",
        "Can the amount be taken out of the budget? (DKK 1,000 in all)",
    ),
    "views.budget.note": (
        "Faste {price_year}-priser, ikke tilbagediskonteret; må ikke lægges sammen med nutidsværdier",
        "Fixed prices of {price_year}, not discounted; not to be added to present values",
    ),
    "views.function": ("Funktion", "Function"),
    "views.committee": ("Udvalg", "Committee"),
    "views.no_function": ("Uden funktion", "Without a function"),
    "views.unverified": ("{label} (ikke efterprøvet)", "{label} (not verified)"),
    "views.operating": ("Drift (dr.\N{NO-BREAK SPACE}1)", "Operating (1)"),
    "views.refusion": ("Refusion (dr.\N{NO-BREAK SPACE}2)", "Refusion (2)"),
    "views.financing": ("Skat (dr.\N{NO-BREAK SPACE}7)", "Tax (7)"),
    "views.cashable.yes": ("Ja", "Yes"),
    "views.cashable.partly": ("Delvis", "Partly"),
    "views.cashable.no": ("Nej", "No"),
    "views.cashable.lag": ("{answer}, efter {lag} år", "{answer}, after {lag} years"),
    "views.social.caption": (
        "Samfundet set med Finansministeriets øjne (kr. pr. deltager, nutidsværdi)",
        "Society as the Ministry of Finance sees it (DKK per participant, present value)",
    ),
    "views.social.note": (
        (
            "Nettoafgiftsfaktor {factor} ({factor_low}–{factor_high}), skatteforvridning {distortion} "
            "({distortion_low}–{distortion_high}); begge efter hukommelsen. Med andre tal: {low} til {high} kr. "
            "Afrundet, så søjlen går op"
        ),
        (
            "Net-tax factor {factor} ({factor_low}–{factor_high}), tax distortion {distortion} "
            "({distortion_low}–{distortion_high}); both recalled. With other numbers: DKK {low} to {high}. "
            "Rounded so that the column adds up"
        ),
    ),
    "views.social.transfers": ("Overførsler (går ud mod hinanden)", "Transfers (net out)"),
    "views.social.services": ("Forbrug af ydelser og indsatser", "Services used"),
    "views.social.own_payments": ("Borgernes egenbetaling", "Citizens' own payments"),
    "views.social.work": ("Værdien af arbejde", "Value of work"),
    "views.social.net_tax": ("Til markedspriser (nettoafgiftsfaktor)", "To market prices (net-tax factor)"),
    "views.social.distortion": ("Skatteforvridning", "Tax distortion"),
    "views.social.net": ("Samfundet i alt", "Society in all"),
    "views.overlays.caption": (
        "Hvad kommunen beholder: brutto, refusion, budgetgaranti og udligning (kr. pr. deltager, nutidsværdi)",
        (
            "What the municipality keeps: gross, refusion, budget guarantee, equalisation (DKK per participant, "
            "present value)"
        ),
    ),
    "views.overlays.note": (
        (
            "Reglerne for budgetgaranti og udligning er efter hukommelsen; spændet viser, hvad andre tal giver. "
            "Afrundet, så hver søjle går op"
        ),
        (
            "The rules of budget guarantee and equalisation are recalled; the range shows what other numbers give. "
            "Rounded so that each column adds up"
        ),
    ),
    "views.overlays.figure": (
        "Fra brutto til det, kommunen beholder, når {count} kommuner gør det samme",
        "From gross to what the municipality keeps when {count} municipalities do the same",
    ),
    "views.overlays.scope": ("{count} af {all} kommuner", "{count} of {all} municipalities"),
    "views.overlays.only_us": ("Kun os", "Only us"),
    "views.overlays.all": ("Alle {all} kommuner", "All {all} municipalities"),
    "views.step.operating": ("Brutto (dr.\N{NO-BREAK SPACE}1)", "Gross (1)"),
    "views.step.refusion": ("Refusion (dr.\N{NO-BREAK SPACE}2)", "Refusion (2)"),
    "views.step.tax": ("Skat (dr.\N{NO-BREAK SPACE}7)", "Tax (7)"),
    "views.step.net": ("Netto som i resultatet", "Net as in the result"),
    "views.step.budget_guarantee": ("Budgetgaranti", "Budget guarantee"),
    "views.step.equalisation": ("Udligning", "Equalisation"),
    "views.step.kept": ("Kommunen beholder", "The municipality keeps"),
    "views.range": ("Spænd", "Range"),
    "views.step": ("Trin", "Step"),
    "views.matrix.caption": (
        "Hvem betaler, og hvem vinder (1.000 kr. i alt, nutidsværdi)",
        "Who pays and who gains (DKK 1,000 in all, present value)",
    ),
    "views.matrix.note": (
        (
            "Rækken har efter sin andel af udgiften betalt for så meget af søjlens bruttobesparelse; "
            "{wrong} tusind kr. havner i andre kasser end den, der betalte"
        ),
        (
            "By its share of the cost the row has paid for so much of the column's gross saving; "
            "DKK {wrong} thousand end up in other pockets than the one that paid"
        ),
    ),
    "views.paid": ("Har betalt", "Has paid"),
    "views.keys.caption": (
        "Nettoresultat efter fordelingsnøgle (1.000 kr. i alt, nutidsværdi)",
        "Net result by key (DKK 1,000 in all, present value)",
    ),
    "views.keys.note": (
        (
            "Efter besparelse: udgiften deles efter, hvad hver sparer. Balance først: de, der vinder, bringer de andre "
            "i nul, så langt det rækker"
        ),
        (
            "By saving: the cost is shared by what each saves. Break-even first: those who gain bring the others to 0 "
            "as far as it goes"
        ),
    ),
    "views.keys.shapley": (
        "Shapley: gevinsten deles efter, hvad hver bidrager med ved at være med",
        "Shapley: the gain is shared by what each adds by taking part",
    ),
    "views.keys.no_surplus": (
        "Shapley: –, for betalerne taber tilsammen, så ved at gå sammen er der ingen gevinst at dele",
        "Shapley: –, because all payers together lose, so that joining leaves no gain to share",
    ),
    "views.key.as_is": ("Som nu", "As it is"),
    "views.key.proportion": ("Efter besparelse", "By saving"),
    "views.key.break_even": ("Balance først", "Break-even first"),
    "views.key.shapley": ("Shapley", "Shapley"),
    "views.transfers.caption": (
        "De mindste overførsler, så ingen er dårligere stillet (1.000 kr. i alt, nutidsværdi)",
        "The smallest transfers that leave nobody worse off (DKK 1,000 in all, present value)",
    ),
    "views.transfers.mean": ("I gennemsnit", "In the mean"),
    "views.transfers.probability": ("Hver med sandsynlighed {probability}", "Each with probability {probability}"),
    "views.transfers.none": ("Ingen overførsler er nok", "No transfers are enough"),
    "views.transfers.not_needed": ("Ingen er nødvendig", "None is needed"),
    "views.transfers.heading": ("Overførsler", "Transfers"),
    "views.transfers.one": ("{giver} til {receiver}: {amount}", "{giver} to {receiver}: {amount}"),
    "views.transfers.when": ("Ingen dårligere stillet", "Nobody worse off"),
    "views.contract.caption": (
        "Resultatkontrakt: {rate} kr. pr. ekstra uge i job eller uddannelse i {term} år (1.000 kr. i alt)",
        "Outcome contract: DKK {rate} for each extra week in a job or education, {term} years (DKK 1,000 in all)",
    ),
    "views.contract.note": (
        (
            "Loft {cap} og gulv {floor} kr. pr. deltager; loftet nås i {at_cap} og gulvet i {at_floor} af gentagelser. "
            "Pengestrøm i faste priser, ikke tilbagediskonteret"
        ),
        (
            "Cap DKK {cap} and floor DKK {floor} per participant; the cap is reached in {at_cap} and the floor in "
            "{at_floor} of the replications. Cash flow at fixed prices, not discounted"
        ),
    ),
    "views.contract.weeks": ("Ekstra uger", "Extra weeks"),
    "views.contract.payment": ("{payer}: kontrakten", "{payer}: the contract"),
    "views.contract.with": ("{payer}: med kontrakten", "{payer}: with the contract"),
    "views.contract.risk": (
        "Parternes risiko (1.000 kr. i alt, nutidsværdi)",
        "The parties' risk (DKK 1,000 in all, present value)",
    ),
    "views.contract.party_without": ("{payer} uden kontrakt", "{payer} without the contract"),
    "views.contract.party_with": ("{payer} med kontrakt", "{payer} with the contract"),
    "views.chance_of_loss": ("Risiko for tab", "Chance of loss"),
    "views.mean": ("Middel", "Mean"),
    "views.surface.caption": (
        "Balance inden for så mange år: indsatsens højeste pris i forhold til dagens ({payer})",
        "Break-even within so many years: highest price of the programme relative to today's ({payer})",
    ),
    "views.surface.note": (
        "Deltagere i forhold til scenariets; timer og etablering ændres ikke. Virkning og varighed kræver nye liv",
        "Participants relative to the scenario's; paid hours and set-up stay. Effect and persistence need new lives",
    ),
    "views.surface.figure": (
        "Højeste pris i forhold til dagens efter antal deltagere og år, det offentlige",
        "Highest price relative to today's by participants and years, public sector",
    ),
    "views.surface.uptake": ("Deltagere ×", "Participants ×"),
    "views.surface.payers": (
        "Balancepunkt inden for {years} år efter betaler",
        "Break-even within {years} years by payer",
    ),
    "views.surface.price": ("Højeste pris ×", "Highest price ×"),
    "views.surface.affordable": ("Råd til pr. deltager (kr.)", "Can afford per participant (DKK)"),
    "views.surface.fewest": ("Færrest deltagere ×", "Fewest participants ×"),
    "views.surface.pays_nothing": ("betaler ikke", "pays nothing"),
    "views.surface.any": ("ethvert antal", "any number"),
    "views.surface.never": ("intet antal", "no number"),
    "views.volume.caption": (
        "Indsatsens omkostning pr. deltager efter antal deltagere, kr.",
        "Cost of the programme per participant by number of participants, DKK",
    ),
    "views.volume.says": (
        (
            "Som angivet koster en deltager {today} kr.; med halvt så mange deltagere {half} kr., hvis bemandingen er "
            "uændret, og {steps} kr., hvis den skæres ned i hele trin."
        ),
        (
            "As stated a participant costs DKK {today}; with half as many participants DKK {half} if the staff stays, "
            "and DKK {steps} if it is cut in whole steps."
        ),
    ),
    "views.volume.people": ("Deltagere", "Participants"),
    "views.volume.as_staffed": ("Uændret bemanding", "Staffed as it is"),
    "views.volume.in_steps": ("Bemanding i hele trin", "Staffed in whole steps"),
    "views.volume.in_proportion": ("Bemanding i forhold", "Staffed in proportion"),
    "views.volume.note": (
        (
            "Etablering, personale og drift efter de angivne priser i prisårets kroner, uden diskontering. Et hold kan "
            "ikke skæres ned med en tredjedel stilling: I midten ændres bemandingen i trin, {hours} timer om ugen, "
            "hvor indsatsen ikke selv angiver trinet. Etablering og et årligt driftsbudget følger antallet i de to "
            "sidste kolonner."
        ),
        (
            "Set-up, staff and operation at the stated prices in kroner of the price year, not discounted. A team "
            "cannot be cut by a third of a post: in the middle the staff is changed in steps, {hours} hours a week "
            "where the programme states no step of its own. Set-up and a yearly budget follow the number in the two "
            "last columns."
        ),
    ),
    "views.displacement.caption": (
        "Hvis andre mister de job, deltagerne får (kr. pr. deltager, nutidsværdi)",
        "If others lose the jobs that participants get (DKK per participant, present value)",
    ),
    "views.displacement.note": (
        (
            "{share} af de ekstra jobuger fortrænger andre ({low}–{high}, antagelse); uddannelse fortrænger ingen. "
            "Hvad de fortrængte lever af, er ikke regnet med"
        ),
        (
            "{share} of the extra job weeks displace others ({low}–{high}, assumption); education displaces nobody. "
            "What the displaced live on is not counted"
        ),
    ),
    "views.displacement.effect": ("Fortrængning", "Displacement"),
    "views.displacement.lowest": ("Lavest", "Lowest"),
    "views.displacement.highest": ("Højest", "Highest"),
    "views.displacement.with": ("Netto med fortrængning", "Net with displacement"),
}
"""Key → (Danish, English)."""

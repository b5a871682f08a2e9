"""Words of the workbook's sheets of numbers."""

from __future__ import annotations

from typing import Final

_QUANTITIES: Final = {
    "quantities.what": (
        (
            "Middel pr. gentagelse (hele gruppen, ikke pr. deltager) i hvert opfølgningsår. Frosset: andre "
            "mængder er en ny simulering."
        ),
        (
            "Mean per replication (the whole group, not per participant) in each follow-up year. Frozen: "
            "other quantities are another simulation."
        ),
    ),
    "quantities.surcharge": (
        (
            "Tillæg, kr.: kørslen trækker usikre priser på ny i hver gentagelse, så gennemsnittet af pris "
            "gange mængde er lidt andet end prisen gange den gennemsnitlige mængde. Forskellen bortfalder, "
            "når prisen ændres, for en pris, der er sat, er den samme hver gang."
        ),
        (
            "Addition, DKK: the run draws uncertain prices anew in each replication, so that the mean of "
            "price times quantity is not quite the price times the mean quantity. It falls away when the "
            "price is edited, because a price that is set does not vary."
        ),
    ),
    "quantities.moved": (
        (
            "Fraflyttet: andre kommuner betaler det, kommunen ellers ville betale. Øreafrunding: hele ører i"
            " hver enkelt trækning."
        ),
        (
            "Moved away: other municipalities pay what the municipality would have paid. Rounding: whole øre"
            " in every single draw."
        ),
    ),
}

_PRICES: Final = {
    "prices.what": (
        (
            "Ret i den gule kolonne, i rækkens egen enhed og prisår; kolonnen ved siden af er kørslens. En "
            "ændret celle bliver orange."
        ),
        (
            "Edit the yellow column, in the row's own unit and price year; the column beside it is that of "
            "the run. An edited cell turns orange."
        ),
    ),
    "prices.drawn": (
        "Svarer til: ungespor price KØRSEL --set RÆKKE=VÆRDI. En ændret pris er den samme i alle trækninger.",
        "The same as: ungespor price RUN --set ROW=VALUE. An edited price is the same in every draw.",
    ),
    "prices.outside": (
        "En pris uden for lav-høj bruges, som den er skrevet. Pladsholdere er priser, som ingen udgivelse står bag.",
        "A price outside low-high is used as it is written. Placeholders are prices that no publication stands behind.",
    ),
    "prices.kinked": (
        "Låst her: skattens knæk kræver hver enkelt trækning. Brug ungespor price KØRSEL --set.",
        "Locked here: the kinks of the tax take every single draw. Use ungespor price RUN --set.",
    ),
    "prices.locked": (
        (
            "{count} skattesatser og fradrag er grå og låst: Om en løn når op over en grænse, afhænger af hver enkelt "
            "trækning, og dem har regnearket ikke. De ændres med: ungespor price KØRSEL --set RÆKKE=VÆRDI."
        ),
        (
            "{count} tax rates and allowances are grey and locked: whether a wage reaches a threshold depends on every "
            "single draw, and the workbook does not have these. Edit them with: ungespor price RUN --set ROW=VALUE."
        ),
    ),
    "prices.locked_title": ("Låst", "Locked"),
    "prices.locked_label": ("{label} (låst)", "{label} (locked)"),
    "column.price_row": ("Prisrække", "Price row"),
    "column.what": ("Hvad", "What"),
    "column.unit": ("Enhed", "Unit"),
    "column.price_year": ("Prisår", "Price year"),
    "column.price": ("Pris (kan ændres)", "Price (may be edited)"),
    "column.original": ("Kørslens pris", "The run's price"),
    "column.low": ("Lav", "Low"),
    "column.high": ("Høj", "High"),
    "column.lift": ("Opregning", "Indexing"),
    "column.lifted": ("Pris i {price_year}-kr.", "Price in {price_year} DKK"),
    "column.same": ("Uændret (1/0)", "Unedited (1/0)"),
    "column.drawn": ("Trukket i kørslen", "Drawn in the run"),
    "column.confidence": ("Sikkerhed", "Confidence"),
    "column.placeholder": ("Pladsholder", "Placeholder"),
    "column.rule": ("Betalerregel", "Payer rule"),
    "column.source": ("Kilde", "Source"),
    "column.note": ("Note", "Note"),
    "drawn.yes": ("ja", "yes"),
    "drawn.no": ("nej", "no"),
    "placeholder.memory": ("efter hukommelsen", "from memory"),
    "placeholder.assumption": ("antagelse", "assumption"),
}

_KEYS: Final = {
    "keys.what": (
        "Over 0 betaler, under 0 modtager. Gule andele kan ændres.",
        "Above 0 pays, below 0 receives. Yellow shares may be edited.",
    ),
    "keys.sums": (
        (
            "En overførsel skal give 0 %, en udgift 100 % og værdien af arbejde -100 % i alt; en orange sum "
            "er blevet en anden."
        ),
        (
            "A transfer must come to 0 %, an expense to 100 % and the value of work to -100 %; an orange sum"
            " has become another."
        ),
    ),
    "keys.refusion": ("Refusion: statens andel", "Refusion: the state's share"),
    "keys.financing": ("Finansiering af indsatsen", "Financing of the effort"),
    "keys.in_use": ("I brug", "In use"),
    "keys.clinical": ("Behandling, ledelse og etablering", "Treatment, management and set-up"),
    "keys.adviser": ("Kommunale rådgiveres tid", "Municipal advisers' time"),
    "keys.rules": ("Hvem bærer hver pris", "Who carries each price"),
    "keys.sum": ("I alt", "In all"),
    "keys.accounts": ("Konti og funktioner", "Accounts and functions"),
    "keys.function": ("Funktion i den kommunale kontoplan", "Function in the municipal chart of accounts"),
    "keys.no_function": ("ingen kommunal funktion", "no municipal function"),
    "keys.by_activity": ("efter ydelse eller indsats", "by benefit or effort"),
}

_CALCULATION: Final = {
    "calculation.what": (
        "Beløb = beløb pr. enhed x (kontrol - indsats). Over 0: der spares. Kr. i prisåret, hele gruppen.",
        (
            "Amount = amount per unit x (control - intervention). Above 0: money is saved. DKK of the price "
            "year, the whole group."
        ),
    ),
    "calculation.shares": (
        (
            "Betalernes andele er efter afrunding af hver del til hele ører. En betalers netto er andel "
            "gange beløb, lagt sammen."
        ),
        "The payers' shares are after rounding each part to whole øre. A payer's net is share times amount, added up.",
    ),
    "calculation.price_row": ("Prisrække", "Price row"),
    "calculation.label": ("Hvad", "What"),
    "calculation.account": ("Konto", "Account"),
    "calculation.gross": ("Pris pr. enhed", "Price per unit"),
    "calculation.times": ("Andel", "Share"),
    "calculation.unit_amount": ("Beløb pr. enhed", "Amount per unit"),
}

_TAXES: Final = {
    "taxes.what": (
        "Skat af en uges indkomst; årsfradrag deles med 52. AM-bidrag og fradrag for arbejde gælder kun løn.",
        (
            "The tax of a week's income; annual allowances are divided by 52. Labour-market contribution and"
            " work allowances concern wages alone."
        ),
    ),
    "taxes.variants": (
        "Nederst: samme indkomst med en pris i lav eller høj ende, til arket Følsomhed.",
        "At the bottom: the same income with one price at its low or high end, for the sheet Sensitivity.",
    ),
    "taxes.wage": ("Løn pr. uge", "Wage a week"),
    "taxes.benefit": ("Ydelse pr. uge", "Benefit a week"),
    "taxes.above": ("Efter AM-bidrag og personfradrag", "After contribution and personal allowance"),
    "taxes.employment": ("Beskæftigelsesfradrag", "Employment allowance"),
    "taxes.job": ("Jobfradrag", "Job allowance"),
    "taxes.base": ("Grundlag for bundskat", "Base of state tax"),
    "taxes.municipal": ("Grundlag for kommuneskat", "Base of municipal tax"),
    "taxes.am_tax": ("AM-bidrag", "Labour-market contribution"),
    "taxes.base_tax": ("Bundskat", "State tax"),
    "taxes.municipal_tax": ("Kommuneskat", "Municipal tax"),
    "taxes.slope_base_wage": ("Bundskat: grundlag pr. lønkrone", "State tax: base per krone of wage"),
    "taxes.slope_base_benefit": ("Bundskat: grundlag pr. ydelseskrone", "State tax: base per krone of benefit"),
    "taxes.slope_municipal_wage": ("Kommuneskat: grundlag pr. lønkrone", "Municipal tax: base per krone of wage"),
    "taxes.slope_municipal_benefit": (
        "Kommuneskat: grundlag pr. ydelseskrone",
        "Municipal tax: base per krone of benefit",
    ),
    "taxes.swapped": ("Pris i anden ende", "Price at another end"),
    "taxes.end": ("Ende", "End"),
    "taxes.effect": ("Ændring, {payer}", "Change, {payer}"),
}

_RESULT: Final = {
    "result.what": (
        "Netto = kontrol - indsats; over 0 er betaleren bedre stillet med indsatsen. Regnes om, når noget ændres.",
        (
            "Net = control - intervention; above 0 the payer is better off with the effort. Recalculates "
            "when anything is edited."
        ),
    ),
    "result.frozen": (
        (
            "Grå kursiv er frosset fra kørslen og følger ikke med: middel, simuleringsfejl, 5- og "
            "95-procentspunkt og chance for gevinst."
        ),
        (
            "Grey italics are frozen from the run and do not follow: mean, Monte Carlo error, 5th and 95th "
            "percentile and chance of gain."
        ),
    ),
    "result.factors": ("Diskontering", "Discounting"),
    "result.year": ("Opfølgningsår", "Follow-up year"),
    "result.factor": ("Faktor", "Factor"),
    "result.net": ("Netto pr. år, kr. i alt (ikke diskonteret)", "Net by year, DKK in all (not discounted)"),
    "result.programme": ("Indsatsens udgift pr. år, kr. i alt", "Programme cost by year, DKK in all"),
    "result.gross": ("Bruttobesparelse pr. år, kr. i alt", "Gross saving by year, DKK in all"),
    "result.present": ("Nutidsværdi af netto pr. år, kr. i alt", "Present value of net by year, DKK in all"),
    "result.cumulated": ("Nutidsværdi lagt sammen til og med året", "Present value cumulated to and with the year"),
    "result.accounts": (
        "Netto pr. deltager efter konto, kr. i nutidsværdi",
        "Net per participant by account, DKK in present value",
    ),
    "result.column.gross": ("Bruttobesparelse pr. deltager", "Gross saving per participant"),
    "result.column.programme": ("Indsatsens udgift pr. deltager", "Programme cost per participant"),
    "result.column.net": ("Netto pr. deltager", "Net per participant"),
    "result.column.total": ("Netto i alt", "Net in all"),
    "result.column.payback": ("Tilbagebetalt i år", "Paid back in year"),
    "result.column.run": ("Kørslens netto (frosset)", "The run's net (frozen)"),
    "result.column.mcse": ("Simuleringsfejl (frosset)", "Monte Carlo error (frozen)"),
    "result.column.low": ("5 % (frosset)", "5 % (frozen)"),
    "result.column.high": ("95 % (frosset)", "95 % (frozen)"),
    "result.column.chance": ("Chance for gevinst (frosset)", "Chance of gain (frozen)"),
}

_SENSITIVITY: Final = {
    "sensitivity.what": (
        (
            "Ændring i netto pr. deltager (kr. i nutidsværdi), når én pris sættes til sin lave eller høje "
            "ende og resten er som nu."
        ),
        (
            "Change in net per participant (DKK in present value) when one price is put at its low or high "
            "end and the rest is as now."
        ),
    ),
    "sensitivity.stated": (
        (
            "Priserne regnes som sagt, ikke som trukket, ligesom i: ungespor price KØRSEL --tornado. "
            "Rækkefølgen er kørslens."
        ),
        "Prices count as stated and not as drawn, as in: ungespor price RUN --tornado. The order is that of the run.",
    ),
    "sensitivity.left": (
        "Ikke vist, for de virker ikke lineært: {names}. Brug: ungespor price KØRSEL --tornado.",
        "Not shown, because they do not work in a straight line: {names}. Use: ungespor price RUN --tornado.",
    ),
}

_LOG: Final = {
    "log.what": (
        "Hver gul celle sammenlignet med kørslens værdi. Loggen skriver sig selv.",
        "Every yellow cell compared with the value of the run. The log writes itself.",
    ),
    "log.listed": (
        "Øverst de første {shown} ændringer; nederst alle celler, der kan ændres.",
        "At the top the first {shown} changes; at the bottom all cells that may be edited.",
    ),
    "log.changes": ("Antal ændringer", "Number of changes"),
    "log.sheet": ("Ark", "Sheet"),
    "log.cell": ("Hvad", "What"),
    "log.original": ("Kørslens værdi", "The run's value"),
    "log.now": ("Nu", "Now"),
    "log.number": ("Ændring nr.", "Change no."),
}

WORKBOOK_SHEETS: Final = {
    **_QUANTITIES,
    **_PRICES,
    **_KEYS,
    **_CALCULATION,
    **_TAXES,
    **_RESULT,
    **_SENSITIVITY,
    **_LOG,
}

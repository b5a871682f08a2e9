"""The ledger: what the activities cost, and which payer carries it. No chance in here."""

"""Results: what the activities and the ledger mean."""

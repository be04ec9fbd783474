"""Events on their way in: their contract, the ledger, and what they make of a lead."""

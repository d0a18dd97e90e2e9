"""The ledger of broadcasts."""

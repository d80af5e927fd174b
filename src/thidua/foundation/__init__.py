"""What every stage stands on: core, units, accounts, documents, in this order."""

"""The building: floors from the ledger up to the indicators; imports go downstairs only."""

"""The ledger of entities: who and what the article speaks of, with the mentions of each and those of nobody yet."""

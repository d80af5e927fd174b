"""The one ledger of counted facts and its roll-up up the frame."""

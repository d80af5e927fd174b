"""Pages of award decisions: written, signed, recorded; certificates, hand-over, revocation."""

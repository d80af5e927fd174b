"""The register of honours: who received what, when, by which decision, for what."""

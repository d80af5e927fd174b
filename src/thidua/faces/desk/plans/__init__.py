"""The desk's module: plans."""

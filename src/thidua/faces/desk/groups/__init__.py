"""The desk's module: groups."""

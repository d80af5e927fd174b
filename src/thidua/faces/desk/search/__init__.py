"""The desk's module: search."""

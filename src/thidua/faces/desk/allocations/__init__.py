"""The desk's module: allocations."""

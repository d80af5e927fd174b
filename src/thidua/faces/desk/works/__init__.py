"""The desk's module: works."""

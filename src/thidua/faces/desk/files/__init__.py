"""The desk's module: files."""

"""The desk's module: progress."""

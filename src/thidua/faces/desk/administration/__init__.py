"""The desk's module: administration."""

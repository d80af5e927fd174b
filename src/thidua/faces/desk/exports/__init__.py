"""The desk's module: every list as a file."""

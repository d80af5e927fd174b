"""The desk's module: funds."""

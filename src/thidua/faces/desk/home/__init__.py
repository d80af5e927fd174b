"""The desk's module: home."""

"""The desk's module: publications."""

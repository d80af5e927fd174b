"""The desk's module: documents held against their format."""

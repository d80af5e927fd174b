"""The desk's module: letters that came and documents that went out."""

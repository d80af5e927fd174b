"""The desk's module: registers of documents."""

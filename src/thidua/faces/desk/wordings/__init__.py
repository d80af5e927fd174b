"""The desk's module: the wording of documents."""

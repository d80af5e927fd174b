"""The desk's module: the library of cited documents."""

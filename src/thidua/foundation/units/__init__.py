"""Today's tree of units, with the dates of their names, kinds, parents and codes."""

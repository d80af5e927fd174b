"""Weaknesses other systems were found to have. A package, so that its world is made once."""

"""A unit's own plan: its content, what it may ask, how it is printed, to whom it goes."""

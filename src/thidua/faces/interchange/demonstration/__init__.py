"""The demonstration: an invented year of plan 286 over real units, written through the stages' own operations."""

"""Frozen public copies; the only thing the portal may read."""

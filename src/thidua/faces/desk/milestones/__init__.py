"""The desk's module: milestones."""

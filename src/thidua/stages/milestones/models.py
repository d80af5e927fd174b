"""Records of milestones."""

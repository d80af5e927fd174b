"""Records of works."""

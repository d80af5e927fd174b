"""Records of publications."""

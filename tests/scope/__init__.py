"""Who sees and does what: everybody against every address. A package, so that its world is made once."""

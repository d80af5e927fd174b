"""How people and programs meet the stages; faces never import each other."""

"""The desk's module: stories of works, the gallery of exemplars, who takes up which model."""

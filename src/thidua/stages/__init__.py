"""The rooms the data passes through, each importing only earlier ones."""

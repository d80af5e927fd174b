"""Works registered before they are done, proved, and counted once."""

"""One module a verb: `thidua VERB`."""

"""Commands of the administrators' command line."""

"""The staff's workspace, one module a stage."""

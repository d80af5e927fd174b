"""Machinery without a subject: time, states, operations, audit, files, search, tables."""

"""Reports at the desk: what is owed, written, signed, accepted, and who has not sent."""

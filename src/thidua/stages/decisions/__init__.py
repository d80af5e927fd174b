"""Decisions of our own and answers of outside authorities, certificates, hand-over; written into the honours."""

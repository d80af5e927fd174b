"""Official documents: one model drawn as page, Word file and PDF, checked against the format, kept in registers."""

"""Official documents: one model drawn as page, Word file and PDF, checked against the dated format, kept in registers."""

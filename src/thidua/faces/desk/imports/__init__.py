"""Lists of offices on the desk: what a dry run shows, what a heading means, which lists were taken over."""

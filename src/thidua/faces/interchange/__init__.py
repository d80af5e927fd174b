"""Command line, bundles and exchange."""

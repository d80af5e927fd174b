"""What one grows is not told by what another sees: in a database that holds no world yet."""

"""Award rounds at the desk: guidance, nominations, choice, dossiers."""

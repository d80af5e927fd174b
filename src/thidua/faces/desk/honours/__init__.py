"""The golden register on the desk: the list, one honour with all of its subject, older papers, handing over."""

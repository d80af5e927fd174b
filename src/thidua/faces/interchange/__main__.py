"""`python -m thidua.faces.interchange` is the program `thidua`."""

from thidua.faces.interchange.commandline import main

main()

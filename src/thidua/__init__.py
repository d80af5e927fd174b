"""thidua: runs emulation campaigns (phong trào thi đua) from the signed plan to the honours."""

__version__ = "0.1.0"

"""Data that ships with the product: campaigns, units, wording, forms, dated tables."""

"""The kit: frames, components, icons, forms and words that every face draws its pages with."""

"""The template library of the kit: `{% load kit %}`."""

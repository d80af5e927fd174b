"""Progress as it is read: boards, summaries, explanations, who has not, the report of a unit."""

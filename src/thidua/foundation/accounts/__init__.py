"""People apart from accounts; roles, permissions and what each may see."""

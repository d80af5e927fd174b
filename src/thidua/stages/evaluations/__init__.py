"""Criteria judged by the unit itself and by the level above; what the data knows is filled in and marked."""

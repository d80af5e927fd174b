"""The council's room: who sits, the sessions, the ballot, the minutes."""

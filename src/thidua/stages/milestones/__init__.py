"""What each unit owes once: launch, festival, conference, congress, documents, yearly rating."""

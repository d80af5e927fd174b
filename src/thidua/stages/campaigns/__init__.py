"""What is asked: campaigns, plans, targets, award forms and the frame of who takes part."""

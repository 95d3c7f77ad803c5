"""What each step of ranking gives: the same questions with the step and without it."""

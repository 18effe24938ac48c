"""What is wrong with what is published, and the one thing that mends it."""

"""What keeps listings true without editing them: closings, capacity, feedback, numbers."""

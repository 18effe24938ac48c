"""What a reader is told: texts in her language or a named one, times in words, cards and pages."""

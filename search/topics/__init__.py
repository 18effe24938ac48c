"""The vocabulary made ready for search, and the topics that a listing speaks of by itself."""

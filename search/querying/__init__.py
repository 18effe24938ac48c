"""From an address to a query that any engine answers, what its parts count, and what an answer is."""

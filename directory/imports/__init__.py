"""Reading from outside: the shipped vocabulary, demo data, other registers."""

"""The blocks that editorial pages are made of."""

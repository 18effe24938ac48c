"""The way of a change from the database into each index: written down, brought in, checked, made anew."""

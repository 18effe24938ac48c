"""Pages that a new site begins with, written in files: one for each page, in fifteen languages."""

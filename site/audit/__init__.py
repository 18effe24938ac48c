"""Who did what, when, to what. Rows are added; nothing changes them but their end and a person's erasure."""

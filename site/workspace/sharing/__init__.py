"""Listings that partners share: who is asked, who takes part, sessions in one's rooms."""

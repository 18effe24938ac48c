"""The people of a partner: who they are, who is invited, who leaves."""

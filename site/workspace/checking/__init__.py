"""The screens of language checkers: texts that wait, across partners, and one beside its original."""

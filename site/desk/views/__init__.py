"""The screens of the desk, in the frame of Wagtail's admin."""

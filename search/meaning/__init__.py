"""The optional sentence model: texts become vectors. Without it search answers from topics and words."""

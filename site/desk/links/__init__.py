"""Whether the links of listings still lead somewhere: asked politely, never inside the city's network."""

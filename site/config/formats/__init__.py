"""How the admin writes dates where Django's own way would be read wrongly in Finland (FORMAT_MODULE_PATH)."""

"""Machine translators of tests: a deployment names its own by a setting."""

# ruff: noqa: ARG002 - each has what a machine is given, and uses what it likes


class Upside:
    """Says each text backwards."""

    def translate(self, texts, source, target):
        return [f"{target} {text[::-1]}" for text in texts]


class Away:
    def translate(self, texts, source, target):
        raise TimeoutError


class Forgetful:
    def translate(self, texts, source, target):
        return texts[1:]


class Speechless:
    def translate(self, texts, source, target):
        return [None for _text in texts]

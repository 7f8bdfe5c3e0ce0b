"""The one way in which the rules say no."""


class Refused(ValueError):
    """A change that the rules do not allow; its text is a Chinese sentence that says what to do."""

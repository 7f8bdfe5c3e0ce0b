"""Settings for every test."""

from hypothesis import settings

settings.register_profile("shilu", deadline=None)
settings.load_profile("shilu")

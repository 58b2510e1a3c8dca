"""How the laws are tried: without a time limit an example, since a busy machine breaks no law."""

from hypothesis import settings

settings.register_profile("claimtrack", deadline=None)
settings.load_profile("claimtrack")

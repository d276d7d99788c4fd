"""What is kept of places, of what hangs there, and of what proves it."""

from mingbai.channels.models.places import Place
from mingbai.channels.models.postings import Job, Posting, Proof
from mingbai.channels.models.renderings import Rendering

__all__ = ["Job", "Place", "Posting", "Proof", "Rendering"]

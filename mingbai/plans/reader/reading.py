"""From a document to its tasks."""

from mingbai.documents.document import Document
from mingbai.plans.reader.directory import Directory
from mingbai.plans.reader.tasks import Reading


def read(document: Document, directory: Directory | None = None) -> Reading:
    """The tasks the document asks for, in its order; never raises for any text."""
    return Reading(title=document.title, organisation=document.organisation)

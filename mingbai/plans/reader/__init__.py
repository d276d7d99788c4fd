"""Reads a plan or work-points document into proposed tasks. Pure: no database, no clock.

    reading = read(document, directory=None)

`document` is a `mingbai.documents.document.Document`; nothing is invented: what is not in the text is empty.
"""

from mingbai.plans.reader.directory import Directory, Unit
from mingbai.plans.reader.reading import read
from mingbai.plans.reader.tasks import Deadline, Frequency, Quantity, Reading, Task

__all__ = ["Deadline", "Directory", "Frequency", "Quantity", "Reading", "Task", "Unit", "read"]

"""What was changed in a row of a register."""

from django.db.models import Model, QuerySet

from mingbai.registers.models import Revision


def history_of(row: Model) -> QuerySet[Revision]:
    """The changes of one row, newest first."""
    return Revision.objects.filter(register=row._meta.model_name, row=row.pk).select_related("by")

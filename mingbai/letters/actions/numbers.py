"""Taking document numbers."""

from django.core.exceptions import ValidationError
from django.db import transaction

from mingbai.letters.models import NumberCounter
from mingbai.letters.rules.numbering import YEARS, TakenNumber, symbol_problem
from mingbai.organisations.models import Organisation


def take_number(*, organisation: Organisation, symbol: str, year: int) -> TakenNumber:
    """The next number of the organisation under that symbol in that year, beginning with 1.

    The counter stays locked until the caller's transaction ends, and is rolled back with it, so that the
    numbers have neither gaps nor doubles. RuntimeError outside a transaction: a number could be lost there.
    ValidationError for a symbol that is none.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("take_number must be called inside the transaction that uses the number")
    symbol = symbol.strip()
    if problem := symbol_problem(symbol):
        raise ValidationError({"symbol": problem})
    if year not in YEARS:
        raise ValidationError({"year": "年份不对，请写成四位数字，例如2026。"})
    NumberCounter.objects.get_or_create(organisation=organisation, symbol=symbol, year=year)
    counter = NumberCounter.objects.select_for_update().get(
        organisation=organisation, symbol=symbol, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    return TakenNumber(symbol, year, counter.last)

"""About whom a query code is, as the limits of this app keep it."""

from mingbai.asking.models import Try


def about_code(code: str) -> str:
    """Whom a query code stands for, whoever types it."""
    return Try.digest(f"code|{code}")

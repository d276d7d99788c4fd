"""Annual reports, their text, the figures people entered, and what they sum up."""

from mingbai.annual.models.figures import Entered, Inclusion, Parameter
from mingbai.annual.models.reports import AnnualReport, Section, Signing

__all__ = ["AnnualReport", "Entered", "Inclusion", "Parameter", "Section", "Signing"]

"""Inspections, findings, schemes, rounds, self-checks, circulars, and the parameters of all of them."""

from mingbai.evaluation.models.findings import Finding, FindingStep, Looked, Notice, Severity, Source
from mingbai.evaluation.models.inspections import (
    CheckLine,
    Inspection,
    Population,
    SampledItem,
    Strata,
    Subject,
)
from mingbai.evaluation.models.results import Circular, Parameter, SelfCheck, SelfCheckLine
from mingbai.evaluation.models.scoring import Indicator, Line, Objection, Round, Scheme, Sheet

__all__ = [
    "CheckLine",
    "Circular",
    "Finding",
    "FindingStep",
    "Indicator",
    "Inspection",
    "Line",
    "Looked",
    "Notice",
    "Objection",
    "Parameter",
    "Population",
    "Round",
    "SampledItem",
    "Scheme",
    "SelfCheck",
    "SelfCheckLine",
    "Severity",
    "Sheet",
    "Source",
    "Strata",
    "Subject",
]

"""A population in words that can be kept: defined on the floor below, where who belongs to it is worked out."""

from casework.casebook.population import FILTERS, held, kept, query

__all__ = ["FILTERS", "held", "kept", "query"]

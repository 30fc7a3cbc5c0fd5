"""Casework: the case-management system for political prisoners."""

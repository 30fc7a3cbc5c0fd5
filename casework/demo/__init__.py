"""Invented people for the demo."""

"""Advocacy actions: the list, one with its history, adding one for people or a list, changing one, following up."""

from casework.web.advocacy import adding, changing, followups, fromfile, listing, showing, withdrawing
from casework.web.advocacy.blueprint import pages

__all__ = ["adding", "changing", "followups", "fromfile", "listing", "pages", "showing", "withdrawing"]

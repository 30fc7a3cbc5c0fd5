"""How long to wait, in words."""

from flask_babel import ngettext


def minutes(seconds: int) -> str:
    if seconds < 60:
        return str(ngettext("%(num)d second", "%(num)d seconds", seconds))
    return str(ngettext("%(num)d minute", "%(num)d minutes", -(-seconds // 60)))

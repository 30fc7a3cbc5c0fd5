"""`officials gap`: who is tied to cases and not listed; `officials dossier`: what is known of one of them."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from casework.casebook.sanctions import GapQuery, Official
from casework.domain.consent import Audience
from casework.domain.dossier import DossierRequest
from casework.domain.statement import Format, Language
from casework.reports import build
from casework.services import clock, reference, sanctions
from casework.services.actor import Actor
from casework.web.cli.answers import Day, acting, answer, identified
from config import Settings


@click.group()
def officials() -> None:
    """Officials tied to cases."""


@officials.command()
@click.option("--authority", help="Not listed by this one, such as EU or US; without it: listed by nobody.")
@click.option("--min-cases", type=click.IntRange(min=1), default=1, help="Tied to at least so many cases.")
@click.option("--as-of", type=Day(), help="The day of the listings and of the parts in cases; today without it.")
@identified
@click.pass_obj
def gap(
    settings: Settings, authority: str | None, min_cases: int, as_of: date | None, login: str,
    passphrase_file: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Officials tied to cases on file and listed by nobody, or not by this authority; the most cases first."""
    day = as_of or clock.today()
    with acting(settings, login, passphrase_file) as actor:
        _must_be_known(actor, authority)
        found = sanctions.gap(actor, GapQuery(day, authority or "", least=min_cases)).officials
    value = {
        "as_of": day.isoformat(),
        "authority": authority,
        "min_cases": min_cases,
        "officials": [_line(one) for one in found],
        "count": len(found),
    }
    answer(value, "\n".join(_sentences(authority, day, found)), as_json=as_json)


def _must_be_known(actor: Actor, authority: str | None) -> None:
    known = reference.lists(actor).authorities()
    if authority is not None and authority not in known:
        raise click.UsageError(f"--authority: nobody lists under this code; known are {', '.join(known)}")


def _line(one: Official) -> dict[str, Any]:
    return {
        "official": str(one.entity.id),
        "name": _name(one),
        "position": _position(one),
        "cases": one.cases,
        "undated": one.undated,
        "roles": dict(one.roles),
        "listed_by": list(one.listed_by),
        "perhaps_listed_by": list(one.perhaps),
        "last": one.last.text if one.last else None,
    }


def _name(one: Official) -> str:
    """In Latin letters where there is such a spelling: one list, one script."""
    names = sorted(one.entity.names, key=lambda name: name.script.value != "la")
    return next((name.text for name in names), "") or next(iter(one.entity.aliases), "")


def _position(one: Official) -> str:
    return "; ".join(", ".join(part for part in post if part) for post in one.held)


def _sentences(authority: str | None, day: date, found: tuple[Official, ...]) -> list[str]:
    listed = f"not listed by {authority}" if authority else "listed by nobody"
    lines = [f"{len(found)} officials tied to cases and {listed} on {day}"]
    for one in found:
        by = f"; listed by {', '.join(one.listed_by)}" if one.listed_by else ""
        post = _position(one)
        lines.append(f"{one.cases:5}  {_name(one)}{f' ({post})' if post else ''}{by}")
    return lines


@officials.command()
@click.argument("official", type=click.UUID)
@click.option("--audience", required=True, type=click.Choice([audience.value for audience in Audience]))
@click.option("--format", "kind", type=click.Choice([Format.DOCX.value]), default=Format.DOCX.value)
@click.option("--language", type=click.Choice([language.value for language in Language]), default="en")
@click.option("--as-of", type=Day(), help="Parts in cases and listings up to this day; today without it.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the document goes.")
@identified
@click.pass_obj
def dossier(
    settings: Settings, /, official: Any, audience: str, language: str, as_of: date | None, out: Path, login: str,
    passphrase_file: Path | None, as_json: bool, kind: str,
) -> None:  # fmt: skip
    """What is known of one official, for an audience: people are named by the consent in force today."""
    if not out.parent.is_dir():
        raise click.UsageError("--out: there is no such folder")
    request = DossierRequest(str(official), as_of or clock.today(), Audience(audience), Language(language))
    with acting(settings, login, passphrase_file) as actor:
        made = build.dossier(actor, request)
    out.write_bytes(made.data)
    value = {
        "official": str(official),
        "out": str(out),
        "format": kind,
        "audience": audience,
        "bytes": len(made.data),
        "named": made.named,
        "data_hash": made.proof.data_hash,
        "audit_head": made.proof.audit_head,
    }
    answer(value, f"{out}: {made.named} people named in the document.", as_json=as_json)

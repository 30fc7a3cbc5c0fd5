"""The group of commands: settings in, exit status out (0 done, 1 refused, 2 wrong usage)."""

import logging
import os
import resource
from typing import Any

import click

from casework.web.cli import (
    audit,
    counting,
    covering,
    doctor,
    importing,
    officials,
    reporting,
    searching,
    serving,
    starting,
)
from casework.web.cli.answers import refusal
from config import BadSetting, Settings


class Commands(click.Group):
    """Turns a refusal of the domain into one line on standard error and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.exceptions.Exit:
            raise
        except click.ClickException:
            raise
        except Exception as problem:
            text = refusal(problem)
            if text is None:
                raise
            click.echo(text, err=True)
            raise click.exceptions.Exit(1) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def casework(ctx: click.Context) -> None:
    """Casework: a sealed casebook of people in detention. CASEWORK_DATA names the folder it works in."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    try:
        ctx.obj = Settings.from_environment(os.environ)
    except BadSetting as problem:
        raise click.UsageError(str(problem)) from None


for command in (
    starting.init,
    importing.import_list,
    counting.count,
    covering.coverage,
    searching.search,
    reporting.report,
    officials.officials,
    audit.audit,
    doctor.doctor,
    serving.serve,
):
    casework.add_command(command)

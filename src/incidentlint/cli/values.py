"""Values of options: several in one, a format with its file, and what must not be empty."""

from __future__ import annotations

import click


class Names(click.types.StringParamType):
    """A value of an option that takes several, separated by commas, also in its environment variable."""

    name = "text"
    envvar_list_splitter = ","


class FormatAndFile(click.Choice[str]):
    """A format, or ``FORMAT:FILE``."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, with the format as it is spelt; another one is a usage error."""
        name, colon, file = value.partition(":")
        if colon and not file:
            self.fail(f"{value!r} names no file after the colon.", param, ctx)
        return super().convert(name, param, ctx) + colon + file


def given(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """An option's value, if it is not empty: ``--from "$TEMPLATE"`` is a mistake where nothing set the variable."""
    source = context.get_parameter_source(parameter.name or "")
    if not value and source == click.core.ParameterSource.COMMANDLINE:
        raise click.BadParameter("the value is empty.")
    return value


def all_given(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of an option that takes several, if none of them is empty."""
    for value in values:
        given(context, parameter, value)
    return values

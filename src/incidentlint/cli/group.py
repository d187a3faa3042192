"""The group of the commands: what a command refuses ends with status 2 and a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from incidentlint.project import UserError


class _Error(click.ClickException):
    """An error that ends the command with status 2, as a sentence on standard error without a traceback."""

    exit_code = 2

    def __init__(self, error: UserError) -> None:
        """Take what the command refused."""
        super().__init__(str(error))
        self.below = error.below

    def show(self, file: object = None) -> None:
        """Say it on standard error."""
        from incidentlint.cli.console import tell

        tell(f"error: {self.message}", below=self.below)


class Commands(click.Group):
    """The commands; what they refuse is an error of theirs."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is named; see `_Error`."""
        from incidentlint.project import UserError

        try:
            return super().invoke(ctx)
        except UserError as error:
            raise _Error(error) from None

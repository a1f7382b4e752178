"""``gongkai serve``: a preview that follows the editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator import pipeline
from generator.cli.printers import print_text, tell_faults
from generator.cli.printers.terminal import MAX_SHOWN
from generator.cli.printers.wording import message, place, remedies
from generator.cli.status import FINE
from generator.cli.usage import command
from generator.cli.words import language, say, stopped
from generator.diagnostic import GeneratorError

_LANGUAGES = {"zh": "zh-CN"}
"""How the languages of messages are called in a page, where that is another name."""


@command(help=say("help.serve"))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help=say("help.port"))
@click.pass_obj
def serve(site: Path, port: int) -> int:
    from generator import serve as live  # brings tornado along; nobody else pays for it

    def show(built: pipeline.Built) -> None:
        print_text(built.verdict, site)
        tell_faults(built.faults)
        if built.refused(strict=False):
            click.echo(say("serve.kept"), err=True)

    def told(built: pipeline.Built) -> tuple[live.Told, ...]:
        return (*_faults(built), *_problems(built))

    def ended(error: GeneratorError) -> live.Told:
        reason = stopped(error)
        click.echo(reason, err=True)
        return live.Told(severity="error", message=reason, place="")

    def _problems(built: pipeline.Built) -> Iterator[live.Told]:
        for problem in built.verdict.problems[:MAX_SHOWN]:
            yield live.Told(
                severity=problem.severity,
                message=message(problem),
                place=place(problem.position),
                file=problem.position.file,
                line=problem.position.line,
                remedies=tuple(remedies(problem)),
            )

    def _faults(built: pipeline.Built) -> Iterator[live.Told]:
        for fault in built.faults[:MAX_SHOWN]:
            severity = "error" if fault.refuses else "warning"
            words = say(f"gate.{fault.kind}", page=fault.page, what=fault.what)
            yield live.Told(severity=severity, message=words, place=fault.page)

    voice = live.Voice(problems=told, stopped=ended, say=say, show=show)
    tongue = _LANGUAGES.get(language(), language())
    live.serve(
        site,
        port,
        voice,
        language=tongue,
        begun=lambda: click.echo(say("serve.at", port=port), err=True),
    )
    return FINE

"""``jupyter-registry publish FILE --name churn``: a model in a file, or a whole request, from a build server."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from ..refs import check_alias, check_name
from ..registry import Registry
from ..requests import Publish
from . import verbs
from .text import printed

TEXTS = {
    "--summary": "one sentence: what is it for?",
    "--license": "license, such as Apache-2.0",
    "--tags": "tags, separated by commas",
    "--alias": "alias to point at the new version, such as champion",
    "--task": "task, such as tabular-classification",
    "--title": "title of the model for people",
    "--format": "format of the file, where its name does not tell",
    "--framework": "framework, where the file does not tell",
    "--target": "column of the data that is not an input",
}
FILES = {
    "--metrics": 'JSON: {"accuracy": 0.9}, {"test": {"accuracy": 0.9}}, or a list of metrics',
    "--params": "JSON object of the hyperparameters",
    "--card": "Markdown text of the card, with front matter as on Hugging Face",
}


def add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command; without ``--name`` the file is the JSON of a request."""
    words = " ".join((Publish.__doc__ or "").split())
    command = commands.add_parser(
        "publish",
        help=words.split(". ")[0].rstrip("."),
        description=f"{words} With --name FILE is a model; without it, FILE is the request itself as JSON.",
    )
    command.add_argument("file", metavar="FILE", help="file of the model; or JSON of the request, - for standard input")
    command.add_argument("--name", default="", help="name of the model")
    for option, text in FILES.items():
        command.add_argument(option, type=Path, metavar="FILE", help=text)
    command.add_argument("--data", action="append", default=[], metavar="[NAME=]FILE", help="rows the model takes")
    for option, text in TEXTS.items():
        command.add_argument(option, default="", help=text)
    command.add_argument("--no-environment", action="store_true", help="do not note the packages installed here")
    command.add_argument("--dry-run", action="store_true", help="show what would be published; store nothing")
    command.set_defaults(run=run_publish, verb=Publish)


def run_publish(arguments: argparse.Namespace, registry: Registry) -> int:
    """Publish; raises ``RegistryError``."""
    if arguments.name:
        reply = _publish_file(arguments, registry)
    else:
        reply = registry.backend.handle(verbs.request_of(arguments))
    print(msgspec.json.encode(reply).decode() if arguments.json else printed(reply))
    return 0


def _publish_file(arguments: argparse.Namespace, registry: Registry) -> object:
    # here, because every other command would wait for what publishing loads
    from ..preparing import Asked
    from ..publishing_files import FileOptions, publish_file

    asked = Asked(
        name=check_name(arguments.name, "name"),
        summary=arguments.summary,
        license=arguments.license,
        tags=tuple(arguments.tags.replace(",", " ").split()),
        alias=check_alias(arguments.alias) if arguments.alias else "",
        task=arguments.task,
        title=arguments.title,
        format=arguments.format,
    )
    options = FileOptions(
        metrics=arguments.metrics,
        params=arguments.params,
        card=arguments.card,
        data=tuple(arguments.data),
        target=arguments.target,
        framework=arguments.framework,
        environment=not arguments.no_environment,
    )
    return publish_file(Path(arguments.file), asked, options, dry_run=arguments.dry_run, registry=registry).reply

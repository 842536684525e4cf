"""Commands that bring articles in and gold out: import, export, formats."""

import argparse
import sys
from pathlib import Path
from typing import Any

from workbench.cli.common import Commands, actor, answer, progress
from workbench.formats import formats
from workbench.formats.base import Option
from workbench.model.layer import GOLD
from workbench.project import Project
from workbench.project.exporting import ExportOptions, ExportReport, export, export_to
from workbench.project.facade import check_name
from workbench.project.importing import ImportOptions, ImportRefused, ImportReport, import_paths
from workbench.words import number


def add_commands(commands: Commands, common: argparse.ArgumentParser, acting: argparse.ArgumentParser) -> None:
    """Tell the parser about them."""
    known = formats()
    reading = [name for name, format in known.items() if format.read]
    writing = [name for name, format in known.items() if format.write]
    bring = commands.add_parser("import", parents=[common, acting], help="bring articles and layers in")
    bring.add_argument("project", metavar="PROJECT")
    bring.add_argument("paths", nargs="+", metavar="PATH", help="files and folders")
    bring.add_argument("--format", choices=reading, help="default: by the file's ending")
    bring.add_argument("--encoding", metavar="NAME", help="default: byte-order mark, UTF-8, else detected and reported")
    bring.add_argument("--text-column", metavar="NAME", help="of a CSV; default: text")
    whose = bring.add_mutually_exclusive_group()
    whose.add_argument("--annotator", metavar="NAME", help="put layers under this name instead of that in the input")
    whose.add_argument("--gold", action="store_true", help="put layers into the gold")
    bring.add_argument("--good-ones", action="store_true", help="import the rest where records are refused")
    bring.set_defaults(run=_import)
    out = commands.add_parser("export", parents=[common], help="write gold, or layers, in a format")
    out.add_argument("project", metavar="PROJECT")
    out.add_argument("--format", required=True, choices=writing)
    out.add_argument("--to", required=True, metavar="PATH|-")
    out.add_argument("--layer", default=GOLD, metavar="gold|NAME|all")
    out.add_argument("--articles", choices=["done", "all"], default="done")
    out.add_argument("--labels", metavar="NAME,NAME", help="only spans of these labels, and what hangs on them")
    for name, option in _options_of(writing).items():
        out.add_argument(
            f"--{name}",
            choices=[choice.value for choice in option.choices],
            default=option.choices[0].value,
            help=f"{', '.join(known for known in writing if name in _names(known))}: {option.title.lower()} "
            f"({'; '.join(f'{choice.value}: {choice.title}' for choice in option.choices)})",
        )
    out.set_defaults(run=_export, parser=out)
    listing = commands.add_parser("formats", parents=[common], help="the formats, and what each can't hold")
    listing.set_defaults(run=_formats)


def _names(format: str) -> list[str]:
    """The options that a format has."""
    return [option.name for option in formats()[format].options]


def _options_of(writing: list[str]) -> dict[str, Option]:
    """The options of all these formats, by name."""
    return {option.name: option for name in writing for option in formats()[name].options}


def _import(options: argparse.Namespace) -> int:
    if options.annotator is not None:
        check_name(options.annotator)
    chosen = ImportOptions(
        options.format,
        options.encoding,
        options.text_column,
        GOLD if options.gold else options.annotator,
        options.good_ones,
    )
    name = actor(options)
    with Project.open(options.project, write=True, actor=name) as project:
        try:
            with progress("importing") as told:
                report = import_paths(project, name, options.paths, chosen, told)
        except ImportRefused as error:
            if options.json:
                answer(options, {"ok": False, "error": str(error), **_import_record(error.report, False)}, [])
            print(f"workbench: {error}", file=sys.stderr)
            for refusal in error.report.refused[1:20]:
                print(f"  {refusal}", file=sys.stderr)
            return 1
    answer(options, {"ok": True, **_import_record(report, True)}, _import_lines(report))
    return 0


def _import_record(report: ImportReport, done: bool) -> dict[str, Any]:
    refused = [{"file": item.where.file, "line": item.where.line, "reason": item.reason} for item in report.refused]
    counts = {
        "articles": report.articles, "present": report.present, "same_text": report.same_text, "layers": report.layers,
        "layers_present": report.layers_present, "spans": report.spans,
    }  # fmt: skip
    return {
        **(counts if done else dict.fromkeys(counts, 0)),
        "annotators_new": report.annotators if done else [],
        "encodings": report.encodings,
        "skipped": report.skipped,
        "refused": refused,
        **({"refused_more": report.refused_more} if report.refused_more else {}),
    }


def _import_lines(report: ImportReport) -> list[str]:
    lines = [
        f"imported {number(report.articles, 'article')}, {number(report.layers, 'layer')}, "
        f"{number(report.spans, 'span')}"
    ]
    if report.present or report.layers_present:
        lines.append(f"present already: {number(report.present, 'article')}, {number(report.layers_present, 'layer')}")
    if report.same_text:
        lines.append(f"same text under another key: {report.same_text}")
    lines += [f"new annotator: {name}" for name in report.annotators]
    lines += [
        f"{file}: read as {encoding}, which was guessed; --encoding says otherwise"
        for file, encoding in report.encodings.items()
    ]
    lines += [f"passed over: {file}" for file in report.skipped]
    lines += [f"refused: {item}" for item in report.refused]
    if report.refused_more:
        lines.append(f"refused and not listed: {report.refused_more:,} more")
    return lines


def _export(options: argparse.Namespace) -> int:
    if options.to == "-" and options.json:
        options.parser.error("--to - writes the export itself on standard output, so --json can't go there, too")
    labels = (
        None if options.labels is None else tuple(name.strip() for name in options.labels.split(",") if name.strip())
    )
    settled = {name: getattr(options, name) for name in _options_of(list(formats()))}
    chosen = ExportOptions(options.format, options.layer, options.articles, labels=labels, **settled)
    with Project.open(options.project) as project:
        if options.to == "-":
            report = export_to(project, chosen, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            if report.losses:
                print(_losses_line(report), file=sys.stderr)
            return 0
        with progress("exporting") as told:
            report = export(project, chosen, Path(options.to), told)
    record = {
        "ok": True, "path": options.to, "format": options.format, "articles": report.articles, "layers": report.layers,
        "spans": report.spans, "relations": report.relations,
        "losses": report.counts(), "losses_file": report.losses_file,
    }  # fmt: skip
    lines = [f"wrote {options.to}: {number(report.articles, 'article')}, {number(report.spans, 'span')}"]
    if report.losses:
        lines.append(_losses_line(report))
    answer(options, record, lines)
    return 0


def _losses_line(report: ExportReport) -> str:
    kinds = ", ".join(f"{count} {what}" for what, count in report.counts().items())
    beside = f"; each is listed in {report.losses_file}" if report.losses_file else ""
    return f"the format can't hold {kinds}{beside}"


def _formats(options: argparse.Namespace) -> int:
    records = [
        {
            "name": name, "title": known.title, "endings": known.endings, "read": known.read is not None,
            "write": known.write is not None, "cannot_hold": dict(known.cannot_hold), "options": _names(name),
            "summary": known.summary,
        }
        for name, known in formats().items()
    ]  # fmt: skip
    lines: list[str] = []
    for record in records:
        ways = " and ".join(way for way in ("read", "write") if record[way])
        title = f"{record['title']}: {record['summary']}" if record["summary"] else record["title"]
        lines.append(f"{record['name']}: {title} ({ways})")
        lines += [f"    {feature}: {what}" for feature, what in record["cannot_hold"].items()]  # type: ignore[attr-defined]
    answer(options, {"formats": records}, lines)
    return 0

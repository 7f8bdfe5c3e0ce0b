"""The door: command line, exit codes, and the only place that wires the parts together."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from commands.exit_codes import DAMAGED, FAULT, INCOMPLETE, OK, REFUSED, TERMINAL, USAGE

if TYPE_CHECKING:
    from datetime import datetime

    from exporters.papers import Exported
    from meeting.deadlines import When
    from meeting.model import Meeting, PersonId
    from storage.archive import Archive, Listed
    from storage.backup import Copied

_FORMATS = ("docx", "xlsx", "txt", "md", "pdf")
_PAPERS = (
    *("record", "check", "record_annexed", "request", "plan", "opinions", "talks"),
    *("last_year", "report", "rectification"),
)

STAGES = ("planned", "running", "finished")
"""How far a sample can have come, as `meeting.sample.Stage` has it."""

SMALLEST = (80, 24)
"""Columns and rows that every screen fits into."""

_CODES = """退出码：
  0 成功   1 有缺项，或有文字没记下（check、import）   2 命令写错   3 做不到，原因见提示   4 会议文件损坏
  5 终端不合适   6 程序本身出错   129、143 终端断开或被要求结束，写到的随即存下
数据文件夹：--data-dir，其次环境变量 SHILU_DATA，再次 XDG_DATA_HOME/shilu（通常是 ~/.local/share/shilu）。"""


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section({"positional arguments": "参数", "options": "选项"}.get(heading or "", heading))


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"shilu {_version()}")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _take_greeting_back()
        self.exit(USAGE, f"命令没写对：{_in_chinese(message)}。用 {self.prog} --help 看写法。\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code; every error is one Chinese sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character must not cost the rest of the message.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    arguments = sys.argv[1:] if arguments is None else arguments
    _greet(arguments)
    # What follows is imported only now, as it takes longer than somebody likes to look at an empty screen.
    from exporters.errors import NotWritten
    from meeting.refused import Refused
    from storage.archive import Archive
    from storage.errors import Damaged, StorageError
    from storage.paths import data_dir

    options = _parser().parse_args(arguments)
    try:
        archive = Archive(data_dir(options.data_dir, os.environ))
        result: int = options.run(archive, options)
    except Damaged as error:
        return _fail(str(error), DAMAGED)
    except (StorageError, Refused, NotWritten) as error:
        return _fail(str(error), REFUSED)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; Python must not complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return _fail("已中断。", REFUSED)
    except Exception as error:
        # Whatever else goes wrong is a fault of the program; a traceback could show the text of a meeting.
        return _fail(_fault(error), FAULT)
    return result


def _greet(arguments: Sequence[str]) -> None:
    """Shows a word before the screen is there, if it is the screen that was asked for."""
    commands = arguments[2:] if arguments[:1] == ["--data-dir"] else arguments
    asks_screen = not commands or commands[0] in ("open", "practice")
    if asks_screen and not {"-h", "--help"} & set(arguments) and not _terminal_trouble():
        sys.stdout.write("\r实录正在打开……")
        sys.stdout.flush()
        # Starting makes many objects and no garbage; the collector would go through them again and again.
        # The screen switches it on.
        gc.disable()
        from tui.terminal.lean import delay_methods

        delay_methods()


def _take_greeting_back() -> None:
    """Clears the line in which the greeting may stand."""
    if sys.stdout.isatty():
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()


def _fault(error: Exception) -> str:
    """What to tell of an error that nobody foresaw: its kind and place, and no value."""
    from traceback import extract_tb

    places = [
        f"{Path(frame.filename).name} 第 {frame.lineno} 行" for frame in extract_tb(error.__traceback__)[-3:]
    ]
    kind = type(error).__name__
    return (
        f"程序出了错（{kind}：{'、'.join(reversed(places))}），已停下。记下的和写到一半的文字都在文件里，"
        "再打开会回到原处；请把这一行告诉维护的人。"
    )


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="shilu",
        description="实录：民主生活会会议记录。不带命令时打开程序。",
        epilog=_CODES,
        formatter_class=_Help,
        add_help=False,
    )
    _help(parser)
    parser.add_argument("--data-dir", metavar="文件夹", help="会议存放的文件夹")
    parser.add_argument("--version", action=_Version, nargs=0, help="版本")
    parser.set_defaults(run=_open_program, id="", practice=None)
    commands = parser.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)

    command = _command(commands, "open", "直接打开一个会议，回到它进行到的地方")
    command.add_argument("id", metavar="编号", help="shilu list 里的编号，可只写开头几位")
    command.set_defaults(run=_open_program)

    command = _command(commands, "sample", "做一个标明“示例”的虚构会议，打印它的编号")
    command.add_argument("--members", type=_count, default=7, metavar="人数", help="班子成员人数，默认 7")
    command.add_argument("--entries", type=_count, default=None, metavar="条数", help="发言条数，默认随阶段")
    command.add_argument(
        "--stage",
        choices=STAGES,
        default="running",
        metavar="阶段",
        help="planned 筹备中、running 进行中、finished 已散会",
    )
    command.set_defaults(run=_make_sample)

    command = _command(commands, "practice", "屏上念一个虚构会议，跟着记，练完看结果；不留下会议")
    command.add_argument(
        "--pace",
        type=_pace,
        default=60,
        metavar="速度",
        help="每分钟念多少字：慢 60、中 120、快 200，或写数字；默认“慢”，平常说话大约是“快”",
    )
    command.add_argument("--members", type=_count, default=7, metavar="人数", help="班子成员人数，默认 7")
    command.set_defaults(run=_practise)

    command = _command(commands, "keys", "列出每一屏的全部按键")
    command.set_defaults(run=_print_keys)

    command = _command(commands, "list", "列出全部会议")
    command.add_argument("--json", action="store_true", help="以 JSON 格式输出")
    command.set_defaults(run=_list)

    command = _command(commands, "search", "在全部会议的记录里查找，几个词都要有")
    command.add_argument("words", metavar="词", nargs="*", help="在文字和姓名里找，不分全角半角、大写小写")
    command.add_argument("--by", default="", metavar="姓名", help="只找这个人的发言，可只写姓名的一部分")
    command.add_argument("--to", default="", metavar="姓名", help="只找对这个人的批评")
    command.add_argument("--year", default="", metavar="年度", help="只找这个年度的会议，例如 2021")
    command.add_argument("--json", action="store_true", help="以 JSON 格式输出")
    command.set_defaults(run=_search)

    command = _command(commands, "export", "导出会议材料")
    command.add_argument("id", metavar="编号")
    command.add_argument(
        "--paper",
        choices=_PAPERS,
        default="record",
        metavar="材料",
        help="record 会议原始记录（默认）、record_annexed 的带附表、check 发言核对单、request 请示、"
        "plan 会议方案、opinions 征求意见情况、talks 谈心谈话情况、last_year 上年度整改情况、"
        "report 综合报告、rectification 整改清单",
    )
    command.add_argument("--person", default="", metavar="姓名", help="只印这个人的发言核对单，默认每人一份")
    command.add_argument(
        "--format",
        choices=_FORMATS,
        default=None,
        metavar="格式",
        help="docx、txt、md、pdf 或 xlsx（有表格的材料），默认随文件名，再默认 docx",
    )
    command.add_argument("-o", "--output", type=Path, metavar="路径", help="文件或文件夹，默认当前文件夹")
    command.set_defaults(run=_export)

    command = _command(commands, "deadlines", "列出会前会后各份材料的报送期限和进度")
    command.add_argument("id", metavar="编号")
    command.add_argument("--json", action="store_true", help="以 JSON 格式输出")
    command.set_defaults(run=_deadlines)

    command = _command(commands, "package", "把会前或会后要报送的材料写成一个文件夹或 .zip，附目录和校验码")
    command.add_argument("id", metavar="编号")
    command.add_argument(
        "when", choices=("before", "after"), metavar="哪一套", help="before 会前材料，after 会后材料"
    )
    command.add_argument("--zip", action="store_true", help="写成一个 .zip")
    command.add_argument("-o", "--output", type=Path, metavar="文件夹", help="写到哪里，默认当前文件夹")
    command.set_defaults(run=_package)

    command = _command(commands, "attach", "交来一份发言材料，会上照着核对；只写编号就列出已交来的")
    command.add_argument("id", metavar="编号")
    command.add_argument("file", metavar="文件", type=Path, nargs="?", help=".docx、.txt 或 .md")
    command.add_argument("--of", default="", metavar="姓名", help="班子成员的姓名；班子的材料写“班子”")
    command.add_argument("--title", default="", metavar="标题", help="材料的标题，默认用文件名")
    command.set_defaults(run=_attach)

    command = _command(commands, "check", "说明会议的文件是否完好，还缺什么，纸质件是不是它印出的")
    command.add_argument("id", metavar="编号")
    command.add_argument(
        "--digest", metavar="校验码", nargs="+", help="纸质件末尾的校验码，可只写前 16 位以上"
    )
    command.set_defaults(run=_check)

    command = _command(commands, "import", "把别处记的笔记补记进会议；先只看每一行会成为什么")
    command.add_argument("id", metavar="编号")
    command.add_argument("notes", metavar="笔记", type=Path, help="文本文件，写法见 docs/notes.md")
    command.add_argument("--write", action="store_true", help="看过以后加上它，就记入")
    command.set_defaults(run=_import)

    command = _command(commands, "backup", "备份一个或全部会议，正在记录的也可以")
    command.add_argument("id", metavar="编号", nargs="?", default="", help="不写就备份全部会议")
    command.add_argument("folder", metavar="文件夹", type=Path, help="备份放在哪里，没有就新建")
    command.set_defaults(run=_back_up)

    command = _command(commands, "restore", "把一份备份恢复成会议")
    command.add_argument(
        "folder", metavar="备份", type=Path, help="备份的文件夹，如 20220128-20220201-093000"
    )
    command.add_argument(
        "--replace", action="store_true", help="同一编号的会议已经有了也恢复，原来的移到 replaced 文件夹"
    )
    command.set_defaults(run=_restore)
    return parser


def _practise(archive: Archive, options: argparse.Namespace) -> int:
    from meeting.practice import Practice

    options.practice = Practice(options.pace, options.members)
    return _open_program(archive, options)


def _open_program(archive: Archive, options: argparse.Namespace) -> int:
    if trouble := _terminal_trouble():
        return _fail(trouble, TERMINAL)
    from tui.terminal.lean import import_textual

    import_textual()
    from storage.paths import config_dir
    from tui.app import ShiluApp
    from tui.ending import Ending

    app = ShiluApp(
        archive,
        config_dir(os.environ),
        export_paper,
        export_package=_export_package,
        meeting_id=options.id,
        practice=options.practice,
    )
    with Ending(app.flush, app.exit, app.farewell):
        app.run(mouse=False)
    _take_greeting_back()
    if app.refused:
        raise app.refused
    if app.fault:
        return _fail(_fault(app.fault), FAULT)
    return _fail(app.untidy, REFUSED) if app.untidy else OK


def _make_sample(archive: Archive, options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from meeting.model import Head
    from meeting.sample import Stage, sample
    from meeting.timing import in_zone
    from storage.paths import config_dir
    from storage.templates import available, load

    offer = available(config_dir(os.environ))
    template = load(offer.templates[0].id, config_dir(os.environ))
    now = datetime.now(UTC)
    meeting = sample(
        template,
        members=options.members,
        entries=options.entries,
        stage=Stage(options.stage),
        now=now,
        meeting_id=archive.new_id(in_zone(now, Head().zone).date()),
    )
    archive.create(meeting).close()
    print(meeting.id)
    return OK


def _print_keys(archive: Archive, options: argparse.Namespace) -> int:
    from rich.cells import cell_len, set_cell_size

    from storage.paths import config_dir
    from storage.settings import settings_in
    from tui.keymap import remapped
    from tui.keys import PLACE_NAMES

    settings = settings_in(config_dir(os.environ))
    keymap, clashes = remapped(settings.keys)
    rows = [
        (
            PLACE_NAMES[place],
            f"{place}.{key.action}",
            keymap.names(place, key),
            key.label,
            keymap.told(place, key.explains),
        )
        for place, key in keymap.rows()
    ]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(4)]
    for place in dict.fromkeys(row[0] for row in rows):
        print(place)
        for row in (row for row in rows if row[0] == place):
            shown = "  ".join(set_cell_size(row[column], widths[column]) for column in (2, 3, 1))
            print(f"  {shown}  {row[4]}")
    for problem in (*settings.problems, *clashes):
        print(problem, file=sys.stderr)
    return INCOMPLETE if settings.problems or clashes else OK


def _list(archive: Archive, options: argparse.Namespace) -> int:
    listed = archive.list()
    if options.json:
        import json

        print(json.dumps([_as_json(one) for one in listed], ensure_ascii=False, indent=2))
        return OK
    for one in listed:
        if one.facts is None:
            print(f"{one.id}\t{one.state}\t{one.problem}")
            continue
        held = one.facts.begun or one.facts.date
        day = held.isoformat() if held else "日期待定"
        mark = "示例 " if one.facts.sample else ""
        print(f"{one.id}\t{one.state}\t{day}\t{mark}{one.facts.group}{one.facts.title}")
    if not listed:
        print("还没有会议。用 shilu 打开程序新建，或用 shilu sample 做一个示例。", file=sys.stderr)
    return OK


def _as_json(listed: Listed) -> dict[str, object]:
    if listed.facts is None:
        return {"id": listed.id, "damaged": listed.is_damaged, "problem": listed.problem}
    from storage.documents import to_document

    return {"id": listed.id, **to_document(listed.facts)}


def _search(archive: Archive, options: argparse.Namespace) -> int:
    from commands import search

    return search.run(archive, options)


def _export(archive: Archive, options: argparse.Namespace) -> int:
    from meeting.roster import find
    from storage.paths import config_dir
    from storage.settings import settings_in

    meeting = archive.read(options.id)
    named = options.output.suffix[1:].lower() if options.output else ""
    form = options.format or (named if named in _FORMATS else "docx")
    person = find(meeting, options.person) if options.person else ""
    settings = settings_in(config_dir(os.environ))
    for problem in settings.problems:
        print(problem, file=sys.stderr)
    folder, output = archive.folder(meeting.id), options.output or Path()
    written = export_paper(settings.page, meeting, folder, form, output, options.paper, person)
    print(f"已导出：{written.path}", *written.notes, sep="\n")
    return OK


def export_paper(
    page: Mapping[str, str | bool],
    meeting: Meeting,
    folder: Path,
    form: str,
    output: Path,
    paper: str,
    person: PersonId,
    stage: Callable[[str], None] = lambda _: None,
) -> Exported:
    """Writes a paper to the output, a file or a folder, and says where it is.

    `page` tells in what the office's page differs from the standard's. `folder` is the meeting's own, which
    remembers what was exported; `paper` is a key of `PAPERS`, `person` whose part of it is wanted, "" for the
    whole, and `stage` is told in Chinese what is done next. Raises `Refused`, `NotWritten` or `StorageError`.
    """
    from datetime import UTC, datetime

    from exporters.papers import default_name, paper_of, write_paper
    from exporters.profile import profile_of
    from exporters.target import place_of
    from storage.exports import ExportsFile

    target = place_of(output, default_name(meeting, paper, form, person))
    stage("排好内容")
    exports = ExportsFile(folder)
    printed = paper_of(meeting, paper, datetime.now(UTC), person)
    written = write_paper(printed, target, form, exports.load(), profile_of(page), stage=stage)
    exports.remember(written.path, written.sha256)
    return written


def _export_package(
    meeting: Meeting, folder: Path, when: When, output: Path, as_zip: bool
) -> tuple[Path, tuple[str, ...]]:
    from commands.package import export_package

    return export_package(meeting, folder, when, output, as_zip)


def _deadlines(archive: Archive, options: argparse.Namespace) -> int:
    from commands import deadlines

    return deadlines.run(archive, options)


def _package(archive: Archive, options: argparse.Namespace) -> int:
    from commands import package

    return package.run(archive, options)


def _attach(archive: Archive, options: argparse.Namespace) -> int:
    from commands import attach

    return attach.run(archive, options)


def _check(archive: Archive, options: argparse.Namespace) -> int:
    from meeting.gaps import gaps
    from storage.check import Grade, check

    checked = check(archive.folder(options.id))
    matches = _compare(checked.meeting, "".join(options.digest) if options.digest else None)
    for finding in checked.findings:
        print(f"{finding.part}：{finding.sentence}")
    grades = {finding.grade for finding in checked.findings}
    missing = gaps(checked.meeting) if checked.meeting else ()
    for gap in missing:
        print(f"缺：{gap.sentence}")
    if Grade.DAMAGED in grades or not matches:
        return DAMAGED
    if missing or Grade.OPEN in grades:
        return INCOMPLETE
    print("没有缺项。")
    return OK


def _compare(meeting: Meeting | None, on_paper: str | None) -> bool:
    """Tells which state of the record the digest on a paper stands for; whether there is one."""
    from meeting.refused import Refused
    from meeting.seal import SHORTEST_DIGEST, printed_at, seals

    if on_paper is None:
        return True
    if len("".join(on_paper.split())) < SHORTEST_DIGEST:
        raise Refused(f"校验码至少写 {SHORTEST_DIGEST} 位，空格不算。")
    found = printed_at(meeting, on_paper) if meeting else None
    if meeting is None:
        print("纸质件：文件有损坏，无法核对；下面说明哪里坏了。")
        return False
    if found is None:
        print("纸质件：校验码和这个文件的哪一版都对不上。纸质件不是由它印出的，或文件被改动过。")
        return False
    number, version = found
    if not version:
        print(f"纸质件：定稿前印出，到第 {number} 条为止相符；会议信息和名单定稿以后才算在校验码里。")
        return True
    last = seals(meeting)[-1].version
    newer = f"已不是最新的，现在是第 {last} 版。" if last > version else ""
    print(f"纸质件：与定稿第 {version} 版相符。{newer}")
    return True


def _import(archive: Archive, options: argparse.Namespace) -> int:
    from meeting.note_placing import Fate, take_in
    from meeting.note_report import report, summary
    from meeting.notes import read_notes
    from meeting.recorder import Recorder
    from storage.notes_file import keep_rest, notes_in

    found = notes_in(options.notes)
    print(f"{options.notes} 的编码：{found.encoding}。")
    with archive.open(options.id) if options.write else nullcontext() as file:
        meeting = file.meeting if file else archive.read(options.id)
        notes = read_notes(meeting, found.text)
        intake = take_in(meeting, notes, _now_here())
        for line in report(meeting, notes, intake):
            print(line)
        print(summary(meeting, intake))
        left = [line for _, line in notes.left_of(intake.of(Fate.LEFT))]
        if file and left:
            kept = keep_rest(options.notes, left)
            print(f"未归入的 {len(left)} 行原样抄在 {kept}；在笔记里改好再导入一次，已有的不会重记。")
        if file and intake.entries:
            Recorder(meeting, file).record(intake.entries)
            print(f"已记入 {len(intake.of(Fate.ADDED))} 条，都注明补记。")
    if not file and intake.entries:
        print("这只是预览，什么也没有记。看过无误，加 --write 记入。")
    return INCOMPLETE if left else OK


def _back_up(archive: Archive, options: argparse.Namespace) -> int:
    from meeting.refused import Refused
    from storage.backup import back_up
    from storage.errors import Damaged, StorageError

    into: Path = options.folder
    chosen = archive.folders()
    if options.id:
        chosen = (archive.folder(options.id),)
    elif str(into) in {folder.name for folder in chosen} and not into.exists():
        raise Refused(f"“{into}”是会议的编号，还要写备份到哪个文件夹：shilu backup {into} 文件夹。")
    if not chosen:
        raise Refused(f"{archive.place_of_meetings} 里没有会议，什么也没有备份；请检查数据文件夹。")
    code = OK
    for copied in back_up(chosen, into, _now_here()):
        if isinstance(copied, StorageError):
            code = max(code, _fail(str(copied), DAMAGED if isinstance(copied, Damaged) else REFUSED))
        else:
            print(f"会议 {copied.id} 已备份到 {copied.folder}：{_size(copied)}")
    return code


def _restore(archive: Archive, options: argparse.Namespace) -> int:
    from storage.backup import restore

    copied = restore(archive, options.folder, _now_here(), replace=options.replace)
    print(f"会议 {copied.id} 已从备份恢复到 {copied.folder}：{_size(copied)}")
    if copied.replaced:
        print(f"原来的移到了 {copied.replaced}，没有删除。")
    return OK


def _size(copied: Copied) -> str:
    papers = f"发言材料 {copied.handed_in} 份，" if copied.handed_in else ""
    return f"{copied.entries} 条记录，{papers}最后的校验值 {copied.digest[:16]}。"


def _now_here() -> datetime:
    from datetime import UTC, datetime

    from meeting.model import Head
    from meeting.timing import in_zone

    return in_zone(datetime.now(UTC), Head().zone)


def _help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="显示这份说明")


def _command(commands: argparse._SubParsersAction[_Parser], name: str, explains: str) -> _Parser:
    command: _Parser = commands.add_parser(
        name, help=explains, description=explains + "。", formatter_class=_Help, add_help=False
    )
    _help(command)
    return command


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”要写成 1 以上的整数")
    return int(text)


def _pace(text: str) -> int:
    from meeting.practice import pace_of
    from meeting.refused import Refused

    try:
        return pace_of(text)
    except Refused as error:
        raise argparse.ArgumentTypeError(str(error).removesuffix("。")) from error


_PHRASES = (
    (r"the following arguments are required: (.*)", r"还缺 \1"),
    (r"unrecognized arguments: (.*)", r"不认识“\1”"),
    (r"argument (?:\S* ?: )?invalid choice: '?(.*?)'? \(choose from (.*)\)", r"没有“\1”，可用 \2"),
    (r"argument (\S+): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (\S+): (.*)", r"\1 \2"),
)


def _in_chinese(message: str) -> str:
    for pattern, replacement in _PHRASES:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, replacement, message)
    return message


def _terminal_trouble() -> str:
    """Why the program can't be shown here and what to change; empty when it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "shilu 要在终端里打开；经 ssh 直接运行时请加 -t，例如 ssh -t 主机 shilu。"
    if os.environ.get("TERM", "dumb") == "dumb":
        return "终端类型（TERM）没有设置或不能显示整屏，请先执行 export TERM=xterm-256color 再打开。"
    if "utf" not in (sys.stdout.encoding or "").lower():
        return (
            f"终端编码是 {sys.stdout.encoding}，中文会变成乱码：请先执行 export LANG=C.UTF-8，"
            "并把终端软件的字符集设为 UTF-8。(Set the terminal and LANG to UTF-8.)"
        )
    size = os.get_terminal_size(sys.stdout.fileno())
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        return (
            f"窗口只有 {size.columns}×{size.lines}，请放大到至少 {SMALLEST[0]}×{SMALLEST[1]}，或把字号调小。"
        )
    return ""


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("shilu")
    except PackageNotFoundError:
        return "（未安装）"


def _fail(sentence: str, code: int) -> int:
    _take_greeting_back()
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())

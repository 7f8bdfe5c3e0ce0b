"""The command line: every command with its options, in Chinese, without importing what carries it out."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from commands.exit_codes import USAGE

FORMATS = ("docx", "xlsx", "txt", "md", "pdf")
PAPERS = (
    *("record", "check", "record_annexed", "request", "plan", "opinions", "talks"),
    *("last_year", "report", "rectification"),
)

_LISTINGS = ("roster", "studies", "opinions", "talks")

STAGES = ("planned", "running", "finished")
"""How far a sample can have come, as `meeting.invented.sample.Stage` has it."""

_CODES = """退出码：
  0 成功   2 命令写错   3 做不到，原因见提示   4 会议文件损坏   5 终端不合适
  1 有缺项，有的期限还算不出，或有的没记下、没收下
    （check、deadlines、package、import、import-table）
  6 程序本身出错   129、143 终端断开或被要求结束，写到的随即存下
数据文件夹：--data-dir，其次环境变量 SHILU_DATA，再次 XDG_DATA_HOME/shilu（通常是 ~/.local/share/shilu）。"""


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section({"positional arguments": "参数", "options": "选项"}.get(heading or "", heading))

    def _format_action(self, action: argparse.Action) -> str:
        told = super()._format_action(action)
        # The list of commands bears its heading already.
        return told.partition("\n")[2] if isinstance(action, argparse._SubParsersAction) else told

    def format_help(self) -> str:
        return re.sub("^(选项|参数|命令):$", r"\1：", super().format_help(), flags=re.MULTILINE)


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"shilu {_version()}")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        take_greeting_back()
        self.exit(USAGE, f"命令没写对：{_in_chinese(message)}。用 {self.prog} --help 看写法。\n")


def take_greeting_back() -> None:
    """Clears the line in which the greeting may stand."""
    if sys.stdout.isatty():
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()


def parser() -> argparse.ArgumentParser:
    """Everything that can be written behind `shilu`; `command` names the module that carries it out."""
    whole = _Parser(
        prog="shilu",
        description="实录：民主生活会会议记录。不带命令时打开程序。",
        epilog=_CODES,
        formatter_class=_Help,
        add_help=False,
    )
    _help(whole)
    whole.add_argument("--data-dir", metavar="文件夹", help="会议存放的文件夹")
    whole.add_argument("--version", action=_Version, nargs=0, help="版本")
    whole.set_defaults(command="open", id="", practice=None)
    commands = whole.add_subparsers(title="命令", metavar="命令", parser_class=_Parser)

    command = _command(commands, "open", "直接打开一个会议，回到它进行到的地方")
    command.add_argument("id", metavar="编号", help="shilu list 里的编号，可只写开头几位")
    command.set_defaults(command="open")

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
    command.set_defaults(command="sample")

    command = _command(commands, "practice", "屏上念一个虚构会议，跟着记，练完看结果；不留下会议")
    command.add_argument(
        "--pace",
        type=_pace,
        default=60,
        metavar="速度",
        help="每分钟念多少字：慢 60、中 120、快 200，或写数字；默认“慢”，平常说话大约是“快”",
    )
    command.add_argument("--members", type=_count, default=7, metavar="人数", help="班子成员人数，默认 7")
    command.set_defaults(command="practice")

    command = _command(commands, "keys", "列出每一屏的全部按键")
    command.set_defaults(command="keys")

    command = _command(commands, "list", "列出全部会议")
    command.add_argument("--json", action="store_true", help="以 JSON 格式输出")
    command.set_defaults(command="listing")

    command = _command(commands, "search", "在全部会议的记录里查找，几个词都要有")
    command.add_argument("words", metavar="词", nargs="*", help="在文字和姓名里找，不分全角半角、大写小写")
    command.add_argument("--by", default="", metavar="姓名", help="只找这个人的发言，可只写姓名的一部分")
    command.add_argument("--to", default="", metavar="姓名", help="只找对这个人的批评")
    command.add_argument("--year", default="", metavar="年度", help="只找这个年度的会议，例如 2021")
    command.add_argument("--json", action="store_true", help="以 JSON 格式输出")
    command.set_defaults(command="search")

    command = _command(commands, "export", "导出会议材料")
    command.add_argument("id", metavar="编号")
    command.add_argument(
        "--paper",
        choices=PAPERS,
        default="record",
        metavar="材料",
        help="record 会议原始记录（默认）、record_annexed 的带附表、check 发言核对单、request 请示、"
        "plan 会议方案、opinions 征求意见情况、talks 谈心谈话情况、last_year 上年度整改情况、"
        "report 综合报告、rectification 整改清单",
    )
    command.add_argument(
        "--person", default="", metavar="姓名", help="只印这个人的发言核对单或整改清单，默认不分开、全部印"
    )
    command.add_argument(
        "--format",
        choices=FORMATS,
        default=None,
        metavar="格式",
        help="docx、txt、md、pdf 或 xlsx（只写清单），默认随文件名，再默认 docx",
    )
    command.add_argument("-o", "--output", type=Path, metavar="路径", help="文件或文件夹，默认当前文件夹")
    command.set_defaults(command="export")

    command = _command(commands, "deadlines", "列出会前会后各份材料的报送期限和进度")
    command.add_argument("id", metavar="编号")
    command.add_argument("--json", action="store_true", help="以 JSON 格式输出")
    command.set_defaults(command="deadlines")

    command = _command(commands, "package", "把会前或会后要报送的材料写成一个文件夹或 .zip，附目录和校验码")
    command.add_argument("id", metavar="编号")
    command.add_argument(
        "when", choices=("before", "after"), metavar="哪一套", help="before 会前材料，after 会后材料"
    )
    command.add_argument("--zip", action="store_true", help="写成一个 .zip")
    command.add_argument(
        "--annexed", action="store_true", help="会议原始记录带附表（批评意见覆盖、计划与实际用时），默认不带"
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="文件夹", help="写到哪里，默认当前文件夹；.zip 可写文件名"
    )
    command.set_defaults(command="package")

    command = _command(commands, "attach", "交来一份发言材料，会上照着核对；只写编号就列出已交来的")
    command.add_argument("id", metavar="编号")
    command.add_argument("file", metavar="文件", type=Path, nargs="?", help=".docx、.txt 或 .md")
    command.add_argument("--of", default="", metavar="姓名", help="班子成员的姓名；班子的材料写“班子”")
    command.add_argument("--title", default="", metavar="标题", help="材料的标题，默认用文件名")
    command.add_argument(
        "--tidy", action="store_true", help="不交来；把不属于哪一份材料的文件移到旁边的文件夹，不删"
    )
    command.set_defaults(command="attach")

    command = _command(commands, "check", "说明会议的文件是否完好，还缺什么，纸质件是不是它印出的")
    command.add_argument("id", metavar="编号")
    command.add_argument(
        "--digest", metavar="校验码", nargs="+", help="纸质件末尾的校验码，可只写前 16 位以上"
    )
    command.set_defaults(command="check")

    command = _command(commands, "import", "把别处记的笔记补记进会议；先只看每一行会成为什么")
    command.add_argument("id", metavar="编号")
    command.add_argument("notes", metavar="笔记", type=Path, help="文本文件，写法见 docs/notes.md")
    command.add_argument("--write", action="store_true", help="看过以后加上它，就记入")
    command.set_defaults(command="notes")

    command = _command(commands, "import-table", "从表格导入名单或会前准备；先只看每一行会成为什么")
    command.add_argument("id", metavar="编号")
    command.add_argument("table", metavar="表格", type=Path, help=".xlsx、.csv 或用 Tab 分栏的文本")
    command.add_argument(
        "--as",
        dest="listing",
        required=True,
        choices=_LISTINGS,
        metavar="清单",
        help="roster 名单、studies 学习研讨、opinions 征求意见、talks 谈心谈话",
    )
    command.add_argument(
        "--write", action="store_true", help="看过以后加上它，就收下；有一行不能收就一行也不收，退出码 1"
    )
    command.add_argument("--again", action="store_true", help="已收过的各行也再收一遍；不加就不重收")
    command.set_defaults(command="import_table")

    command = _command(commands, "backup", "备份一个或全部会议，正在记录的也可以")
    command.add_argument("id", metavar="编号", nargs="?", default="", help="不写就备份全部会议")
    command.add_argument("folder", metavar="文件夹", type=Path, help="备份放在哪里，没有就新建")
    command.set_defaults(command="backup")

    command = _command(commands, "restore", "把一份备份恢复成会议")
    command.add_argument(
        "folder", metavar="备份", type=Path, help="备份的文件夹，如 20220128-20220201-093000"
    )
    command.add_argument(
        "--replace", action="store_true", help="同一编号的会议已经有了也恢复，原来的移到 replaced 文件夹"
    )
    command.set_defaults(command="restore")
    return whole


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
    from meeting.invented.practice import pace_of
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


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("shilu")
    except PackageNotFoundError:
        return "（未安装）"

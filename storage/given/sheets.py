"""A table from a file, whatever the file is called: plain text, or a workbook."""

from __future__ import annotations

from pathlib import Path

from meeting.refused import Refused
from meeting.tables.columns import Listing
from meeting.tables.sheet import Sheet
from meeting.tables.sheet_text import sheet_of_csv
from storage.given.given_file import content_given, text_of

LARGEST = 20 * 1024 * 1024
"""Bytes of a file; the longest list of opinions has some few of it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"


def read_sheet(path: Path, listing: Listing) -> Sheet:
    """The table in the file; raises `NotReadable` where it can't be read, `Refused` where it is no table."""
    content = content_given(path, LARGEST, "不像一张表格；请删去图片，或分成几份导入。")
    if not content.strip():
        raise Refused(f"{path.name} 是空的，没有可以导入的内容。")
    if content.startswith(_OLE):
        raise Refused(_of_ole(content))
    if content.startswith(_ZIP):
        from storage.given.workbooks import sheet_of_workbook

        return sheet_of_workbook(content, listing)
    if found := text_of(content):
        return sheet_of_csv(found.text, listing)
    raise Refused(
        "这个文件不是能读的文字表格（编码不对，或文件坏了）；"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 或“CSV UTF-8”再导入。"
    )


def _of_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "这个工作簿加了密码，读不了；请打开后去掉密码，另存一份再导入。"
    return "这是旧格式（.xls、.doc、.et）的文件，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"

"""A table from a file, whatever the file is called: plain text, or a workbook."""

from __future__ import annotations

from pathlib import Path

from meeting.columns import Listing
from meeting.refused import Refused
from meeting.sheet import Sheet
from meeting.sheet_text import sheet_of_csv
from storage.errors import BadPlace, cause

LARGEST = 20 * 1024 * 1024
"""Bytes of a file; the longest list of opinions has some few of it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_sheet(path: Path, listing: Listing) -> Sheet:
    """The table in the file; raises `BadPlace` where it can't be read, `Refused` where it is no table."""
    content = _content(path)
    if content.startswith(_OLE):
        raise Refused(_of_ole(content))
    if content.startswith(_ZIP):
        from storage.workbooks import sheet_of_workbook

        return sheet_of_workbook(content, listing)
    return sheet_of_csv(_text(content), listing)


def _content(path: Path) -> bytes:
    try:
        # A pipe or a device may never end.
        if path.exists() and not path.is_file():
            raise BadPlace(f"{path} 不是文件，请写表格文件的路径，如 意见.xlsx。")
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(f"{path.name} 有 {size // 1024 // 1024} MB，最大 20 MB；请删去图片或分成几份。")
        content = path.read_bytes()
    except FileNotFoundError:
        raise BadPlace(f"没有文件 {path}，请检查路径和文件名。") from None
    except OSError as error:
        raise BadPlace(f"{path} 读不了：{cause(error)}。") from error
    if not content.strip():
        raise Refused(f"{path.name} 是空的，没有可以导入的内容。")
    return content


def _text(content: bytes) -> str:
    """The text in one of the encodings that spreadsheets write; raises `Refused`."""
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise Refused(
        "这个文件不是能读的文字表格（编码不对，或文件坏了）；"
        "请用 Excel 或 WPS 打开，另存为 .xlsx 或“CSV UTF-8”再导入。"
    )


def _of_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "这个工作簿加了密码，读不了；请打开后去掉密码，另存一份再导入。"
    return "这是旧格式（.xls、.doc、.et）的文件，读不了；请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"

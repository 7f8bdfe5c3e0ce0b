"""Where meetings and settings lie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from storage.errors import BadPlace, cause


def data_dir(option: str | None, env: Mapping[str, str]) -> Path:
    """The data folder: the option, else SHILU_DATA, else shilu under XDG_DATA_HOME or ~/.local/share.

    It need not exist yet. Raises `BadPlace` for a place that can't be a folder.
    """
    if option is not None:
        if not option.strip():
            raise BadPlace("--data-dir 后面是空的，请写一个文件夹，或去掉这个选项。")
        return _folder(option, "--data-dir", env)
    return _from_environment("SHILU_DATA", "XDG_DATA_HOME", ".local/share", env)


def config_dir(env: Mapping[str, str]) -> Path:
    """The configuration folder: SHILU_CONFIG, else shilu under XDG_CONFIG_HOME or ~/.config.

    It need not exist. Raises `BadPlace` for a place that can't be a folder.
    """
    return _from_environment("SHILU_CONFIG", "XDG_CONFIG_HOME", ".config", env)


def _from_environment(own: str, shared: str, usual: str, env: Mapping[str, str]) -> Path:
    if env.get(own):
        return _folder(env[own], own, env)
    base = env.get(shared, "")
    # The XDG specification has relative paths ignored.
    if base.startswith("/"):
        return _folder(f"{base}/shilu", shared, env)
    return _folder(f"~/{usual}/shilu", own, env)


def _folder(text: str, source: str, env: Mapping[str, str]) -> Path:
    """The absolute folder; `source` is the option or variable that the user has to change."""
    path = Path(text)
    if path.parts[0] == "~":
        path = _home(source, env).joinpath(*path.parts[1:])
    path = path.absolute()
    try:
        existing = next(part for part in (path, *path.parents) if part.exists())
        is_folder = existing.is_dir()
    except OSError as error:
        raise BadPlace(f"{path} 不能用：{cause(error)}；也可用 {source} 另外指定一个文件夹。") from error
    if not is_folder:
        raise BadPlace(f"{existing} 是文件，不是文件夹；请用 {source} 另外指定一个文件夹。")
    return path


def _home(source: str, env: Mapping[str, str]) -> Path:
    if env.get("HOME"):
        return Path(env["HOME"])
    try:
        return Path.home()
    except RuntimeError:
        raise BadPlace(f"找不到家目录，请用 {source} 指定一个文件夹。") from None

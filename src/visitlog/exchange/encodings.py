"""The bytes of a foreign text file as text: a byte order mark decides, else UTF-8, GB18030, Latin-1 in turn."""

import re
from pathlib import Path

from visitlog.model.errors import N_, Refused

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
SOUND_TO_BROKEN = 10
"""With so many sound UTF-8 characters for each broken byte, a file is damaged UTF-8 and nothing else."""

_ASCII = re.compile("[\x00-\x7f]+")
_RARE = bytes(range(0xD8, 0x100))


def decoded(content: bytes, path: Path) -> tuple[str, str]:
    """The text of a file and the name of its encoding; raises Refused for text that is damaged."""
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(codec), name
            except UnicodeDecodeError as error:
                raise _damaged(content, error.start, name, path) from error
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        if _is_nearly_utf8(content):
            raise _damaged(content, error.start, "UTF-8", path) from error
    if b"\0" in content:
        raise not_text(path)
    chinese = _as_gb18030(content)
    return (content.decode("latin-1"), "Latin-1") if chinese is None else (chinese, "GB18030")


def not_text(path: Path) -> Refused:
    """The refusal of a file that holds something else than text."""
    return Refused(N_('{path} is not a text file; save it as "CSV UTF-8" and import that.'), path=path)


def _damaged(content: bytes, at: int, encoding: str, path: Path) -> Refused:
    line = content[:at].count(b"\n") + 1
    return Refused(
        N_(
            "{path} is not sound {encoding} text on line {line}; mend that line, or save the file as UTF-8 again."
        ),
        path=path,
        encoding=encoding,
        line=line,
    )


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether the content is UTF-8 that was cut or damaged; GB18030 would read it without complaint, as nonsense."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(_ASCII.sub("", text)) - broken > SOUND_TO_BROKEN * broken


def _as_gb18030(content: bytes) -> str | None:
    """The content as Chinese text; None if it is not that.

    Most Latin-1 text is valid GB18030 too (ü and the letter after it make a rare character), so half of
    the characters must be common ones: those of the first level of GB 2312, or its signs.
    """
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    foreign = _ASCII.sub("", text)
    first_bytes = foreign.encode("gb2312", "ignore")[::2]
    common = len(first_bytes.translate(None, delete=_RARE))
    return text if common * 2 >= len(foreign) else None

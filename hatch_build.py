"""Compiles the catalogues when visitlog is built or installed, so that a wheel has them without keeping them in git."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compiled(source: Path) -> Path:
    """Compiles a catalogue beside its source, and answers where it is."""
    target = source.with_suffix(".mo")
    with source.open("rb") as file:
        catalogue = read_po(file)
    with target.open("wb") as file:
        write_mo(file, catalogue)
    return target


class CompiledCatalogues(BuildHookInterface):
    """The hook that hatchling calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles every catalogue, and has it put into the wheel."""
        for source in sorted(Path(self.root, "src", "visitlog", "locale").rglob("*.po")):
            build_data["artifacts"].append(compiled(source).relative_to(self.root).as_posix())

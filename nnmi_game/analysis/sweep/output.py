"""The table of results: CSV, or Parquet where pyarrow is installed. It is written whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from nnmi_game.analysis.sweep.tasks import Finished

Columns = tuple[str, ...]


def write_csv(path: Path, columns: Columns, results: Iterable[Finished]) -> None:
    """Write all rows as CSV."""

    def write(draft: Path) -> None:
        with draft.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            for finished in results:
                writer.writerows(finished.rows)
            file.flush()
            os.fsync(file.fileno())

    _whole(path, write)


def write_parquet(path: Path, columns: Columns, results: Iterable[Finished]) -> None:
    """Write all rows as Parquet; ``ImportError`` where pyarrow is not installed."""
    import pyarrow
    from pyarrow import parquet

    types = {name: pyarrow.string() if name == "policy" else pyarrow.int64() for name in columns}
    schema = pyarrow.schema(list(types.items()))

    def write(draft: Path) -> None:
        with parquet.ParquetWriter(draft, schema) as writer:
            for finished in results:
                turned = [list(column) for column in zip(*finished.rows, strict=True)]
                writer.write_table(pyarrow.table(dict(zip(columns, turned, strict=True)), schema=schema))

    _whole(path, write)


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        write(draft)
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise

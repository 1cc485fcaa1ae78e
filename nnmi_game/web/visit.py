"""One open page: a process of the game whose screen goes to a browser."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from aiohttp.web import WebSocketResponse
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

#: Seconds that a game may take to end in order, and then to end at a signal.
PATIENCE = 4.0


class Visit(AppService):
    """Starts the game without a shell, and sees to it that it has ended when the visit is over."""

    def __init__(
        self, words: Sequence[str], websocket: WebSocketResponse, download_manager: DownloadManager
    ) -> None:
        super().__init__(
            words[0],
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            # The library awaits it and does not look at what comes of it.
            close=websocket.close,  # type: ignore[arg-type]
            download_manager=download_manager,
        )
        self.words = words

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *self.words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width=width, height=height),
        )
        self._stdin = self._process.stdin
        return self._process

    async def stop(self) -> None:
        """Let the game end; make it end if it does not."""
        process = self._process
        if process is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        await self.send_meta({"type": "quit"})
        if await self._ended(process):
            return
        for end in (process.terminate, process.kill):
            with suppress(ProcessLookupError):
                end()
            if await self._ended(process):
                return

    async def _ended(self, process: Process) -> bool:
        """Whether the process ends in time; what it still has to say is read, so that it is not held up."""
        try:
            async with asyncio.timeout(PATIENCE):
                if self._task is not None:
                    await asyncio.shield(self._task)
                await cast(asyncio.StreamReader, process.stdout).read()
                await process.wait()
        except TimeoutError:
            return False
        return True

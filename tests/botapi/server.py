"""The HTTP side: addresses, tokens, long polling, and the faults that a test asks for."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from aiohttp import web

from botapi import methods
from botapi.people import Group, Person
from botapi.state import Call, Chat, Json, Refused, State

PATIENCE = 30.0  # seconds that a test waits for something before it fails
T = TypeVar("T")


@dataclass(slots=True)
class _Fault:
    """What happens to the next `times` calls of a method: answered with `status`, or done and the answer lost (0)."""

    method: str
    status: int
    times: int
    retry_after: int | None


@dataclass
class BotApi:
    """The stand-in, listening on a free port of this machine while the `with` block lasts."""

    state: State = field(default_factory=State)
    port: int = 0
    _faults: list[_Fault] = field(default_factory=list)
    _held: dict[str, asyncio.Event] = field(default_factory=dict)
    _poll: asyncio.Future[None] | None = None
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def __enter__(self) -> BotApi:
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.port = self._run(self._listen())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run(self, coroutine: object) -> int:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(PATIENCE)  # type: ignore[arg-type]

    async def _listen(self) -> int:
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_route("GET", "/file/bot{token}/{folder}/{name}", self._download)
        self._runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def _close(self) -> None:
        for gate in self._held.values():
            gate.set()
        self._end_poll()
        await self._runner.cleanup()

    # What a test says

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def person(self, user_id: int, name: str = "Alice", language: str = "en") -> Person:
        """Somebody who has opened the bot."""
        self.state.chats.setdefault(user_id, Chat(user_id, "private", name))
        return Person(self, user_id, name, language)

    def group(self, chat_id: int, title: str = "Members") -> Group:
        """A group that the bot is in. chat_id is negative, as Telegram's are."""
        self.state.chats.setdefault(chat_id, Chat(chat_id, "supergroup", title))
        return Group(self, chat_id)

    def fail(self, method: str, status: int, *, times: int = 1, retry_after: int | None = None) -> None:
        """The next calls of `method` are answered with this status; 0: they are done, and the answer is lost.

        The downloads of files are called `file`.
        """
        self._faults.append(_Fault(method, status, times, retry_after))

    @contextmanager
    def held(self, method: str) -> Iterator[None]:
        """Calls of `method` are not answered before the block ends."""
        gate = self._held[method] = asyncio.Event()
        yield
        self._loop.call_soon_threadsafe(gate.set)

    def add_update(self, kind: str, content: Json) -> int:
        """Something happened in a chat; returns the number of the update."""
        with self.state.changed:
            update_id = self.state.add_update(kind, content)
            self.state.changed.notify_all()
        self._loop.call_soon_threadsafe(self._wake)
        return update_id

    def repeat(self, update: Json) -> None:
        """Delivers an update once more."""
        with self.state.changed:
            self.state.updates.append(update)
        self._loop.call_soon_threadsafe(self._wake)

    def calls(self, method: str) -> list[Call]:
        with self.state.changed:
            return [call for call in self.state.calls if call.method == method]

    def wait(self, found: Callable[[], T | None], what: str, patience: float = PATIENCE) -> T:
        """Waits until `found` gives something other than None or False, and returns it."""
        with self.state.changed:
            if not self.state.changed.wait_for(lambda: found() not in (None, False), patience):
                told = "\n".join(f"{call.method} {call.status}" for call in self.state.calls[-20:])
                raise AssertionError(f"waited in vain for {what}; the last calls:\n{told}")
            result = found()
        assert result is not None
        return result

    def refused(self) -> list[Call]:
        """The calls that were refused for a fault of the bot's own; an edit that came too late is none."""
        with self.state.changed:
            faulty = [call for call in self.state.calls if call.status in (400, 404, 413)]
            return [call for call in faulty if "not modified" not in call.why]

    # What the bot asks

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.match_info["method"], {})
        try:
            self._check_token(request.match_info["token"])
            call.parameters, files = await _read(request)
            await self._hold(call.method)
            fault = self._fault(call.method)
            if fault and fault.status:
                raise _refusal(fault)
            result = await self._result(call, files)
            if fault:
                return self._lose(request, call)
            return self._done(call, 200, {"ok": True, "result": result})
        except Refused as no:
            call.why = no.description
            body = {"ok": False, "error_code": no.status, "description": no.description}
            return self._done(call, no.status, body | ({"parameters": no.parameters} if no.parameters else {}))

    def _check_token(self, token: str) -> None:
        if token != self.state.token:
            raise Refused(401, "Unauthorized")

    async def _hold(self, method: str) -> None:
        gate = self._held.get(method)
        if gate:
            with self.state.changed:
                self.state.calls.append(Call(f"held {method}", {}))
                self.state.changed.notify_all()
            await gate.wait()

    def _fault(self, method: str) -> _Fault | None:
        for fault in self._faults:
            if fault.method == method and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    async def _result(self, call: Call, files: methods.Files) -> object:
        if call.method == "getUpdates":
            return await self._updates(call.parameters)
        with self.state.changed:
            return methods.call(self.state, call.method, call.parameters, files)

    def _done(self, call: Call, status: int, body: Json) -> web.Response:
        call.status = status
        with self.state.changed:
            self.state.calls.append(call)
            self.state.changed.notify_all()
        return web.json_response(body, status=status)

    def _lose(self, request: web.Request, call: Call) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return self._done(call, 200, {})

    async def _updates(self, parameters: Json) -> list[Json]:
        if "allowed_updates" in parameters:
            self.state.allowed = json.loads(parameters["allowed_updates"])
        offset = int(parameters.get("offset", 0))
        with self.state.changed:
            self.state.updates = [update for update in self.state.updates if update["update_id"] >= offset]
        if not self.state.updates and int(parameters.get("timeout", 0)):
            await self._wait_for_update(int(parameters["timeout"]))
        return list(self.state.updates[:100])

    async def _wait_for_update(self, seconds: int) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(Refused(409, "Conflict: terminated by other getUpdates request"))
            self._poll.exception()  # seen: the one who asked may be gone
        poll = self._poll = self._loop.create_future()
        with self.state.changed:
            self.state.calls.append(Call("polling", {}))
            self.state.changed.notify_all()
        await asyncio.wait([poll], timeout=seconds)
        if poll.done():
            poll.result()

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    _end_poll = _wake

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.state.token:
            return web.json_response({"ok": False, "error_code": 401}, status=401)
        fault = self._fault("file")
        if fault:
            return self._lose(request, Call("file", {})) if not fault.status else web.Response(status=fault.status)
        content = self.state.files.get(request.match_info["name"])
        return web.Response(body=content) if content is not None else web.Response(status=404)


def _refusal(fault: _Fault) -> Refused:
    if fault.retry_after is None:
        return Refused(fault.status, f"Fault {fault.status}")
    return Refused(fault.status, f"Too Many Requests: retry after {fault.retry_after}", retry_after=fault.retry_after)


async def _read(request: web.Request) -> tuple[Json, methods.Files]:
    parameters: Json = dict(request.query)
    files: methods.Files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = (value.filename, value.file.read())
        else:
            parameters[name] = value
    return parameters, files

"""Starts and stops the server, prints the link, and writes a plain log without names or words."""

import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from types import FrameType

from sevendoors.app.base.place import Place, only_viewer, open_place
from sevendoors.app.demo import demo
from sevendoors.app.front.worker import Worker
from sevendoors.app.people import access
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for on the command line."""

    host: str = "127.0.0.1"
    port: int = 8777
    demo: bool = False
    big: bool = False
    watch: Path | None = None
    https: bool = False
    names: tuple[str, ...] = ()


class Plain(logging.Formatter):
    """One JSON line for each event: time, level, what; never a name, a word or an address."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname.lower(),
            "what": record.getMessage(),
        }
        line.update(getattr(record, "doors", {}))
        if record.exc_info and record.exc_info[0] and record.exc_info[2]:
            trace, frame = record.exc_info[2], ""
            while trace:
                frame = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
                trace = trace.tb_next  # type: ignore[assignment]
            # The message of a fault may quote a transcript; its kind and place do not.
            line["fault"] = f"{record.exc_info[0].__name__} at {frame}"
        return json.dumps(line, ensure_ascii=False)


def run(options: Options) -> None:
    """Serve until stopped; what is being read is finished first."""
    import uvicorn  # noqa: PLC0415  (start-up time)

    from sevendoors.web.server import build_app  # noqa: PLC0415

    # The server hands this signal on when it has ended; what is being read is finished after that.
    signal.signal(signal.SIGTERM, _end)
    place = _open(options)
    alone = only_viewer(place)
    if alone and options.host not in _LOOPBACK:
        _set_up(place, options)
    worker = Worker(place, lambda: _watched(place, options))
    worker.start()
    hosts = (*_LOOPBACK, *options.names) if options.host in _LOOPBACK else options.names
    app = build_app(place, worker=worker, hosts=hosts, secure=options.https, demo=options.demo)
    _log_plainly()
    sys.stderr.write(f"{_link(place, options)}\nStop with Ctrl+C.\n")
    try:
        uvicorn.run(app, host=options.host, port=options.port, log_config=None, server_header=False,
                    timeout_graceful_shutdown=10)  # fmt: skip
    finally:
        worker.stop()
        place.store.close()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _open(options: Options) -> Place:
    if not options.demo:
        return open_place()
    from sevendoors import __version__  # noqa: PLC0415

    name = f"seven-doors-{'big-' if options.big else ''}demo-{__version__}"
    folder = Path(gettempdir()) / f"{name}-{os.getuid() if hasattr(os, 'getuid') else 0}"
    place = open_place(folder, url=f"sqlite:///{folder / 'doors.db'}")
    if not demo.is_filled(place):
        _fill(place, options)
        sys.stderr.write("\n")
    return place


def _fill(place: Place, options: Options) -> None:
    if not options.big:
        demo.fill(place, _counted("Reading"))
        return
    from sevendoors.app.demo.demo_big import fill_big  # noqa: PLC0415  (start-up time)

    fill_big(place, _counted("Inventing"))


def _counted(what: str) -> Callable[[int, int], None]:
    def told(done: int, every: int) -> None:
        sys.stderr.write(f"\r{what} {done} of {every} calls")
        sys.stderr.flush()

    return told


def _watched(place: Place, options: Options) -> tuple[Path, Viewer] | None:
    viewer = only_viewer(place)
    return (options.watch, viewer) if options.watch and viewer else None


def _address(options: Options) -> str:
    scheme = "https" if options.https else "http"
    name = options.names[0] if options.names else options.host
    return f"{scheme}://{name}:{options.port}"


def _link(place: Place, options: Options) -> str:
    if options.demo:
        first = demo.demo_people(place)[0]
        return f"Look around: {_address(options)}/look-as/{first[0]}"
    if only_viewer(place) and options.host in _LOOPBACK:
        return f"Open this link: {_address(options)}/enter/{access.house_key(place)}"
    return f"Sign in: {_address(options)}/login"


def _set_up(place: Place, options: Options) -> None:
    """Reached from other machines, nobody enters without a password: the first admin sets one."""
    try:
        secret = access.first_admin_link(place)
    except DoorsError:
        return
    sys.stderr.write(f"First, set a password (once, today): {_address(options)}/join/{secret}\n")


def _log_plainly() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Plain())
    log = logging.getLogger("sevendoors")
    log.handlers, log.propagate = [handler], False
    log.setLevel(os.environ.get("SEVENDOORS_LOG", "WARNING").upper())

"""Programs for tests: each has a token of somebody of the cast and asks the real server."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from tests.web.place import keep, new_place, people_of_the_cast
from tests.world import a_call

from sevendoors.app.base.place import Place
from sevendoors.app.people import access
from sevendoors.app.reading.keeping import keep_call
from sevendoors.core.kept import KeptMoment, Release
from sevendoors.core.people import Viewer
from sevendoors.store import moments
from sevendoors.web.server import build_app


class Program(TestClient):
    """A program with a token; asks addresses under /api/v1."""

    def ask(self, path: str, **more: Any) -> Any:
        """Ask for something and give what came, which must be a success."""
        answer = self.get(path, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def all_of(self, path: str) -> Iterator[Any]:
        """Walk a long list part by part."""
        following: str | None = path
        while following:
            told = self.ask(following.removeprefix("/api/v1"))
            yield from told["items"]
            following = told["next"]


def program(place: Place, viewer: Viewer, *scopes: str, token: str = "") -> Program:
    """Make a program for somebody; without scopes its token may read and write."""
    made = Program(build_app(place), base_url="http://127.0.0.1:8777/api/v1",
                   follow_redirects=False)  # fmt: skip
    secret = token or access.make_token(place, viewer, "a robot", scopes or ("read", "write"))
    made.headers["Authorization"] = f"Bearer {secret}"
    return made


class World:
    """A place with the cast, a program for each, and one call that Jonas sold in."""

    def __init__(self, folder: Path) -> None:
        self.place = new_place(folder)
        self.cast = people_of_the_cast(self.place)
        self.jonas_id = self.cast["Jonas Brandt"].person
        self.call = keep(self.place, self.cast["Jonas Brandt"])
        self.jonas, self.ines, self.noor, self.otto, self.vera = (
            program(self.place, self.cast[name])
            for name in ("Jonas Brandt", "Ines Moreau", "Noor Haddad", "Otto Lindqvist",
                         "Vera Blom")
        )  # fmt: skip

    @property
    def moments(self) -> tuple[KeptMoment, ...]:
        """Give the moments of the call as kept."""
        with self.place.store.read() as connection:
            return moments.moments_of(connection, self.call, None)

    def release(self, audience: str = "leader", moment: str | None = None) -> None:
        """Let Jonas show the call, or one moment of it."""
        with self.place.store.write() as connection:
            moments.add_release(
                connection,
                Release(id=0, seller=self.jonas_id, call=self.call, moment=moment,
                        audience=audience, at=self.place.now()),
            )  # fmt: skip

    def keep_short(self, count: int) -> list[str]:
        """Keep short calls of Jonas in which it is still open who sold."""
        names = [f"{number:016x}" for number in range(1, count + 1)]
        talk = a_call("Marta: We lose a day a month.", "Jonas: Which day is that?")
        with self.place.store.write() as connection:
            for name in names:
                keep_call(self.place, connection, replace(talk, id=name), None, files=[],
                          owner=self.jonas_id)  # fmt: skip
        return names


def error_of(answer: Any, status: int) -> dict[str, str]:
    """Check that an answer is an error in the one shape, and give it."""
    assert answer.status_code == status, answer.text
    told = answer.json()
    assert set(told) == {"error"}
    assert set(told["error"]) == {"what", "where", "fix"}
    assert all(isinstance(text, str) for text in told["error"].values())
    assert told["error"]["what"]
    error: dict[str, str] = told["error"]
    return error

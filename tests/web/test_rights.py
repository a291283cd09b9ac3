"""Who may ask what: every address of the pages and the API, as everybody, with Jonas' ids in it.

A row says what each may expect; an address that has no row here fails the tests. Beyond the
answers: whoever may not see Jonas' calls never reads a word of them, and nothing they ask for
changes anything.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from tests.store.looking import everything
from tests.web.place import Browser
from tests.web.rights_world import AISHA, SECRET, World, build, come_in, looking, release

from sevendoors.app.base.place import Place
from sevendoors.app.people import access
from sevendoors.web.api.build import build_api
from sevendoors.web.routes import PAGES

# Before Jonas released anything: a stranger, Jonas, Aisha (sells in his team), Ines (leads it),
# Noor (coaches it), Otto (sells elsewhere), Vera (admin). Behind the bar, once he released his
# call: Jonas, Aisha, Ines, Noor, Otto. "in" stands for 303 to the way in, "on" for 303 elsewhere.
COLUMNS = ("", "Jonas Brandt", AISHA, "Ines Moreau", "Noor Haddad", "Otto Lindqvist", "Vera Blom",
           "Jonas Brandt", AISHA, "Ines Moreau", "Noor Haddad", "Otto Lindqvist")  # fmt: skip
RELEASED_FROM = 7
TABLE = """
GET  /look-as/{jonas}                        404 404 404 404 404 404 404 | 404 404 404 404 404
GET  /enter/{key}                            in  in  in  in  in  in  in  | in  in  in  in  in
GET  /login                                  200 on  on  on  on  on  on  | on  on  on  on  on
POST /login                                  400 400 400 400 400 400 400 | 400 400 400 400 400
POST /logout                                 404 in  in  in  in  in  in  | in  in  in  in  in
GET  /join/{link}                            200 200 200 200 200 200 200 | 200 200 200 200 200
POST /join/{link}                            on  on  on  on  on  on  on  | on  on  on  on  on
GET  /                                       in  200 200 200 200 200 200 | 200 200 200 200 200
POST /today/put-away                         404 on  on  on  on  on  on  | on  on  on  on  on
POST /promises/{promise}/done                404 on  404 404 404 404 404 | on  404 404 404 404
GET  /calls                                  in  200 200 200 200 200 200 | 200 200 200 200 200
GET  /calls/coming                           in  200 200 200 200 200 200 | 200 200 200 200 200
POST /calls/import                           404 on  on  on  on  on  on  | on  on  on  on  on
POST /calls/paste                            404 on  on  on  on  on  on  | on  on  on  on  on
POST /calls/example                          404 on  on  on  on  on  on  | on  on  on  on  on
POST /calls/coming/clear                     404 on  on  on  on  on  on  | on  on  on  on  on
POST /calls/coming/{job}/retry               404 on  404 404 404 404 404 | on  404 404 404 404
POST /calls/coming/{job}/leave               404 on  404 404 404 404 404 | on  404 404 404 404
GET  /calls/{call}/who                       in  200 404 404 404 404 404 | 200 404 404 404 404
GET  /calls/{asked}/who                      in  200 404 404 404 404 404 | 200 404 404 404 404
POST /calls/{call}/who                       404 on  404 404 404 404 404 | on  404 404 404 404
POST /calls/{call}/swap                      404 on  404 404 404 404 404 | on  404 404 404 404
POST /calls/{call}/merge                     404 400 404 404 404 404 404 | 400 404 404 404 404
GET  /calls/{call}                           in  200 404 404 404 404 404 | 200 404 200 200 404
GET  /calls/{asked}                          in  on  404 404 404 404 404 | on  404 404 404 404
POST /calls/{call}/guess                     404 on  404 404 404 404 404 | on  404 404 404 404
POST /calls/{call}/moments/{moment}/mark     404 on  404 404 404 404 404 | on  404 on  on  404
POST /calls/{call}/marks/{mark}/take-back    404 on  404 404 404 404 404 | on  404 404 404 404
POST /calls/{call}/release                   404 on  404 404 404 404 404 | on  404 404 404 404
POST /calls/{call}/release/take-back         404 on  404 404 404 404 404 | on  404 on  on  404
POST /calls/{call}/details                   404 on  404 404 404 404 404 | on  404 404 404 404
POST /calls/{call}/delete                    404 on  404 404 404 404 404 | on  404 404 404 404
GET  /calls/{call}/export/{shape}            in  200 404 404 404 404 404 | 200 404 200 200 404
GET  /calls/{call}/original/{sha}            in  200 404 404 404 404 404 | 200 404 200 200 404
GET  /static/base.css                        200 200 200 200 200 200 200 | 200 200 200 200 200
GET  /static/review.css                      200 200 200 200 200 200 200 | 200 200 200 200 200
GET  /static/review.js                       200 200 200 200 200 200 200 | 200 200 200 200 200
GET  /deals                                  in  200 200 200 200 200 200 | 200 200 200 200 200
GET  /deals/{deal}                           in  200 404 404 404 404 404 | 200 404 200 200 404
POST /deals/import                           404 404 404 on  404 404 on  | 404 404 on  404 404
POST /deals/stages                           404 404 404 400 404 404 400 | 404 404 400 404 404
POST /deals/leave                            404 404 404 on  404 404 on  | 404 404 on  404 404
GET  /pulse                                  in  200 200 200 200 200 200 | 200 200 200 200 200
POST /calls/{call}/pulse                     404 200 404 404 404 404 404 | 200 404 404 404 404
GET  /pulse/{pulse}                          200 200 200 200 200 200 200 | 200 200 200 200 200
POST /pulse/{pulse}                          200 200 200 200 200 200 200 | 200 200 200 200 200
POST /deals/{deal}                           404 on  404 404 404 404 404 | on  404 on  on  404
GET  /me                                     in  200 200 200 200 200 200 | 200 200 200 200 200
POST /me/is                                  404 404 404 404 404 404 404 | 404 404 404 404 404
POST /me/release-week                        404 on  404 404 404 404 404 | on  404 404 404 404
POST /me/compared                            404 on  on  on  on  on  on  | on  on  on  on  on
GET  /moments                                in  200 200 200 200 200 200 | 200 200 200 200 200
GET  /people/{jonas}/skills                  in  on  404 200 200 404 404 | on  404 200 200 404
GET  /people/{greta}/skills                  in  404 404 404 404 404 404 | 404 404 404 404 404
GET  /team                                   in  404 404 200 200 404 404 | 404 404 200 200 404
GET  /team/skill                             in  404 404 200 404 404 404 | 404 404 200 404 404
GET  /team/who                               in  404 404 200 200 404 404 | 404 404 200 200 404
GET  /team/coaching                          in  404 404 200 200 404 404 | 404 404 200 200 404
GET  /team/winning                           in  404 404 200 404 404 404 | 404 404 200 404 404
GET  /team/next                              in  404 404 200 404 404 404 | 404 404 200 404 404
GET  /team/numbers.csv                       in  404 404 200 200 404 404 | 404 404 200 200 404
GET  /team/agree                             in  404 404 200 200 404 404 | 404 404 200 200 404
POST /team/agree                             404 404 404 on  on  404 404 | 404 404 on  on  404
POST /team/month                             404 404 404 on  404 404 404 | 404 404 on  404 404
POST /agreed/{agreed}/done                   404 on  404 on  on  404 404 | on  404 on  on  404
POST /agreed/{agreed}/drop                   404 404 404 on  on  404 404 | 404 404 on  on  404
GET  /library                                in  200 200 200 200 200 200 | 200 200 200 200 200
POST /library/{good}/put                     404 404 404 404 404 404 404 | on  404 404 404 404
POST /library/{good}/out                     404 on  404 404 404 404 404 | on  404 404 404 404
GET  /team/{jonas}/brief                     in  200 404 200 200 404 404 | 200 404 200 200 404
GET  /team/{jonas}/brief.pdf                 in  200 404 200 200 404 404 | 200 404 200 200 404
GET  /people                                 in  200 200 200 200 200 200 | 200 200 200 200 200
GET  /people/{jonas}                         in  200 404 200 200 404 200 | 200 404 200 200 404
GET  /people/{greta}                         in  200 404 404 404 404 404 | 200 404 200 200 404
POST /people/invite                          404 404 404 404 404 404 200 | 404 404 404 404 404
POST /people/forget                          404 404 404 404 404 404 200 | 404 404 404 404 404
POST /people/{greta}/merge                   404 404 404 404 404 404 404 | 404 404 404 404 404
POST /people/{jonas}/merge                   404 404 404 404 404 404 400 | 404 404 404 404 404
POST /people/{greta}/split                   404 400 404 404 404 404 404 | 400 404 400 400 404
POST /people/{greta}/name                    404 on  404 404 404 404 404 | on  404 on  on  404
POST /people/{jonas}/name                    404 404 404 404 404 404 on  | 404 404 404 404 404
POST /people/{greta}/side                    404 on  404 404 404 404 404 | on  404 on  on  404
POST /people/{jonas}/link                    404 404 404 404 404 404 200 | 404 404 404 404 404
POST /people/{greta}/link                    404 404 404 404 404 404 404 | 404 404 404 404 404
POST /people/{jonas}/roles                   404 404 404 404 404 404 on  | 404 404 404 404 404
POST /people/{jonas}/team                    404 404 404 404 404 404 on  | 404 404 404 404 404
POST /people/{jonas}/end                     404 404 404 404 404 404 on  | 404 404 404 404 404
POST /people/{jonas}/delete                  404 404 404 404 404 404 on  | 404 404 404 404 404
POST /people/{greta}/delete                  404 404 404 404 404 404 on  | 404 404 404 404 404
POST /people/{jonas}/take-out                404 200 404 404 404 404 404 | 200 404 404 404 404
GET  /codebook                               in  200 200 200 200 200 200 | 200 200 200 200 200
GET  /codebook/compare                       in  200 200 200 200 200 200 | 200 200 200 200 200
GET  /codebook/own/none                      in  404 404 404 404 404 404 | 404 404 404 404 404
GET  /codebook/none                          in  404 404 404 404 404 404 | 404 404 404 404 404
GET  /evidence                               in  200 200 200 200 200 200 | 200 200 200 200 200
GET  /settings                               in  200 200 200 200 200 200 | 200 200 200 200 200
POST /settings/name                          404 on  on  on  on  on  on  | on  on  on  on  on
POST /settings/password                      404 on  on  on  on  on  on  | on  on  on  on  on
POST /settings/tokens                        404 200 200 200 200 200 200 | 200 200 200 200 200
POST /settings/tokens/{token}/end            404 on  404 404 404 404 404 | on  404 404 404 404
POST /settings/keep                          404 404 404 404 404 404 on  | 404 404 404 404 404
POST /settings/take-out                      404 200 200 200 200 200 200 | 200 200 200 200 200
GET  /who-sees-what                          in  200 200 200 200 200 200 | 200 200 200 200 200
POST /who-sees-what/take-back                404 404 404 404 404 404 404 | on  404 404 404 404
GET  /practise                               in  200 200 200 200 200 200 | 200 200 200 200 200
GET  /practise/with/{buyer}                  in  200 200 200 200 200 200 | 200 200 200 200 200
POST /practise/with/{buyer}                  404 on  on  on  on  on  on  | on  on  on  on  on
GET  /practise/assessment                    in  200 200 200 200 200 200 | 200 200 200 200 200
POST /practise/assessment/{buyer}            404 400 400 400 400 400 400 | 400 400 400 400 400
GET  /practise/talk/{talk}                   in  200 404 404 404 404 404 | 200 404 404 404 404
POST /practise/talk/{talk}/say               404 on  404 404 404 404 404 | on  404 404 404 404
POST /practise/talk/{talk}/notes             404 200 404 404 404 404 404 | 200 404 404 404 404
POST /practise/talk/{talk}/hint              404 200 404 404 404 404 404 | 200 404 404 404 404
POST /practise/talk/{talk}/back              404 on  404 404 404 404 404 | on  404 404 404 404
POST /practise/talk/{talk}/end               404 on  404 404 404 404 404 | on  404 404 404 404
GET  /practise/talk/{over}/debrief           in  200 404 404 404 404 404 | 200 404 404 404 404
POST /practise/talk/{over}/others            404 on  404 404 404 404 404 | on  404 404 404 404
POST /practise/talk/{over}/again             404 400 404 404 404 404 404 | 400 404 404 404 404
POST /practise/talk/{over}/drill             404 404 404 404 404 404 404 | 404 404 404 404 404
GET  /practise/calendar/{secret}.ics         200 200 200 200 200 200 200 | 200 200 200 200 200
POST /practise/calendar                      404 on  on  on  on  on  on  | on  on  on  on  on
GET  /practise/drill/{card}                  in  200 404 404 404 404 404 | 200 404 404 404 404
POST /practise/drill/{card}                  404 200 404 404 404 404 404 | 200 404 404 404 404
POST /practise/from/{moment}                 404 on  404 404 404 404 404 | on  404 404 404 404
GET  /practise/judgement                     in  200 200 200 200 200 200 | 200 200 200 200 200
POST /practise/judgement                     404 400 on  on  on  on  on  | 400 on  on  on  on
GET  /practise/judgement/{item}              in  200 404 404 404 404 404 | 200 404 404 404 404
GET  /practise/belief                        in  200 200 200 200 200 200 | 200 200 200 200 200
POST /practise/belief                        404 on  on  on  on  on  on  | on  on  on  on  on
GET  /practise/duel/{buyer}                  in  200 200 200 200 200 200 | 200 200 200 200 200
POST /practise/duel/{buyer}                  404 on  on  on  on  on  on  | on  on  on  on  on
GET  /practise/duel/{buyer}/{duel}           in  200 404 404 404 404 404 | 200 404 404 404 404
POST /practise/duel/{buyer}/{duel}/play/{who} 404 on  404 404 404 404 404 | on  404 404 404 404
GET  /practise/duel/{buyer}/{duel}/blind     in  200 404 404 404 404 404 | 200 404 404 404 404
GET  /api/v1/calls                           401 200 200 200 200 200 200 | 200 200 200 200 200
POST /api/v1/calls                           401 202 202 202 202 202 202 | 202 202 202 202 202
GET  /api/v1/calls/{call}                    401 200 404 404 404 404 404 | 200 404 200 200 404
GET  /api/v1/calls/{call}/moments            401 200 404 404 404 404 404 | 200 404 200 200 404
DELETE /api/v1/calls/{call}                  401 204 404 404 404 404 404 | 204 404 404 404 404
GET  /api/v1/moments                         401 200 200 200 200 200 200 | 200 200 200 200 200
GET  /api/v1/moments/{moment}                401 200 404 404 404 404 404 | 200 404 200 200 404
POST /api/v1/moments/{moment}/marks          401 201 404 404 404 404 404 | 201 404 201 201 404
GET  /api/v1/people                          401 200 200 200 200 200 200 | 200 200 200 200 200
GET  /api/v1/people/{jonas}                  401 200 404 200 200 404 200 | 200 404 200 200 404
GET  /api/v1/people/{greta}                  401 200 404 404 404 404 404 | 200 404 200 200 404
GET  /api/v1/scores                          401 200 200 200 200 200 200 | 200 200 200 200 200
GET  /api/v1/imports                         401 200 200 200 200 200 200 | 200 200 200 200 200
GET  /api/v1/imports/{job}                   401 200 404 404 404 404 404 | 200 404 404 404 404
"""
TALK = "Jonas Brandt: And what is it that you do with the plan?\nAnna Lund: It is the wrong one.\n"
PLACE = "a door is a door is a door"
FORMS: dict[str, dict[str, str]] = {
    "POST /login": {"email": "otto.lindqvist@example.org", "password": "not this"},
    "POST /join/{link}": {"password": "a long sentence", "again": "a long sentence"},
    "POST /today/put-away": {"moment": "{moment}"},
    "POST /calls/paste": {"text": TALK * 3},
    "POST /calls/{call}/who": {
        "side_{p_seller}": "seller", "side_{p_buyer}": "buyer", "version": "1"},
    "POST /calls/{call}/merge": {"keep": "{p_seller}", "drop": "{p_buyer}"},
    "POST /calls/{call}/guess": {"taken": "3"},
    "POST /calls/{call}/moments/{moment}/mark": {"kind": "comment", "text": "hm", "visible": "all"},
    "POST /calls/{call}/release": {"audience": "leader"},
    "POST /calls/{call}/details": {"title": "New", "version": "1"},
    "POST /pulse/{pulse}": {"understood": "9", "pressure": "0", "worth": "8"},
    "POST /deals/{deal}": {"name": "Another", "stage": "open", "was": "{was}"},
    "POST /me/is": {"person": "{greta}"},
    "POST /team/agree": {"person": "{jonas}", "kind": "coaching", "coaching": "empathy"},
    "POST /team/month": {"skill": "empathy"},
    "POST /library/{good}/put": {"note": "I waited."},
    "POST /me/release-week": {"moment": "{moment}"},
    "POST /people/invite": {"name": "Luis F", "email": "luis@example.org", "role": "seller"},
    "POST /people/forget": {"name": "Greta Quobbelmann"},
    "POST /people/{greta}/merge": {"other": "{otto}"},
    "POST /people/{jonas}/merge": {"other": "{aisha}"},
    "POST /people/{greta}/split": {"written": "Greta Quobbelmann"},
    "POST /people/{greta}/name": {"name": "Greta Q"},
    "POST /people/{jonas}/name": {"name": "Jonas B"},
    "POST /people/{greta}/side": {"side": "buyer"},
    "POST /people/{jonas}/roles": {"role": "seller"},
    "POST /people/{jonas}/team": {"team": "Elsewhere"},
    "POST /people/{jonas}/delete": {"typed": "Jonas Brandt"},
    "POST /people/{greta}/delete": {"typed": "Greta Quobbelmann"},
    "POST /settings/name": {"name": "New Name", "email": "new@example.org"},
    "POST /settings/password": {"old": PLACE, "new": "another sentence", "again": "another sentence"},
    "POST /settings/tokens": {"name": "robot", "scope": "read", "days": "30"},
    "POST /settings/keep": {"days": "30"},
    "POST /who-sees-what/take-back": {"call": "{call}"},
    "POST /practise/talk/{talk}/say": {"line": "What makes it slow?"},
    "POST /practise/drill/{card}": {"variant": "{variant}", "reply": "What makes it slow?"},
    "POST /practise/judgement": {"item": "{item}", "choice": "1"},
    "POST /practise/belief": {"concern": "5"},
    "POST /api/v1/moments/{moment}/marks": {"kind": "agree"},
}  # fmt: skip
UPLOADS = ("POST /calls/import", "POST /api/v1/calls")
OPEN_TO_ALL = ("/api/v1/openapi.json",)  # says what may be asked, nothing of anybody
# Vera typed this name herself; she is asked whether it is really the one to be forgotten.
NAMED_BY_THEMSELVES = ("POST /people/forget", "POST /people/{greta}/delete")
ROWS: list[tuple[str, str, list[str]]] = [
    (words[0], words[1], [word for word in words[2:] if word != "|"])
    for words in (line.split() for line in TABLE.strip().splitlines())
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("rights"))


@dataclass
class Looker:
    """Somebody with a browser and a program, who gets a fresh copy once something has changed."""

    world: World
    folder: Path
    column: int
    copies: int = 0

    def fresh(self) -> Place:
        self.copies += 1
        place = self.world.copied(self.folder / f"copy{self.copies}")
        self.released(place)
        return place

    def released(self, place: Place) -> None:
        if self.column >= RELEASED_FROM:
            release(place, self.world)

    def ask(self, place: Place, me: Browser, method: str, path: str) -> Any:
        """Ask one thing with a form that fits, as a page or a program would."""
        who = self.world.cast.get(COLUMNS[self.column])
        key = f"{method} {path}"
        ids = {**self.world.ids, "was": ""}
        if key == "POST /deals/{deal}":
            found = re.search(r'name="was" value="(\w+)"', me.get(f"/deals/{ids['deal']}").text)
            ids["was"] = found[1] if found else ""
        form = {k.format(**ids): v.format(**ids) for k, v in FORMS.get(key, {}).items()}
        more: dict[str, Any] = {}
        if key in UPLOADS:
            more["files"] = [("files", ("a.txt", b"Jonas Brandt: Hello.", "text/plain"))]
        if key == "POST /deals/import":
            more["files"] = [("file", ("deals.csv", b"Name,Stage\nLund,Gewonnen\n", "text/csv"))]
        if path.startswith("/api/"):
            if form:
                more["json"] = form
            if who:
                secret = access.make_token(place, who, "robot", ["read", "write"])
                more["headers"] = {"authorization": f"Bearer {secret}"}
        elif method == "POST":
            more["data"] = {"csrf": me.word(), **form}
        return me.request(method, path.format(**ids), **more)


def told(answer: Any) -> str:
    """Give the answer as the table writes it."""
    if answer.status_code != 303:
        return str(answer.status_code)
    return "in" if answer.headers["location"] == "/login" else "on"


def words_of(answer: Any) -> str:
    """Give all words of an answer; an archive is opened first."""
    if answer.headers.get("content-type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())  # fmt: skip
    return unescape(str(answer.text)) + repr(answer.headers)


def state(place: Place) -> Any:
    """Give everything kept, but for sessions, tries to sign in, and tokens this test makes."""
    return everything(place, without=["login", "attempt", "token"])


def walk(looker: Looker) -> Iterator[tuple[str, str, Any, bool]]:
    """Ask every row in turn; gives what was asked, what should come, what came, what changed."""
    who = looker.world.cast.get(COLUMNS[looker.column])
    place = looker.fresh()
    before = state(place)
    with looking(place, who) as me:
        for method, path, expected in ROWS:
            answer = looker.ask(place, me, method, path)
            changed = state(place) != before
            yield f"{method} {path}", expected[looker.column], answer, changed
            if changed or answer.status_code == 303:
                looker.world.reset(place)
                looker.released(place)
                before = state(place)
                come_in(me, who)
    place.store.close()


@pytest.mark.parametrize("column", range(len(COLUMNS)), ids=lambda n: f"{COLUMNS[n] or 'a stranger'}{' (released)' if n >= RELEASED_FROM else ''}")  # fmt: skip
def test_everybody_may_ask_exactly_what_the_table_says(
    world: World, tmp_path: Path, column: int
) -> None:
    wrong, changed_by, read = [], [], []
    hidden = column < RELEASED_FROM or COLUMNS[column] in (AISHA, "Otto Lindqvist")
    looker = Looker(world, tmp_path, column)
    for asked, expected, answer, changed in walk(looker):
        if told(answer) != expected:
            wrong.append(f"{asked}: {told(answer)}, not {expected}")
        if changed and answer.status_code >= 400:
            changed_by.append(asked)
        if hidden and COLUMNS[column] != "Jonas Brandt" and asked not in NAMED_BY_THEMSELVES:
            read += [f"{asked}: {word}" for word in SECRET if word in words_of(answer)]
    assert wrong == []
    assert changed_by == []
    assert read == []


def test_no_address_is_missing_in_the_table(world: World, tmp_path: Path) -> None:
    def shape(path: str) -> str:
        return re.sub(r"{\w+}", "{}", path)

    place = world.copied(tmp_path / "copy")
    listed = {(method, shape(path)) for method, path, _ in ROWS}
    pages = {(route.method, route.path) for route in PAGES}
    api = {
        (method.upper(), f"/api/v1{path}")
        for path, found in build_api(place, lambda: None).openapi()["paths"].items()
        for method in found
    }
    place.store.close()
    exact = {("GET", "/codebook/{}"), ("GET", "/codebook/own/{}")}  # asked for what is not there
    asked = listed | exact
    assert {one for one in pages | api if (one[0], shape(one[1])) not in asked} == set()
    assert all(len(expected) == len(COLUMNS) for _, _, expected in ROWS)
    assert set(FORMS) <= {f"{method} {path}" for method, path, _ in ROWS}


def test_what_may_not_be_seen_looks_as_if_it_were_not_there(world: World, tmp_path: Path) -> None:
    looker = Looker(world, tmp_path, COLUMNS.index("Otto Lindqvist"))
    people_here = ("p_seller", "p_buyer", "shape")
    nothing = {
        name: one if name in people_here else "9" * min(len(one), 9 if one.isdecimal() else 99)
        for name, one in world.ids.items()
    }
    there: list[tuple[str, str, int, str]] = []
    not_there: list[tuple[str, str, int, str]] = []
    for ids, found in ((dict(world.ids), there), (nothing, not_there)):
        place = looker.fresh()
        world.ids, kept = {**ids, "was": ""}, world.ids
        try:
            with looking(place, world.cast["Otto Lindqvist"]) as otto:
                for method, path, expected in ROWS:
                    if expected[looker.column] == "404":
                        answer = looker.ask(place, otto, method, path)
                        text = re.sub(r'name="csrf" value="[^"]+"', "", answer.text)
                        found.append((method, path, answer.status_code, text))
        finally:
            world.ids = kept
        place.store.close()
    assert len(there) > 40
    assert there == not_there


def read_by(looker: Looker, *, moment: str | None = None) -> set[str]:
    """Name the planted words that somebody can read anywhere."""
    who = looker.world.cast[COLUMNS[looker.column]]
    place = looker.fresh()
    if moment:
        release(place, looker.world, moment=moment)
    with looking(place, who) as me:
        asked = [(m, p) for m, p, _ in ROWS if m == "GET" or p == "/settings/take-out"]
        text = "".join(words_of(looker.ask(place, me, method, path)) for method, path in asked)
    place.store.close()
    return {word for word in SECRET if word in text}


def test_jonas_himself_finds_every_one_of_these_words(world: World, tmp_path: Path) -> None:
    assert read_by(Looker(world, tmp_path, 1)) == set(SECRET)


@pytest.mark.parametrize("name", ["Ines Moreau", "Noor Haddad"])
def test_who_was_shown_one_moment_reads_that_moment_and_no_other_word(
    world: World, tmp_path: Path, name: str
) -> None:
    looker = Looker(world, tmp_path, COLUMNS.index(name))
    shown = {"Krumbeltitle", "Greta", "Quobbelmann", "Snaffelnote"}  # of which call, and who spoke
    assert read_by(looker, moment=world.ids["moment"]) == shown


@pytest.mark.parametrize("name", ["Ines Moreau", "Noor Haddad"])
def test_who_was_shown_a_call_reads_it_and_not_what_jonas_wrote_or_practised_for_himself(
    world: World, tmp_path: Path, name: str
) -> None:
    looker = Looker(world, tmp_path, COLUMNS.index(name, RELEASED_FROM))
    assert read_by(looker) == set(SECRET) - {"Plinkelnote", "Quiffelline"}


SEARCHES = ("/calls?q={}", "/people?q={}", "/people/{otto}?q={}", "/api/v1/calls?words={}",
            "/api/v1/people?words={}")  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Otto Lindqvist", "Vera Blom", "Ines Moreau", "Noor Haddad", AISHA]
)
def test_a_search_answers_the_same_whether_the_word_was_said_or_not(
    world: World, tmp_path: Path, name: str
) -> None:
    looker = Looker(world, tmp_path, COLUMNS.index(name))
    place = looker.fresh()
    secret = access.make_token(place, world.cast[name], "robot", ["read"])
    with looking(place, world.cast[name]) as me:
        for path in SEARCHES:
            for said, never in (("zwyrkel", "zwyrkol"), ("Quobbel", "Quobbol"), ("Greta", "Grita")):
                asked = [path.replace("{}", word).format(**world.ids) for word in (said, never)]
                headers = {"authorization": f"Bearer {secret}"}
                answers = [me.get(one, headers=headers) for one in asked]
                texts = [
                    a.text.replace(w, "?") for a, w in zip(answers, (said, never), strict=True)
                ]
                assert (answers[0].status_code, texts[0]) == (answers[1].status_code, texts[1])
    place.store.close()


NARROWED = (
    "/calls?deal={deal}", "/calls?chance=concern", "/calls?became=missed", "/calls?state=open",
    "/moments?person={jonas}", "/moments?person={jonas}&outcome=missed", "/people?page=2",
    "/api/v1/calls?person={greta}", "/api/v1/calls?deal={deal}", "/api/v1/calls?person={jonas}",
    "/api/v1/moments?person={jonas}", "/api/v1/moments?limit=100", "/api/v1/people?limit=100",
    "/api/v1/scores?person={jonas}", "/api/v1/imports?limit=100", "/people/{jonas}", "/team",
    "/team/{jonas}/brief", "/people/{jonas}/skills", "/", "/me", "/who-sees-what",
)  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Otto Lindqvist", "Vera Blom", "Ines Moreau", "Noor Haddad", AISHA]
)
def test_no_filter_lets_a_word_through(world: World, tmp_path: Path, name: str) -> None:
    looker = Looker(world, tmp_path, COLUMNS.index(name))
    place = looker.fresh()
    secret = access.make_token(place, world.cast[name], "robot", ["read"])
    with looking(place, world.cast[name]) as me:
        for path in NARROWED:
            headers = {"authorization": f"Bearer {secret}"}
            answer = me.get(path.format(**world.ids), headers=headers)
            assert answer.status_code < 500
            assert [word for word in SECRET if word in words_of(answer)] == [], path
    place.store.close()

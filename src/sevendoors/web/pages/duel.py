"""A duel: you, the script and perhaps a model sell to the same buyer; counted, whoever wins."""

from starlette.responses import Response

from sevendoors.app.practice import talking
from sevendoors.app.practice.beside import let_play
from sevendoors.app.practice.duel_page import blind_file, duel_page, duels
from sevendoors.app.practice.dueling import MOST_WORDS
from sevendoors.app.practice.playing import chat_in_use, model_in_use
from sevendoors.app.practice.practise_page import briefing, card_of
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.web.asking import Ask, PageRoute
from sevendoors.web.pages.practise import number_in
from sevendoors.web.shell import back, page


def start_page(ask: Ask) -> Response:
    """Show what a duel with a buyer is, and those you had."""
    buyer = briefing(ask.place, ask.path["buyer"])
    return page(ask, "duel_start.html", buyer=buyer, model=model_in_use(),
                duels=duels(ask.place, ask.viewer, buyer.key), words=MOST_WORDS)  # fmt: skip


def start(ask: Ask) -> Response:
    """Begin a duel with your own talk."""
    talk = talking.start(ask.place, ask.viewer, ask.path["buyer"], purpose=talking.DUEL)
    return back(f"/practise/talk/{talk.id}")


def result(ask: Ask) -> Response:
    """Show what each seller reached."""
    which = number_in(ask, "id")
    if not talking.talk_of(ask.place, ask.viewer, which).over:
        return back(f"/practise/talk/{which}", "Your own talk comes first.")
    found = duel_page(ask.place, ask.viewer, which, model_in_use())
    return page(ask, "duel.html", found=found, buyer=card_of(found.talk.buyer))


def play(ask: Ask) -> Response:
    """Let the script, or the model that somebody named, play the same buyer."""
    which, who = number_in(ask, "id"), ask.path["who"]
    if who not in ("script", "model"):
        raise GoneError
    chat = chat_in_use() if who == "model" else None
    if who == "model" and chat is None:
        raise DoorsError("No language model is named here.", fix="Let the script play.")
    let_play(ask.place, ask.viewer, which, chat)
    return back(f"/practise/duel/{ask.path['buyer']}/{which}")


def blind(ask: Ask) -> Response:
    """Give the page to show to others, on which nobody knows who is who."""
    name, text = blind_file(ask.place, ask.viewer, number_in(ask, "id"), ask.query("against"))
    held = f'attachment; filename="{name}"'
    return Response(text, headers={"content-disposition": held}, media_type="text/html")


ROUTES: tuple[PageRoute, ...] = (
    PageRoute("GET", "/practise/duel/{buyer}", start_page),
    PageRoute("POST", "/practise/duel/{buyer}", start),
    PageRoute("GET", "/practise/duel/{buyer}/{id}", result),
    PageRoute("POST", "/practise/duel/{buyer}/{id}/play/{who}", play),
    PageRoute("GET", "/practise/duel/{buyer}/{id}/blind", blind),
)

"""A practice talk in the terminal: plain lines, a few commands, kept after every turn."""

from sevendoors.app.base.place import Place
from sevendoors.app.practice import talking
from sevendoors.app.practice.playing import Talk, chat_in_use
from sevendoors.cli.at_terminal import ask, say, says
from sevendoors.core.errors import ClashError, DoorsError
from sevendoors.core.people import Viewer

HELP = {
    "/hint": "a hint; it is counted",
    "/back": "take your last line back; it is counted",
    "/note TEXT": "write down what matters to this buyer, three lines at most",
    "/end": "end the talk and see what lay behind it",
    "/help": "these lines",
}
_DUEL = ("/note", "/end", "/help")


class Here:
    """One talk at a terminal, from where it stands to its end."""

    def __init__(self, place: Place, viewer: Viewer, talk: Talk) -> None:
        """Take up a talk that is kept."""
        self._place, self._viewer, self.talk = place, viewer, talk
        self._chat = chat_in_use()
        self._first = talk.buyer.name.split()[0]

    def run(self) -> bool:
        """Talk until it ends; False where the person left and it waits to go on."""
        try:
            return self._run()
        except KeyboardInterrupt:
            return False  # what was answered before is kept

    def _run(self) -> bool:
        self._greet()
        while not self.talk.over:
            line = ask("You: ")
            if line is None:
                return False
            try:
                if line.startswith("/"):
                    self._command(*line.partition(" ")[::2])
                elif line:
                    self._go_on(line)
            except (ClashError, DoorsError) as error:
                self.talk = talking.talk_of(self._place, self._viewer, self.talk.id)
                say(str(error))
        return True

    def _greet(self) -> None:
        """Show who this is, what may be typed, and where the talk stands."""
        buyer, steps = self.talk.buyer, self.talk.steps
        say(f"Practice with {buyer.name}, an AI: a program, no person. {self._may()}")
        say()
        if len(steps) > 1:
            say("You left off here.", indent="  ")
            says("You", steps[-1].seller)
        self._buyer(steps[-1].said)

    def _may(self) -> str:
        known = _DUEL if self.talk.purpose == talking.DUEL else tuple(HELP)
        return f"You may type {', '.join(name.split()[0] for name in known)}; Ctrl-D leaves it for later."

    def _buyer(self, words: str) -> None:
        says(f"{self._first} (AI)", words)

    def _go_on(self, line: str) -> None:
        self.talk = talking.go_on(self._place, self._viewer, self.talk.id, line,
                                  version=self.talk.version, chat=self._chat)  # fmt: skip
        self._buyer(self.talk.steps[-1].said)

    def _command(self, name: str, text: str) -> None:
        place, viewer, which, at = self._place, self._viewer, self.talk.id, self.talk.version
        if name == "/hint":
            self.talk, told = talking.hint(place, viewer, which, version=at)
            say(told, indent="  ")
        elif name == "/back":
            self.talk = talking.take_back(place, viewer, which, version=at)
            say(f"Taken back. {self._first} had said:", indent="  ")
            self._buyer(self.talk.steps[-1].said)
        elif name == "/note":
            self._note(text)
        elif name == "/end":
            self._last_notes()
            self.talk = talking.end(place, viewer, which)
        else:
            for command, what in HELP.items():
                say(f"{command}: {what}", indent="  ")

    def _note(self, text: str) -> None:
        held = [line for line in self.talk.notebook if line.strip()]
        if text.strip() and len(held) >= talking.NOTEBOOK_LINES:
            held.pop(0)  # three lines are all; the oldest makes room
        held += [text] if text.strip() else []
        self.talk = talking.note_down(self._place, self._viewer, self.talk.id, held,
                                      version=self.talk.version)  # fmt: skip
        for number, line in enumerate(self.talk.notebook, 1):
            say(f"{number}. {line}", indent="  ")
        if not held:
            say("Nothing written yet. Write: /note what matters to this buyer", indent="  ")

    def _last_notes(self) -> None:
        """Ask what you believe matters, before all is laid open."""
        held = [line for line in self.talk.notebook if line.strip()]
        if held or len(self.talk.steps) == 1:
            return
        say(
            f"Before it is laid open: what matters to {self._first}? Three lines; an empty one ends."
        )
        while len(held) < talking.NOTEBOOK_LINES and (line := ask(f"{len(held) + 1}. ")):
            held.append(line)
        self.talk = talking.note_down(self._place, self._viewer, self.talk.id, held,
                                      version=self.talk.version)  # fmt: skip

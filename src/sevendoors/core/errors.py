"""The one kind of error a person can mend."""


class DoorsError(Exception):
    """Something a person can put right: what happened, where, and how to mend it.

    Everything else is a bug and keeps its traceback.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        """Say what happened (one sentence), where (file, line, field), and how to mend it."""
        super().__init__(what, where, fix)
        self.what = what
        self.where = where
        self.fix = fix

    def at(self, where: str) -> "DoorsError":
        """Give back the same error with its place named, unless it already has one."""
        return self if self.where else type(self)(self.what, where=where, fix=self.fix)

    def __str__(self) -> str:
        """Read as one or two sentences: place, what, remedy."""
        place = f"{self.where}: " if self.where else ""
        return " ".join(part for part in (place + self.what, self.fix) if part)


class AwayError(DoorsError):
    """The store could not be used just now; nothing was changed, and trying again may help."""


class GoneError(DoorsError):
    """There is nothing here for whoever asks; what exists and what does not look the same."""

    def __init__(
        self, what: str = "There is nothing here.", *, where: str = "", fix: str = ""
    ) -> None:
        """Say the same sentence always, so that nothing can be learned from it."""
        super().__init__(what, where=where, fix=fix)


class ClashError(DoorsError):
    """Somebody else changed the same thing meanwhile; nothing was overwritten."""

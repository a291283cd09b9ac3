"""Seven Doors shows a seller the chances a buyer gave, and which of them were taken."""

__version__ = "0.1.0"

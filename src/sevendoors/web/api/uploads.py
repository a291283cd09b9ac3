"""Files that programs send: read only after the token was looked at, and told apart by their parts."""

from typing import Any

from pydantic import Field, ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request

from sevendoors.app.base.words import CALL_KINDS, CONSENTS
from sevendoors.app.reading.told import MOST_NAME, Said, said
from sevendoors.app.reading.unpacking import MOST_FILES, Upload
from sevendoors.core.errors import DoorsError
from sevendoors.web.api.shapes import Shape

_NAME = "^[^\\x00]*$"
_MOST_FIELDS = 60


class Words(Shape):
    """What is said about all files of one go; all of it may be left out."""

    kind: str | None = Field(None, json_schema_extra={"enum": list(CALL_KINDS)})
    consent: str | None = Field(None, json_schema_extra={"enum": list(CONSENTS)})
    deal: str = Field("", max_length=MOST_NAME, pattern=_NAME, description="The deal's name.")
    seller: str = Field(
        "", max_length=MOST_NAME, pattern=_NAME, description="Who sold: a name, or a clear part."
    )


def described() -> dict[str, Any]:
    """Describe the form for the API's own description."""
    fields = Words.model_json_schema()["properties"]
    for name in ("kind", "consent"):
        fields[name] = {"type": "string", "enum": fields[name]["enum"]}
    files = {
        "type": "array", "minItems": 1, "maxItems": MOST_FILES,
        "items": {"type": "string", "format": "binary"},
        "description": "Transcripts, or zips of them; each at most 25 MB.",
    }  # fmt: skip
    shape = {
        "type": "object", "required": ["files"], "additionalProperties": False,
        "properties": {"files": files, **fields},
    }  # fmt: skip
    return {
        "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": shape}}}
    }


async def read(request: Request) -> tuple[list[Upload], Said]:
    """Read files and what is said about them. Raises DoorsError for any other form."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise DoorsError(
            "Files come as multipart/form-data.", where="Content-Type",
            fix="With curl: -F files=@call.vtt.",
        )  # fmt: skip
    files: list[Upload] = []
    words: dict[str, Any] = {}
    async with request.form(max_files=MOST_FILES, max_fields=_MOST_FIELDS) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                if name != "files":
                    raise DoorsError("Files come in parts named files.", where=name)
                files.append((value.filename or "file", await value.read()))
            else:
                words[name] = value
    return files, _said(words)


def _said(words: dict[str, Any]) -> Said:
    try:
        checked = Words.model_validate(words)
    except ValidationError as error:
        first = error.errors()[0]
        raise DoorsError(f"{first['msg']}.", where=".".join(map(str, first["loc"]))) from error
    for name in ("kind", "consent"):
        if words.get(name) == "":
            raise DoorsError("This is empty.", where=name, fix="Leave it out, or choose one.")
    return said(kind=checked.kind or "", consent=checked.consent or "", deal=checked.deal,
                sellers=[checked.seller])  # fmt: skip

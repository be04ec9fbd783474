"""The values of an event's fields: what n8n and ManyChat send, made safe to keep or refused in French."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, NoReturn

from email_validator import EmailNotValidError, validate_email
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from trustcoach_app.errors import InvalidInput
from trustcoach_app.inputs import clean_text
from trustcoach_app.limits import HIGHEST_CENTS, LONGEST_EMAIL
from trustcoach_app.models.leads import Gender, LossReason
from trustcoach_app.money import cents_from_text
from trustcoach_app.names import fold

EARLIEST = datetime(2010, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
LONGEST_TEXT = 5_000
LONGEST_WORD = 80

NOT_AN_ID = "cet identifiant n’en est pas un\u202f: votre scénario ne l’a pas rempli"
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)

_UNREADABLE = re.compile("[\0\ud800-\udfff]")

_UNFILLED = re.compile(r"\{\{.*\}\}")
"""A field that the sender's tool left as its template has it."""
_NOTHING = frozenset({"undefined", "null", "NULL", "NaN", "None", "[object Object]"})
"""What programs write when they have nothing to write. « Null » is a family name, « Nan » a first name."""
_NO_KEY = frozenset({word.casefold() for word in _NOTHING} | {"nil"})
_PARTS = re.compile(r"[:/|]")
_NOBODY = re.compile(r"[-+]?0+(?:[.,]0+)?", re.ASCII)
"""The number of nobody: every stranger would be the same lead."""

_GENDERS = {
    Gender.MALE: "male man homme masculin m h",
    Gender.FEMALE: "female woman femme feminin f",
    Gender.OTHER: "other autre",
}
_NO_GENDER = {"unknown", "inconnu", "not set", "none"}
_REASONS = {
    LossReason.PRICE: ("price", "prix", "prix trop eleve", "trop cher"),
    LossReason.TIME: ("time", "temps", "manque de temps", "pas le temps"),
    LossReason.TRIED: ("tried", "deja essaye"),
    LossReason.HESITATION: ("hesitation",),
    LossReason.OTHER: ("other", "autre"),
}
_GENDER_OF = {word: gender for gender, words in _GENDERS.items() for word in words.split()}
_REASON_OF = {words: reason for reason, spellings in _REASONS.items() for words in spellings}


def refuse(sentence: str) -> NoReturn:
    """Raises the error that pydantic collects; `sentence` goes on after the field's name."""
    raise PydanticCustomError("refused", sentence)  # pyright: ignore[reportArgumentType]  a sentence of ours


def text_of(value: object, longest: int = LONGEST_TEXT) -> str:
    """NFC, trimmed. Refuses what is no text, what PostgreSQL refuses, and what is absurdly long."""
    if not isinstance(value, str):
        refuse("un texte est attendu")
    if _UNREADABLE.search(value):
        refuse("des caractères sont illisibles")
    return clean_text(value) if len(value) <= 4 * longest else value


def _line(value: object) -> str | None:
    """One line, words apart by one space; None when nothing was said."""
    line = None if value is None else " ".join(text_of(value, LONGEST_WORD).split())
    return None if not line or is_nothing(line) else line


def is_nothing(line: str) -> bool:
    """Whether it is what a program writes that has no value, or a template that nobody filled in."""
    return line in _NOTHING or bool(_UNFILLED.fullmatch(line))


def _username(value: object) -> str | None:
    line = _line(value)
    return (line or "").removeprefix("@") or None


def _key(value: object) -> str | None:
    """An id: a text, or a number as n8n sends them."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**64:
        value = str(value)
    return None if value is None else " ".join(text_of(value, LONGEST_WORD).split()) or None


def _optional_key(value: object) -> str | None:
    """An id that says nothing is none."""
    key = _key(value)
    return None if key is None or _is_nobodys(key) else key


def _required_key(value: object) -> str:
    """An id that says nothing would make one of many: refused, and so kept for who can mend it."""
    key = _key(value) or refuse("cette valeur manque")
    return refuse(NOT_AN_ID) if _is_nobodys(key) else key


def _event_key(value: object) -> str:
    """Two events of one id are one: no part of it may be what nobody filled in (`n8n:undefined:message`)."""
    key = _required_key(value)
    return refuse(NOT_AN_ID) if _NO_KEY.intersection(_PARTS.split(key.casefold())) else key


def _is_nobodys(key: str) -> bool:
    return key.casefold() in _NO_KEY or bool(_UNFILLED.search(key)) or bool(_NOBODY.fullmatch(key))


def _message(value: object) -> str:
    """A picture or a voice message has no text: the key must be there, its value may be blank."""
    return "" if value is None else text_of(value)


def _email(value: object) -> str | None:
    line = _line(value)
    if line is None:
        return None
    try:
        return validate_email(line[: LONGEST_EMAIL + 1], check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        refuse("cette adresse e-mail n’est pas valide")


def _required_email(value: object) -> str:
    return _email(value) or refuse("cette valeur manque")


def _says_nothing(value: object) -> bool:
    return isinstance(value, str) and (not (line := value.strip()) or is_nothing(line))


def _whole(value: object) -> int | None:
    """42, 42.0 and "42"; None when nothing was said."""
    if value is None or _says_nothing(value):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,15}\s*", value, re.ASCII):
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else refuse("un nombre entier est attendu")


def _cents_of_euros(value: object) -> int | None:
    """1497, 1497.5 and "1 497,50 €" → cents."""
    if value is None or _says_nothing(value):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        refuse("un montant en euros est attendu")
    if not isinstance(value, str) and not 0 <= value <= HIGHEST_CENTS:
        refuse("indiquez un montant entre 0 et 100 000 €")
    try:
        return cents_from_text(text_of(value)[:40] if isinstance(value, str) else f"{value:.2f}", "deal_value")
    except InvalidInput as refusal:
        sentence = str(refusal)
        refuse(sentence[0].lower() + sentence[1:].rstrip("."))


def _instant(value: object) -> datetime:
    """RFC 3339 with its offset → UTC, between 2010 and 2100."""
    written = value.strip().upper() if isinstance(value, str) else ""
    if not _RFC_3339.fullmatch(written):
        refuse("une date et une heure avec leur décalage sont attendues, par exemple 2026-01-12T09:30:00+01:00")
    try:
        instant = datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        refuse("cette date n’existe pas")
    return instant if EARLIEST <= instant < LATEST else refuse("cette date est avant 2010 ou après 2100")


def _gender(value: object) -> Gender | None:
    word = fold((_line(value) or "")[:LONGEST_WORD])
    if not word or word in _NO_GENDER:
        return None
    return _GENDER_OF.get(word) or refuse("male, female, other, homme, femme ou autre est attendu")


def _reason(value: object) -> LossReason:
    words = fold((_line(value) or LossReason.OTHER)[:LONGEST_WORD])
    return _REASON_OF.get(words) or refuse("price, time, tried, hesitation ou other est attendu")


def _sender(value: object) -> str:
    word = (_line(value) or "ai").lower()
    return {"ai": "ai", "ia": "ai", "human": "human", "humain": "human"}.get(word) or refuse("ai ou human est attendu")


def _schema(**said: Any) -> WithJsonSchema:
    """What the published contract says where the type alone would say too little."""
    return WithJsonSchema(said)


_ID = {"anyOf": [{"type": "string"}, {"type": "integer"}]}
_WORDS_SENT = {"enum": ["male", "female", "other", "homme", "femme", "autre"]}

_Upto40 = Annotated[str, Field(max_length=40)]
_Upto64 = Annotated[str, Field(max_length=64)]
_Upto80 = Annotated[str, Field(max_length=LONGEST_WORD)]
_Address = Annotated[str, Field(max_length=LONGEST_EMAIL)]
_Amount = Annotated[int, Field(ge=0, le=HIGHEST_CENTS)]
_Years = Annotated[int, Field(ge=13, le=120)]

EventKey = Annotated[str, BeforeValidator(_event_key), Field(max_length=200), _schema(**_ID, maxLength=200)]
InstagramId = Annotated[_Upto64, BeforeValidator(_required_key), _schema(**_ID, maxLength=64)]
ContactId = Annotated[_Upto64 | None, BeforeValidator(_optional_key), _schema(**_ID, maxLength=64)]
Username = Annotated[_Upto64 | None, BeforeValidator(_username)]
Name = Annotated[_Upto80 | None, BeforeValidator(_line)]
Source = Annotated[_Upto40 | None, BeforeValidator(_line)]
Email = Annotated[_Address | None, BeforeValidator(_email)]
RequiredEmail = Annotated[_Address, BeforeValidator(_required_email)]
Age = Annotated[_Years | None, BeforeValidator(_whole)]
GenderSaid = Annotated[Gender | None, BeforeValidator(_gender), _schema(type="string", **_WORDS_SENT)]
MessageText = Annotated[str, BeforeValidator(_message), Field(max_length=LONGEST_TEXT)]
Sender = Annotated[str, BeforeValidator(_sender), _schema(type="string", enum=["ai", "human"], default="ai")]
Instant = Annotated[datetime, BeforeValidator(_instant)]
Cents = Annotated[_Amount | None, BeforeValidator(_whole)]
Euros = Annotated[int | None, BeforeValidator(_cents_of_euros), _schema(anyOf=[{"type": "number"}, {"type": "string"}])]
Reason = Annotated[LossReason, BeforeValidator(_reason), _schema(type="string", enum=[*LossReason], default="other")]

"""Passwords: Argon2id, in threads, a few at a time; and what a new one must be (NIST SP 800-63B, 3.1.1).

A verification costs some 100 ms and 64 MiB, so it runs beside the event loop, and the pool bounds the memory. Callers
verify exactly once for each try, whether or not the person exists: the answer takes as long either way.
"""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from trustcoach_app.names import fold

LEAST, MOST = 10, 128
AT_A_TIME = 3
"""Verifications that run at once in one process: 192 MiB at most."""

WEAKNESSES = {
    "short": f"{LEAST} caractères au moins\u202f: une phrase courte fait très bien l’affaire.",
    "long": f"{MOST} caractères au plus.",
    "own": "Ce mot de passe se devine à partir de votre nom ou de votre adresse.",
    "common": "Ce mot de passe est trop courant. Choisissez-en un autre.",
}
FEWEST_DIFFERENT = 4
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$8f+KF5yFqteHwWVg+FVVlg$Yx9tg0JhTKK2cOOQEp9JCUF04MagwlkTdb4AgyogNLk"
"""The hash of a random value that nobody kept: what is verified for those who have no password."""

_hasher = PasswordHasher()
_pool = ThreadPoolExecutor(max_workers=AT_A_TIME, thread_name_prefix="argon2")


async def hash_password(password: str) -> str:
    """The Argon2id hash to store."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _hasher.hash, _normal(password))


async def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password is the stored one. `stored` None costs the same and is False."""
    loop = asyncio.get_running_loop()
    matches = await loop.run_in_executor(_pool, _verify, stored or NOBODY, _normal(password))
    return matches and stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than the library's present ones."""
    return _hasher.check_needs_rehash(stored)


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    """One form for letters that keyboards compose differently (NFKC, as NIST asks), and a bounded length."""
    return unicodedata.normalize("NFKC", password[: MOST * 4])


def weakness(password: str, *, email: str, name: str) -> str:
    """Why a new password cannot be taken: a key of WEAKNESSES; "" when it is long enough and not guessable.

    No rule asks for digits or signs: length is what protects.
    """
    if len(password) < LEAST:
        return "short"
    if len(password) > MOST:
        return "long"
    if _core(password) in _of_the_owner(email, name):
        return "own"
    return "common" if _is_common(password) else ""


def _core(text: str) -> str:
    """What is left of a password without case, accents, signs and the digits at its ends."""
    return "".join(letter for letter in fold(text) if letter.isalnum()).strip("0123456789")


def _of_the_owner(email: str, name: str) -> set[str]:
    words = [_core(word) for word in name.split()]
    known = {_core(email), _core(email.partition("@")[0]), _core(email.partition("@")[2]), _core(name), *words}
    return {*known, "".join(reversed(words)), "trustcoach"} - {""}


def _is_common(password: str) -> bool:
    folded = password.casefold()
    return len(set(folded)) < FEWEST_DIFFERENT or folded in _common() or _core(folded) in _common()


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    lines = (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))

"""What the door's pages show."""

from dataclasses import dataclass

from trustcoach_app.auth import flash
from trustcoach_app.auth.cookies import FLASH, own_cookie


@dataclass(frozen=True)
class SignInAnswer:
    """What was typed and what is said about it, each sentence at its place; all empty when there is nothing to say."""

    email: str = ""
    email_error: str = ""
    password_error: str = ""
    code_error: str = ""
    form_error: str = ""
    notice: str = ""


def said(cookies: str, page: str) -> SignInAnswer:
    """What the last answer of the door's routes has this page say, out of a Cookie header."""
    last = flash.from_cookie(own_cookie(cookies, FLASH), page)
    return SignInAnswer(
        last.email, last.at("email"), last.at("password"), last.at("code"), last.at("form"), last.at("notice")
    )

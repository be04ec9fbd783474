"""What the door's pages know. Their forms post to routes.py: only an HTTP answer can set the session cookie.

Every handler here answers before sign-in, so each reads only what the browser itself brought: its cookies and its link.
"""

import reflex as rx

from trustcoach_app import clock
from trustcoach_app.auth import mailed_links
from trustcoach_app.auth.access import ANYONE, access, signed_in
from trustcoach_app.auth.cookies import ASK, own_cookie
from trustcoach_app.auth.demo_accounts import ACCOUNTS, DemoAccount
from trustcoach_app.auth.guard import Door
from trustcoach_app.auth.mailed_links import Owner
from trustcoach_app.auth.paths import CODE, FORGOTTEN, LINK, LOGIN, NEW_PASSWORD, local_path
from trustcoach_app.config import settings
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.models.door import LinkKind
from trustcoach_app.signin.views import SignInAnswer, said

LONGEST_TOKEN = 100


async def _owner(token: str, *kinds: LinkKind) -> Owner | None:
    async with unit_of_work(DOOR) as db:
        return await mailed_links.owner_of_link(db, token=token, kinds=kinds, now=clock.now())


class LoginState(rx.State):
    """/login"""

    said: SignInAnswer = SignInAnswer()
    demo_accounts: list[DemoAccount] = []

    @rx.event
    @access(ANYONE)
    async def enter(self):
        """Say what there is to say; whoever is signed in goes on."""
        self.said = said(self.router.headers.cookie, LOGIN)
        self.demo_accounts = list(ACCOUNTS) if settings().demo else []
        if who := signed_in():
            asked = local_path(self.router.url.query_parameters.get("suite"))
            (await self.get_state(Door)).leave_to = asked or who.home


class CodeState(rx.State):
    """/login/code"""

    said: SignInAnswer = SignInAnswer()
    has_asked: bool = True

    @rx.event
    @access(ANYONE)
    def enter(self):
        """Say what there is to say; without an asking browser there is no code to type."""
        self.said = said(self.router.headers.cookie, CODE)
        self.has_asked = bool(own_cookie(self.router.headers.cookie, ASK))


class ForgottenState(rx.State):
    """/login/oubli"""

    said: SignInAnswer = SignInAnswer()

    @rx.event
    @access(ANYONE)
    def enter(self):
        """Say what there is to say."""
        self.said = said(self.router.headers.cookie, FORGOTTEN)


class LinkState(rx.State):
    """/login/lien: opening it uses nothing up, so mail scanners and previews do no harm."""

    said: SignInAnswer = SignInAnswer()
    token: str = ""
    phase: str = "checking"
    """checking, open, elsewhere (asked for in another browser), over."""

    @rx.event
    @access(ANYONE)
    async def enter(self):
        """Look at the link without using it."""
        self.token = str(self.router.url.query_parameters.get("jeton") or self.token)[:LONGEST_TOKEN]
        self.said = said(self.router.headers.cookie, LINK)
        if not await _owner(self.token, LinkKind.SIGN_IN):
            self.phase = "over"
        else:
            self.phase = "open" if own_cookie(self.router.headers.cookie, ASK) else "elsewhere"


class NewPasswordState(rx.State):
    """/login/nouveau-mot-de-passe, for reset links and invitations."""

    said: SignInAnswer = SignInAnswer()
    token: str = ""
    phase: str = "checking"
    """checking, reset, invitation, over."""
    email: str = ""
    first_name: str = ""

    @rx.event
    @access(ANYONE)
    async def enter(self):
        """Look at the link without using it. Whose it is, only its holder is told."""
        self.token = str(self.router.url.query_parameters.get("jeton") or self.token)[:LONGEST_TOKEN]
        self.said = said(self.router.headers.cookie, NEW_PASSWORD)
        owner = await _owner(self.token, *mailed_links.PASSWORD_LINKS)
        self.phase = owner.kind.value if owner else "over"
        self.email = owner.email if owner else ""
        self.first_name = owner.name.split()[0] if owner and owner.name.split() else ""

"""POST /auth/login, /auth/demo, /auth/reset/ask and /auth/password/set."""

from dataclasses import replace
from datetime import timedelta

from starlette.responses import Response

from trustcoach_app.auth import accounts, mailed_links, throttle
from trustcoach_app.auth.accounts import Account, an_email
from trustcoach_app.auth.demo_accounts import ACCOUNTS
from trustcoach_app.auth.device import device_of
from trustcoach_app.auth.flash import Flash, waiting
from trustcoach_app.auth.passwords import hash_password, is_outdated, verify_password, weakness
from trustcoach_app.auth.paths import FORGOTTEN, LOGIN, NEW_PASSWORD, local_path, with_query
from trustcoach_app.auth.posts import Post, back
from trustcoach_app.config import settings
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.limits import LONGEST_EMAIL
from trustcoach_app.signin.entering import enter
from trustcoach_app.signin.link_mails import mail_reset_link


async def log_in(post: Post) -> Response:
    """Sign in by password. Known and unknown addresses get one answer, after one Argon2 verification.

    A form that lacks something is no try: it is said, and not counted.
    """
    email = _typed_email(post)
    if not (email and post.field("password")):
        return _back_to_login(post, Flash(LOGIN, "no_password" if email else "email", email))
    account, buckets, wait = await _count_try(post, email)
    if wait:
        return _back_to_login(post, waiting(LOGIN, "wait", wait=wait, email=email))
    matches = await verify_password(account.password_hash, post.field("password"))
    if not matches or not account.may_enter or account.user_id is None:
        async with unit_of_work(DOOR) as db:
            await accounts.note_refusal(db, email=email, visitor=post.visitor, now=post.now)
        return _back_to_login(post, Flash(LOGIN, "refused", email))
    async with unit_of_work(DOOR) as db:
        await throttle.forgive(db, buckets[0])
    await _renew_hash(account, post.field("password"))
    return await enter(post, user_id=account.user_id, how="password")


async def try_demo(post: Post) -> Response:
    """Sign in with one of the demonstration's accounts, by its address; outside the demo there is none."""
    known = {account.email: account.password for account in ACCOUNTS} if settings().demo else {}
    email = post.field("compte")
    if email not in known:
        return _back_to_login(post, Flash(LOGIN, "refused"))
    return await log_in(replace(post, form={"email": email, "password": known[email]}))


async def ask_reset(post: Post) -> Response:
    """Mail a link under which a new password can be chosen. Says the same whether or not there is an account."""
    try:
        email = an_email(post.field("email"))
    except InvalidInput:
        return back(FORGOTTEN, Flash(FORGOTTEN, "email", post.field("email")[:LONGEST_EMAIL]))
    async with unit_of_work(DOOR) as db:
        account = await accounts.find_account(db, email=email)
        device = device_of(post.visitor.cookies, account.user_id)
        buckets = throttle.mail_buckets(email, post.visitor.network, device)
        wait = await throttle.take(db, buckets, post.now)
        if not wait:
            await mail_reset_link(db, email=email, now=post.now)
    if wait:
        return back(FORGOTTEN, waiting(FORGOTTEN, "wait_mail", wait=wait, email=email))
    return back(FORGOTTEN, Flash(FORGOTTEN, "reset_sent", email))


async def set_password(post: Post) -> Response:
    """Choose a password under a reset link or an invitation; then one is signed in, and everywhere else signed out."""
    token, password = post.field("jeton")[:100], post.field("password")
    page = with_query(NEW_PASSWORD, jeton=token)
    async with unit_of_work(DOOR) as db:
        wait = await throttle.take(db, throttle.token_buckets(post.visitor.network), post.now)
        owner = await mailed_links.owner_of_link(db, token=token, kinds=mailed_links.PASSWORD_LINKS, now=post.now)
    if wait:
        return back(page, waiting(NEW_PASSWORD, "wait_token", wait=wait))
    if owner is None:
        return back(page, Flash(NEW_PASSWORD, "ask_again"))
    if weak := weakness(password, email=owner.email, name=owner.name):
        return back(page, Flash(NEW_PASSWORD, weak))
    stored = await hash_password(password)
    async with unit_of_work(DOOR) as db:
        user_id = await mailed_links.accept_password(
            db, kind=owner.kind, token=token, password_hash=stored, now=post.now
        )
    if user_id is None:
        return back(page, Flash(NEW_PASSWORD, "ask_again"))
    return await enter(post, user_id=user_id, how=owner.kind.value)


async def _count_try(post: Post, email: str) -> tuple[Account, list[throttle.Bucket], timedelta]:
    """Whose address it is, the buckets that this try passed, and how long to wait if one is full."""
    async with unit_of_work(DOOR) as db:
        account = await accounts.find_account(db, email=email)
        device = device_of(post.visitor.cookies, account.user_id)
        buckets = throttle.password_buckets(email, post.visitor.network, device)
        return account, buckets, await throttle.take(db, buckets, post.now)


async def _renew_hash(account: Account, password: str) -> None:
    if account.user_id and account.password_hash and is_outdated(account.password_hash):
        renewed = await hash_password(password)
        async with unit_of_work(DOOR) as db:
            await accounts.store_rehashed(db, user_id=account.user_id, old=account.password_hash, new=renewed)


def _typed_email(post: Post) -> str:
    """As it is stored; what cannot be an address is simply nobody's."""
    typed = post.field("email")
    try:
        return an_email(typed)
    except InvalidInput:
        return typed.strip().lower()[:LONGEST_EMAIL]


def _back_to_login(post: Post, flash: Flash) -> Response:
    return back(with_query(LOGIN, suite=local_path(post.field("suite"))), flash)

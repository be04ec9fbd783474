"""POST /auth/link/ask, /auth/link/use and /auth/code/use: signing in without a password.

The browser that asks gets a random cookie; link and code work in that browser only, so a link that somebody else asked
for, or that a mail scanner opens, signs nobody in.
"""

import re

from starlette.responses import Response

from trustcoach_app.auth import accounts, mailed_links, throttle
from trustcoach_app.auth.accounts import an_email
from trustcoach_app.auth.cookies import ASK, own_cookie, set_cookie
from trustcoach_app.auth.device import device_of
from trustcoach_app.auth.flash import Flash, waiting
from trustcoach_app.auth.paths import CODE, LINK, LOGIN, local_path, with_query
from trustcoach_app.auth.posts import Post, back
from trustcoach_app.db.principal import DOOR
from trustcoach_app.db.unit_of_work import unit_of_work
from trustcoach_app.errors import InvalidInput
from trustcoach_app.signin.entering import enter
from trustcoach_app.signin.link_mails import mail_sign_in_link

_TOKEN_SHAPE = re.compile(r"[\w-]{43}")


async def ask_link(post: Post) -> Response:
    """Mail a sign-in link and a code. Says the same whether or not there is an account."""
    login = with_query(LOGIN, suite=local_path(post.field("suite")))
    try:
        email = an_email(post.field("email"))
    except InvalidInput:
        return back(login, Flash(LOGIN, "email", post.field("email")[:254]))
    browser = _browser(post) or mailed_links.new_token()
    async with unit_of_work(DOOR) as db:
        account = await accounts.find_account(db, email=email)
        device = device_of(post.visitor.cookies, account.user_id)
        wait = await throttle.take(db, throttle.mail_buckets(email, post.visitor.network, device), post.now)
        if not wait:
            await mail_sign_in_link(db, email=email, browser=browser, now=post.now)
    if wait:
        return back(login, waiting(LOGIN, "wait_mail", wait=wait, email=email))
    response = back(with_query(CODE, suite=local_path(post.field("suite"))), Flash(CODE, "link_sent", email))
    set_cookie(response, ASK, browser, mailed_links.SIGN_IN_LASTS)
    return response


async def use_link(post: Post) -> Response:
    """Sign in by the link of a mail, in the browser that asked for it."""
    token = post.field("jeton")[:100]
    page = with_query(LINK, jeton=token)
    async with unit_of_work(DOOR) as db:
        wait = await throttle.take(db, throttle.token_buckets(post.visitor.network), post.now)
        browser = _browser(post)
        user_id = None if wait else await mailed_links.use_sign_in_link(db, token=token, browser=browser, now=post.now)
    if user_id is None:
        return back(page, waiting(LINK, "wait_token", wait=wait) if wait else Flash(LINK, "ask_again"))
    return await enter(post, user_id=user_id, how="link")


async def use_code(post: Post) -> Response:
    """Sign in by the code of a mail, typed in the browser that asked for it."""
    page = with_query(CODE, suite=local_path(post.field("suite")))
    async with unit_of_work(DOOR) as db:
        wait = await throttle.take(db, throttle.token_buckets(post.visitor.network), post.now)
        code, browser = post.field("code")[:20], _browser(post)
        user_id = None if wait else await mailed_links.use_code(db, code=code, browser=browser, now=post.now)
    if user_id is None:
        return back(page, waiting(CODE, "wait_token", wait=wait) if wait else Flash(CODE, "code"))
    return await enter(post, user_id=user_id, how="code")


def _browser(post: Post) -> str:
    """The value that this browser got when it asked; "" when it did not."""
    value = own_cookie(post.visitor.cookies, ASK)
    return value if _TOKEN_SHAPE.fullmatch(value) else ""

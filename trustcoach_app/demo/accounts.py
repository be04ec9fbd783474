"""The accounts of the demo (decision 22). Their passwords are public, so production refuses to start with them."""

from trustcoach_app.auth.demo_accounts import ACCOUNTS


def table() -> str:
    """The accounts as aligned lines for a terminal."""
    rows = [(account.role, account.email, account.password) for account in ACCOUNTS]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return "\n".join(f"  {role:<{widths[0]}}  {email:<{widths[1]}}  {password}" for role, email, password in rows)

"""Who may touch which rows, declared beside each model and applied to the database after every migration.

A table that declares nothing gets no grant and, with row-level security forced, shows no row to anyone.
"""

from dataclasses import dataclass

from sqlmodel import SQLModel

from trustcoach_app.db.principal import Role

ME = "(SELECT nullif(current_setting('app.user_id', true), '')::uuid)"
"""The acting person; evaluated once per statement."""

MY_PRACTICE = "(SELECT nullif(current_setting('app.coach_id', true), '')::uuid)"
"""The acting tenant; evaluated once per statement."""

IN_MY_PRACTICE = f"coach_id = {MY_PRACTICE}"
MINE = f"user_id = {ME}"
REVOKES = ("revoked_at IS NULL", "revoked_at IS NOT NULL")
"""What is revoked stays so: before and after the only change that is allowed."""

ANY_ROW = "true"
"""For the machine, which stands for nobody."""

ANY_ROW_FOR_SOMEBODY = f"{ME} IS NOT NULL"
"""For administrators: any row, but never for a transaction that forgot to say who acts."""

ANY_ROW_FROM_A_PRACTICE = f"{MY_PRACTICE} IS NOT NULL"
"""For rows that belong to no tenant but may only come from one."""

READ = ("SELECT",)
WRITE = ("SELECT", "INSERT", "UPDATE", "DELETE")
KEEP = ("SELECT", "INSERT", "UPDATE")
"""Read and write, but rows stay."""

BI = "trustcoach_bi"
"""Reads the daily figures of one practice, for a BI tool; an owner grants it to the tool's login."""

DEFINER = "trustcoach_definer"
"""Owns the door and finder functions: sees the rows they need, can never log in."""


@dataclass(frozen=True)
class Grant:
    """One role may do `verbs` on the rows for which the SQL condition `rows` holds, on `columns` (empty: all)."""

    role: Role | str
    verbs: tuple[str, ...]
    rows: str
    columns: tuple[str, ...] = ()
    becomes: str = ""
    """The condition that written rows must hold, where it is not `rows`."""

    @property
    def grantee(self) -> str:
        """The database role."""
        return self.role.database_role if isinstance(self.role, Role) else self.role


TABLE_ACCESS: dict[str, tuple[Grant, ...]] = {}
"""Every table's grants, by table name."""

TABLES_THAT_NOTIFY: dict[str, str] = {}
"""Tenant tables whose changes refresh open pages of their coach: those of this part of the practice (empty: most)."""


def row_access(model: type[SQLModel], *grants: Grant, notifies: bool | str = False) -> None:
    """Declare a table's grants. Called once, right under the model. `notifies` may name a part of the practice."""
    name = str(model.__tablename__)
    TABLE_ACCESS[name] = grants
    if notifies:
        TABLES_THAT_NOTIFY[name] = "" if notifies is True else notifies

"""What imports tell of a client."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_
from sqlmodel import col

from trustcoach_app.models.importing import Import, ImportedClient
from trustcoach_app.timelines import timeline_select


def import_selects(coach_id: UUID, client_id: UUID, zone: str) -> list[Select[*tuple[Any, ...]]]:
    """The file that brought the client, when it was written."""
    rows = timeline_select(
        "import", id=col(ImportedClient.id), at=col(Import.written_at), title=col(Import.filename)
    ).select_from(ImportedClient)
    tenant, key = col(ImportedClient.coach_id), col(ImportedClient.import_id)
    of_import = and_(col(Import.coach_id) == tenant, col(Import.id) == key)
    mine = and_(col(ImportedClient.coach_id) == coach_id, col(ImportedClient.client_id) == client_id)
    return [rows.join(Import, of_import).where(mine, col(Import.written_at).is_not(None))]

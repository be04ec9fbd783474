"""Errors whose text a user may read. Any other exception is a defect and is shown as one calm sentence."""


class TrustCoachError(Exception):
    """A refusal. `str(error)` is a French sentence for the user."""


class InvalidInput(TrustCoachError):
    """Values that cannot be taken; `fields` maps a field's name to a French sentence."""

    def __init__(self, **fields: str) -> None:
        super().__init__(next(iter(fields.values()), "Certaines informations sont à corriger."))
        self.fields = fields


class NotAllowed(TrustCoachError):
    """The principal may not do this. Says nothing about what exists."""

    def __init__(self) -> None:
        super().__init__("Cette action n’est pas disponible.")


class NotFound(TrustCoachError):
    """No such row for this principal: another tenant's row answers exactly the same."""

    def __init__(self) -> None:
        super().__init__("Cet élément n’existe pas ou n’existe plus.")


class Conflict(TrustCoachError):
    """The state of the world has moved on: a slot just taken, a session already ended."""


class MovedOn(Conflict):
    """Another window saved the same text meanwhile. `text` and `revision` are what the database holds now."""

    def __init__(self, text: str, revision: int) -> None:
        super().__init__("Ce texte a été modifié dans une autre fenêtre. Le vôtre n’a pas été enregistré.")
        self.text, self.revision = text, revision

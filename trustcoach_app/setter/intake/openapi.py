"""The contract as an OpenAPI document, made from the very models that read the events.

python -m trustcoach_app.setter.intake.openapi > docs/setter/openapi.json
"""

import json
import sys
from functools import lru_cache
from typing import Any

from pydantic.json_schema import models_json_schema

from trustcoach_app.setter.intake.events import MODELS
from trustcoach_app.setter.intake.ledger import MOST_EVENTS

SCHEMAS = "#/components/schemas/"


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """OpenAPI 3.1, whose schemas are JSON Schema 2020-12 as pydantic writes it."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "TrustCoach · événements du setter",
            "version": "1.0.0",
            "description": "Un événement porte un event_id choisi par l’expéditeur\u202f: le renvoyer ne change rien. "
            "Les événements peuvent arriver en retard et dans le désordre.",
        },
        "servers": [{"url": "/"}],
        "paths": {"/webhooks/setter": {"post": _operation()}},
        "components": {"schemas": {**_events(), **_answers()}, "securitySchemes": _SECURITY},
    }


def _operation() -> dict[str, Any]:
    coach = {"name": "coach_id", "in": "query", "required": True, "schema": {"type": "string", "format": "uuid"}}
    return {
        "operationId": "sendEvents",
        "summary": "Envoyer un événement, ou une liste de 500 au plus",
        "parameters": [coach, _DRY_RUN],
        "security": [{"bearer": []}, {"signature": [], "timestamp": []}],
        "requestBody": {"required": True, "content": _json({"anyOf": [_ref("Event"), _ref("Events")]})},
        "responses": {
            "200": {"description": "Essai à blanc\u202f: rien n’est gardé.", "content": _json(_ref("Trial"))},
            "202": {"description": "Pris en compte.", "content": _json(_ref("Receipt"))},
            "400": _refusal("Rien n’a pu être lu\u202f: le corps n’est ni un événement ni une liste d’événements."),
            "401": _refusal("Secret ou signature non valable, ou coach inconnu."),
            "408": _refusal("Le corps n’est pas arrivé en dix secondes."),
            "413": _refusal("Le corps dépasse 1 Mio."),
            "429": _waits("Plus de 50 requêtes ou de 5 Mio par seconde, après 200 requêtes ou 20 Mio d’affilée."),
            "503": _waits("Indisponible."),
        },
    }


def _events() -> dict[str, Any]:
    """One schema for each type, and those that it refers to."""
    _, shared = models_json_schema(
        [(model, "validation") for model in MODELS.values()], ref_template=SCHEMAS + "{model}"
    )
    refs = {kind.value: SCHEMAS + model.__name__ for kind, model in MODELS.items()}
    choice = {"oneOf": [{"$ref": ref} for ref in refs.values()]}
    event = {**choice, "discriminator": {"propertyName": "type", "mapping": refs}}
    events = {"type": "array", "items": _ref("Event"), "minItems": 1, "maxItems": MOST_EVENTS}
    return {**shared["$defs"], "Event": event, "Events": events}


def _answers() -> dict[str, Any]:
    letter = {"index": {"type": "integer"}, "problem": {"type": "string"}}
    count = {"type": "integer", "minimum": 0}
    letters = {"type": "array", "items": _object(letter)}
    return {
        "Receipt": _object({"accepted": count, "duplicates": count, "dead_letters": letters}),
        "Trial": _object({"understood": count, "dead_letters": letters}),
        "Refusal": _object({"error": {"type": "string"}}),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": SCHEMAS + name}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _refusal(words: str) -> dict[str, Any]:
    return {"description": words, "content": _json(_ref("Refusal"))}


def _waits(words: str) -> dict[str, Any]:
    header = {"description": "Dans combien de secondes renvoyer la même requête.", "schema": {"type": "integer"}}
    return {**_refusal(words), "headers": {"Retry-After": header}}


_DRY_RUN = {
    "name": "dry_run",
    "in": "query",
    "description": "1\u202f: vérifier et comprendre sans rien garder.",
    "schema": {"type": "string", "enum": ["1"]},
}
_SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "Le secret du coach."},
    "signature": {
        "type": "apiKey",
        "in": "header",
        "name": "X-TrustCoach-Signature",
        "description": "sha256=<hex>, HMAC-SHA256 sous le secret de « <timestamp>.<corps brut> ».",
    },
    "timestamp": {
        "type": "apiKey",
        "in": "header",
        "name": "X-TrustCoach-Timestamp",
        "description": "Secondes Unix, à cinq minutes près.",
    },
}

if __name__ == "__main__":
    json.dump(document(), sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")

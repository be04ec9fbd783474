"""The mails that TrustCoach writes: plain text and the same in simple HTML, without images and without trackers."""

import json
from dataclasses import asdict, dataclass
from html import escape
from string import Template
from typing import Self

GREETING = "Bonjour"
SIGNATURE = "À tout de suite,\nTrustCoach"


@dataclass(frozen=True)
class Body:
    """Both forms of one mail. The outbox holds them as one JSON text, encrypted."""

    text: str
    html: str

    def to_json(self) -> str:
        """What goes into the outbox."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """What comes out of it."""
        return cls(**json.loads(stored))


@dataclass(frozen=True)
class MailContent:
    """What a service writes into the outbox, beside the address: `body` is the JSON of a Body."""

    subject: str
    body: str


def sign_in(*, name: str, link: str, code: str, minutes: int) -> MailContent:
    """The link that signs in, and the code for whoever reads the mail on another device.

    The code stays out of the subject: administrators see those (decision 19).
    """
    return _message(
        subject="Votre connexion à TrustCoach",
        name=name,
        lines=["Voici votre lien pour entrer dans TrustCoach, sans mot de passe."],
        action="Me connecter",
        link=link,
        code=code,
        after=f"Sur un autre appareil, saisissez ce code là où vous avez demandé à vous connecter. "
        f"Le lien et le code servent une seule fois et pendant {minutes} minutes.",
        unexpected="Vous n’avez rien demandé ? Ignorez ce message : personne n’entre sans lui.",
    )


def password_reset(*, name: str, link: str, minutes: int) -> MailContent:
    """The link that lets someone choose a new password."""
    return _message(
        subject="Choisir un nouveau mot de passe",
        name=name,
        lines=["Un nouveau mot de passe, et vous revoilà."],
        action="Choisir mon mot de passe",
        link=link,
        after=f"Ce lien sert une seule fois et pendant {minutes} minutes. Vos autres appareils seront déconnectés.",
        unexpected="Vous n’avez rien demandé ? Ignorez ce message : votre mot de passe reste le même.",
    )


def coach_invitation(*, name: str, link: str, days: int) -> MailContent:
    """The first mail a coach gets: it opens her practice."""
    return _message(
        subject="Votre cabinet vous attend sur TrustCoach",
        name=name,
        lines=[
            "Bienvenue ! Votre espace de coach est prêt : vos séances à venir, vos clients et vos revenus, "
            "réunis en un seul endroit.",
            "Il ne reste qu’à choisir votre mot de passe.",
        ],
        action="Ouvrir mon espace",
        link=link,
        after=f"Ce lien vous est personnel. Il sert une seule fois et pendant {days} jours.",
        unexpected="Vous n’attendiez pas cette invitation ? Ignorez ce message : rien ne sera créé.",
    )


def practice_opened(*, name: str, link: str) -> MailContent:
    """For somebody who already has an account: she is a coach now, and nothing else changes."""
    return _message(
        subject="Votre espace de coach est ouvert",
        name=name,
        lines=[
            "Un espace de coach vient d’être ouvert dans votre compte TrustCoach. Votre mot de passe reste le même."
        ],
        action="Ouvrir mon espace",
        link=link,
        after="Vos autres espaces restent accessibles depuis le menu, en bas de l’écran.",
        unexpected="Vous n’attendiez pas ce message ? Répondez-nous : nous refermerons cet espace.",
    )


def setter_silent(*, name: str, hours: int, link: str) -> MailContent:
    """For the coach whose setter has sent nothing for so long."""
    return _message(
        subject="Votre setter ne nous envoie plus rien",
        name=name,
        lines=[
            f"Aucun événement de votre setter n’est arrivé depuis {hours} heures. Vos chiffres s’arrêtent là, "
            "et vos relances aussi.",
            "Le plus souvent, un scénario n8n ou ManyChat s’est mis en pause, ou son secret n’est plus valable.",
        ],
        action="Vérifier la connexion",
        link=link,
        after="Nous n’écrivons qu’une fois par silence. Le délai se règle sur cette page.",
        unexpected="Votre setter est en pause exprès\u202f? Vous n’avez rien à faire.",
    )


def setter_silent_for_admin(*, name: str, coach: str, hours: int, link: str) -> MailContent:
    """For an administrator: whose setter, and since when. No content."""
    return _message(
        subject=f"Le setter de {coach} est silencieux",
        name=name,
        lines=[f"Le setter de {coach} n’a rien envoyé depuis {hours} heures. Le coach est prévenu aussi."],
        action="Ouvrir l’administration",
        link=link,
        after="Un seul message par silence.",
        unexpected="Le setter est en pause exprès\u202f? Vous n’avez rien à faire.",
    )


def _message(
    *, subject: str, name: str, lines: list[str], action: str, link: str, after: str, unexpected: str, code: str = ""
) -> MailContent:
    first = name.split()[0] if name.split() else ""
    greeting = f"{GREETING} {first}," if first else f"{GREETING},"
    spoken_code = [f"Code : {code}"] if code else []
    text = "\n\n".join([greeting, *lines, f"{action} :\n{link}", *spoken_code, after, unexpected, SIGNATURE]) + "\n"
    html = _PAGE.substitute(
        subject=escape(subject),
        greeting=escape(greeting),
        lines="".join(f'<p style="margin:0 0 16px">{escape(line)}</p>' for line in lines),
        link=escape(link, quote=True),
        action=escape(action),
        code=_CODE.substitute(code=escape(code)) if code else "",
        after=escape(after),
        unexpected=escape(unexpected),
        signature=escape(SIGNATURE).replace("\n", "<br>"),
    )
    return MailContent(subject, Body(text, html).to_json())


_CODE = Template(
    '<p style="margin:0 0 24px;font:600 28px/1 ui-monospace,Menlo,Consolas,monospace;letter-spacing:6px;color:#1b2a2e">'
    "$code</p>"
)

_PAGE = Template("""\
<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>$subject</title>
</head>
<body style="margin:0;padding:32px 16px;background:#f7f5f0;color:#1b2a2e;\
font:400 16px/1.55 Inter,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:480px;margin:0 auto">
<p style="margin:0 0 24px;font-size:18px;font-weight:650;color:#176b72">TrustCoach</p>
<div style="padding:32px;background:#ffffff;border:1px solid #e5e0d6;border-radius:16px">
<p style="margin:0 0 16px;font-size:20px;font-weight:650">$greeting</p>
$lines<p style="margin:24px 0"><a href="$link" style="display:inline-block;padding:14px 24px;background:#1a7178;\
color:#ffffff;border-radius:12px;font-weight:600;text-decoration:none">$action</a></p>
$code<p style="margin:0 0 16px;color:#4c5c61;font-size:14px">$after</p>
<p style="margin:0 0 24px;color:#4c5c61;font-size:14px">$unexpected</p>
<p style="margin:0">$signature</p>
</div>
<p style="margin:24px 0 0;color:#5e6b6f;font-size:12px;word-break:break-all">Le bouton ne s’ouvre pas ? Copiez cette \
adresse :<br>$link</p>
</div>
</body>
</html>
""")

"""What other programs' servers write to us. They carry no cookie and no Origin: a secret is their only proof.

Whoever they are, reception.py does the same in the same order: a body within bounded memory and time (body.py); proved
on its raw bytes before anything parses it (signature.py); within its sender's allowance (allowance.py); a few of one
sender at a time (turns.py); kept in its capability's ledger, which enqueues the work; answered 202.
"""

"""A call to somebody else, whoever it is: the intent, the lease, the call, the outcome (calls.py).

1. *Intent.* Whoever wants the call writes a row, in the transaction of what wants it. Rolled back: no call.
2. *Lease.* A job takes one row by a conditional UPDATE: it counts the attempt and keeps others away for a while.
3. *Call.* Outside of any transaction (network.py), with the row's key as idempotency key where the callee takes one.
4. *Outcome.* In a second transaction: done, or why not and when to try again (backoff.py).

A crash at any moment costs one lease, and at worst one call that is made again.
"""

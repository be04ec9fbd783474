"""Demo practices: accounts, and half a year of sessions written through the services (decision 21).

    python -m trustcoach_app.demo

The first run writes everything, walking `now` forward from six months ago; later ones add what is missing, so that
Focus has a today, a tomorrow, a new client and an open question again, and touch nothing that somebody did meanwhile.
No mail leaves and none is queued.
"""

"""Where we lean on what Reflex does not promise: its private names, the files it writes, the words of its wire.

Nothing else in the project names them (tests/architecture/test_imports.py). Each has its assertion in
tests/reflex_seams/test_contract.py, so that an upgrade says what it broke: docs/upgrading-reflex.md.

| file                | what it holds                                                                     |
|---------------------|-----------------------------------------------------------------------------------|
| protocol.py         | the events and messages that a page sends, and the address each of them carries   |
| handlers.py         | which handlers and States exist; the event of a handler; which event failed       |
| gate.py             | the place in front of every event, and the answers that can be given there        |
| connection.py       | the sockets of this process: whose token is where, what waits, what goes out      |
| memory.py           | the States that this process remembers                                            |
| tabs.py             | what live.py needs to know of the open tabs                                       |
| replaced_sockets.py | whose socket may be replaced by whose                                             |
| socket_owners.py    | which web process holds a tab, where several share a Redis                        |
| components.py       | pieces of Reflex's own component library that have no public name                 |
| patches.py          | what we change in the web project that Reflex writes                              |
| serving.py          | how the built project is served without being compiled again                      |
"""

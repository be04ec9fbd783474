"""Of tabs that are gone only so many are remembered, the newest of them, whoever they belong to."""

from trustcoach_app.web.closed_tabs import MOST_CLOSED, MOST_OF_A_NETWORK, MOST_OF_A_PERSON, ClosedTabs


class Memory:
    """A process that remembers these tabs, of which some are open and some in use."""

    def __init__(self) -> None:
        self.remembered: dict[str, None] = {}
        self.open: set[str] = set()
        self.used: set[str] = set()
        self.closed = ClosedTabs(self, self.open.__contains__)

    def tokens(self) -> list[str]:
        return list(self.remembered)

    def forget(self, token: str) -> bool:
        if token in self.used:
            return False
        self.remembered.pop(token, None)
        return True

    def close(self, token: str, session: str = "", network: str = "") -> None:
        """One that was open closes."""
        self.remembered[token] = None
        self.open.discard(token)
        self.closed.note(token, session, network)


def test_of_one_person() -> None:
    memory = Memory()
    memory.close("another", "bob", "home")
    for number in range(MOST_OF_A_PERSON + 5):
        memory.close(f"{number}", "alice", f"network {number}")
    assert memory.tokens() == ["another", *(f"{number}" for number in range(5, MOST_OF_A_PERSON + 5))]


def test_of_one_network_whatever_sessions_it_claims() -> None:
    memory = Memory()
    for number in range(MOST_OF_A_NETWORK + 5):
        memory.close(f"{number}", f"session {number}", "home")
    assert memory.tokens() == [f"{number}" for number in range(5, MOST_OF_A_NETWORK + 5)]


def test_of_all() -> None:
    memory = Memory()
    for number in range(MOST_CLOSED + 5):
        memory.close(f"{number}", f"session {number}", f"network {number}")
    assert memory.tokens() == [f"{number}" for number in range(5, MOST_CLOSED + 5)]
    assert len(memory.closed) == MOST_CLOSED


def test_one_that_came_back_is_not_forgotten() -> None:
    memory = Memory()
    memory.close("mine", "alice", "home")
    memory.open.add("mine")
    for number in range(MOST_OF_A_PERSON + 5):
        memory.close(f"{number}", "alice", "home")
    assert "mine" in memory.tokens()
    memory.closed.sweep()
    memory.close("mine", "alice", "home")
    assert len(memory.closed) == MOST_OF_A_PERSON


def test_one_that_an_event_brings_back_is_found() -> None:
    """Its events still wait when it closes; the State that they make belongs to no socket."""
    memory = Memory()
    for number in range(MOST_OF_A_NETWORK + 5):
        memory.remembered[f"{number}"] = None
    memory.open.add("0")
    memory.closed.sweep()
    assert len(memory.tokens()) == MOST_OF_A_NETWORK + 1
    assert "0" in memory.tokens()


def test_one_in_use_is_forgotten_later() -> None:
    memory = Memory()
    memory.used.add("0")
    for number in range(MOST_OF_A_PERSON + 1):
        memory.close(f"{number}", "alice", "home")
    assert "0" in memory.tokens()
    memory.used.clear()
    memory.closed.sweep()
    for number in range(MOST_OF_A_NETWORK):
        memory.close(f"later {number}", f"{number}", "overlooked")
    assert "0" not in memory.tokens()

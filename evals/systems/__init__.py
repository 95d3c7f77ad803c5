"""Systems that can be evaluated: the assistant, any HTTP endpoint that speaks its contract, and the peers.

`registry` knows them by name, `lanes` and `parallel` ask them side by side.
"""

from evals.systems.base import NoAnswer, Opener, System, SystemFailed
from evals.systems.council import ServiceSystem

__all__ = ["NoAnswer", "Opener", "ServiceSystem", "System", "SystemFailed"]

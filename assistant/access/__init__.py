"""Who somebody is, and what they may see and do."""

from assistant.access.base import (
    Access,
    Doorkeeper,
    Everybody,
    NotSignedIn,
    OneService,
    Role,
    Services,
    User,
    as_access,
)

__all__ = ["Access", "Doorkeeper", "Everybody", "NotSignedIn", "OneService", "Role", "Services", "User", "as_access"]

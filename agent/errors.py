"""What can go wrong in the mind.

AgentError
├── ReplyMalformed      a model's text could not be read as a decision; carries the text
├── ModelUnavailable    the model did not answer
│   └── RequestRefused      its server refuses the request; carries the HTTP status
├── StoreFailed         an episode could not be written
└── StoreBusy           another process is writing to this run
"""


class AgentError(Exception):
    """Base of everything the agent raises."""


class ReplyMalformed(AgentError):
    """A model's reply that no decision could be read from; `said` holds it word for word."""

    def __init__(self, why: str, said: str) -> None:
        super().__init__(why)
        self.said = said


class ModelUnavailable(AgentError):
    """The model's server is not there or answers with an error."""


class RequestRefused(ModelUnavailable):
    """The model's server answers, but with an HTTP error; `status` holds its code."""

    def __init__(self, why: str, status: int) -> None:
        super().__init__(why)
        self.status = status


class StoreFailed(AgentError):
    """What happened could not be written down, by reason of the disk or of what was to be written."""


class StoreBusy(AgentError):
    """Another process is writing to this run's folder."""

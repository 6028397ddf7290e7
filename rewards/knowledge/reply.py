"""What a model is to say of a step: one JSON object with all six kinds of knowledge."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, StringConstraints, ValidationError

from rewards.judges.context import last_object

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class Answer(BaseModel):
    """An answer, and the texts of the screens, word for word, that it rests on."""

    answer: Text
    evidence: list[Line]


class Check(BaseModel):
    """A question about whether `text` is on the screen before the step."""

    question: Line
    text: Line
    answer: Literal["Yes", "No"]


class Intent(BaseModel):
    """What the action is to do, in words."""

    intent: Line


class KnowledgeReply(BaseModel):
    """All that is asked of one step."""

    progress_tracking: Answer
    state_summary: Answer
    effect_prediction: Answer
    self_reflection: Answer
    state_verification: Check
    intent_execution: Intent


def read(said: str) -> KnowledgeReply:
    """The last JSON object of an answer. Raises ValueError that tells a model what is wrong with it."""
    found = last_object(said)
    if found is None:
        raise ValueError("there is no JSON object in it")
    try:
        return KnowledgeReply.model_validate(found)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from problem


def schema() -> dict[str, Any]:
    """The JSON schema of a reply, for servers that hold a model to one."""
    return KnowledgeReply.model_json_schema()

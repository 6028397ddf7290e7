"""A chat model as a judge: its words, the probability of its "yes", or its label of a step."""

from dataclasses import dataclass

from agent.errors import ReplyMalformed
from agent.policies.endpoint import ChatConfig, Endpoint
from agent.trajectory import Trajectory
from rewards.judges.context import NO_ORDERS, Context, context_of, last_object, messages
from rewards.judges.judgement import Judgement
from rewards.judges.likelihood import spellings, yes_token

YES, NO = ("yes", "Yes", "YES", " yes", " Yes"), ("no", "No", "NO", " no", " No")
ALTERNATIVES = 20  # as many as the common servers give
LABELS = (-1, 0, 1)

STEP = f"""You judge one step of an agent that operates a phone.
Label it 1 if it brings the goal nearer, 0 if it explores or changes nothing, -1 if it does harm: it must be undone, or
the goal can no longer be reached.
{NO_ORDERS}
Answer with one JSON object and nothing else: {{"reason": "...", "label": 1}}"""


@dataclass(frozen=True, slots=True)
class ChatJudge:
    """Asks a chat endpoint. An answer that is empty or cannot be read is no judgement, never 0.

    Raises `agent.errors.ModelUnavailable` where no model answers at all.
    """

    config: ChatConfig
    system: str = "You are a strict judge of an agent that operates a phone."

    def __call__(self, context: str | Context) -> str:
        """The model's answer word for word; empty if it said nothing."""
        try:
            return Endpoint(self.config).ask(messages(self.system, context)).text
        except ReplyMalformed as problem:
            return problem.said

    def yes_no(self, context: str | Context) -> tuple[float | None, float | None]:
        """Log-probabilities of "yes" and "no" as the next token, every spelling counted; None for one not among the
        server's alternatives."""
        first = dict(Endpoint(self.config).ask(messages(self.system, context), alternatives=ALTERNATIVES).first)
        rows = [[first[word] for word in words if word in first] for words in (YES, NO)]
        yes, no = spellings(rows).tolist()
        return yes, no

    def probability(self, context: str | Context) -> float | None:
        """Of "yes" against "no", in [0, 1]; None where the model gives neither. What is not among the alternatives
        is as likely as the least likely of them, which is too much rather than too little."""
        first = dict(Endpoint(self.config).ask(messages(self.system, context), alternatives=ALTERNATIVES).first)
        yes, no = spellings([[first[w] for w in words if w in first] for words in (YES, NO)]).tolist()
        if yes is None and no is None:
            return None
        least = min(first.values())
        return yes_token([least if yes is None else yes], [least if no is None else no]).tolist()[0]

    def step(self, episode: Trajectory, t: int) -> Judgement[int]:
        """The label -1, 0 or 1 of step t, its reason and the raw answer."""
        raw = self(step_context(episode, t))
        said = last_object(raw)
        label = said.get("label") if said else None
        if not isinstance(label, int) or isinstance(label, bool) or label not in LABELS:
            return Judgement(raw=raw)
        return Judgement(label, float(label), str((said or {}).get("reason", "")), raw)

    def votes(self, episode: Trajectory) -> list[float | None]:
        """The labels of all steps, None where a step could not be judged: one question a step."""
        return [self.step(episode, t).score for t in range(len(episode.steps))]


def step_context(episode: Trajectory, t: int) -> Context:
    """Goal, what was done before, the step, and the screens before and after it; screenshots where there are any."""
    return context_of(STEP, episode, t)

"""Step-GUI's kinds of knowledge (arXiv 2512.15431, section 2.1.4) written by a chat model elsewhere.

The paper's extractor is "a strong thinking model", its prompts are not given. Here each step is one question, all six
kinds are one JSON object, and every sample has to quote the episode: what the episode does not back is left out and
counted. The label is the verdict's, never the model's. Passwords are masked before anything is sent.
"""

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

from agent.errors import ReplyMalformed, RequestRefused
from agent.policies.endpoint import ChatConfig, Endpoint
from agent.trajectory import Trajectory
from rewards.csrs import label
from rewards.judges.context import NO_ORDERS, context_of, messages
from rewards.knowledge.backing import unbacked
from rewards.knowledge.replies import Replies
from rewards.knowledge.reply import KnowledgeReply, read, schema
from rewards.samples import MODEL, Kind, Sample, action_sample, describe, readable
from rewards.secrets import Mask, typed_unseen

SYSTEM = f"""You write down what one step of an agent on a phone teaches. {NO_ORDERS}
You are given the goal, what was done before, the step, and the screens before and after it. Write only what these show.
Answer with one JSON object and nothing else, with exactly these keys:
"progress_tracking": {{"answer", "evidence"}}: what has been done for the goal before this step. Evidence: names
that were touched, texts that were typed or stood on earlier screens; empty before the first step.
"state_summary": {{"answer", "evidence"}}: what the screen before the step is and shows. Evidence: texts on it.
"effect_prediction": {{"answer", "evidence"}}: what changes by this step. Evidence: texts that come or go; empty if none
does.
"self_reflection": {{"answer", "evidence"}}: did the step do what it was for, and why. Evidence: texts that come or
go, or the step's error; empty if there is none.
"state_verification": {{"question", "text", "answer"}}: a yes-or-no question whether a text, which the question quotes,
is on the screen before the step, with the answer "Yes" or "No".
"intent_execution": {{"intent"}}: what the action is to do, as an order of a few words without coordinates, which names
what is touched, typed or opened.
Evidence is a list of texts, word for word as they stand there."""
AGAIN = "That could not be read: {why}. Answer with the JSON object alone."
UNREADABLE = "steps whose replies could not be read, asked twice"
UNBACKED = "samples that their episodes do not back"
SHAPELESS = (400, 415, 422, 501)  # what servers answer to a JSON schema that they know nothing of


@dataclass(slots=True)
class ChatKnowledge:
    """Asks a model about each step of judged episodes. `at_once` steps are asked about together; `replies` keeps what
    was said, so that nothing is asked twice."""

    config: ChatConfig
    replies: Replies = field(default_factory=Replies)
    at_once: int = 4
    _shaped: bool = True  # the server is asked to hold the model to the schema, until it refuses

    def __call__(self, episode: Trajectory) -> tuple[list[Sample], Counter[str]]:
        """Samples in order of step and kind, the seventh from the episode; and how many things were left out, by why.

        Raises `agent.errors.ModelUnavailable` where no model answers."""
        masked = Mask.of(episode).episode(episode)
        missed: Counter[str] = Counter()
        out: list[Sample] = []
        numbers = [number for number, step in enumerate(episode.steps) if readable(step)]
        with ThreadPoolExecutor(max(1, self.at_once)) as pool:
            replies = pool.map(partial(self._ask, masked), numbers)
            for number, reply in zip(numbers, replies, strict=True):
                step = episode.steps[number]
                if reply is None:
                    missed[UNREADABLE] += 1
                else:
                    wrong = unbacked(reply, masked, number)
                    if step.error is not None or typed_unseen(step):
                        wrong.discard(Kind.INTENT_EXECUTION)
                    missed[UNBACKED] += len(wrong)
                    out += [s for s in self._samples(masked, number, reply) if s.kind not in wrong]
                if step.error is None:
                    out.append(action_sample(masked, number))
        return out, +missed

    def _samples(self, episode: Trajectory, number: int, reply: KnowledgeReply) -> Iterator[Sample]:
        step, goal = episode.steps[number], episode.goal
        now, source = describe(step.reply.decision, step.seen), f"{MODEL}{self.config.model}"
        check = reply.state_verification
        told = [
            (Kind.PROGRESS_TRACKING, f"Goal: {goal}\nWhat has been done so far?", reply.progress_tracking.answer),
            (Kind.STATE_SUMMARY, "What does the screen show?", reply.state_summary.answer),
            (Kind.EFFECT_PREDICTION, f"What will change after this? {now}", reply.effect_prediction.answer),
            (Kind.SELF_REFLECTION, f"Goal: {goal}\nDone: {now}\nDid it work?", reply.self_reflection.answer),
            (Kind.STATE_VERIFICATION, check.question, check.answer),
        ]
        if step.error is None and not typed_unseen(step):
            told.append((Kind.INTENT_EXECUTION, f"Do this: {reply.intent_execution.intent}", now))
        yield from (Sample(number, kind, question, answer, source) for kind, question, answer in told)

    def _ask(self, episode: Trajectory, number: int) -> KnowledgeReply | None:
        """What a model says of a step; None where its second answer cannot be read either."""
        outcome = "success" if label(episode) else "failure"
        asked = messages(SYSTEM, context_of("The step:", episode, number, outcome=outcome))
        said = self._say(asked)
        try:
            return read(said)
        except ValueError as problem:
            again = json.dumps(str(problem), ensure_ascii=False)
        back = [("assistant", said or "…"), ("user", AGAIN.format(why=again))]
        asked += [{"role": role, "content": [{"type": "text", "text": text}]} for role, text in back]
        try:
            return read(self._say(asked))
        except ValueError:
            return None

    def _say(self, asked: list[dict[str, object]]) -> str:
        return self.replies.of(self.config, asked, lambda: self._answer(asked))

    def _answer(self, asked: list[dict[str, object]]) -> str:
        endpoint = Endpoint(self.config)
        try:
            if self._shaped:
                try:
                    return endpoint.ask(asked, schema=schema()).text
                except RequestRefused as problem:
                    if problem.status not in SHAPELESS:
                        raise
            said = endpoint.ask(asked).text
            self._shaped = False
            return said
        except ReplyMalformed as problem:
            return problem.said

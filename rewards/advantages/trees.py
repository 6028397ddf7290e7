"""Advantages in a tree of rollouts."""

import numpy as np

from rewards.groups import Single, centred, zscore
from rewards.scores import Column, Missing, Scores, finite, same_length
from rewards.tree import Tree


def fork_advantage(
    tree: Tree,
    *,
    trajectory_weight: float,
    fork_weight: float,
    gamma: float,
    tool_ok: Column | None = None,
    tool_weight: float | None = None,
    ddof: int = 0,
    eps: float = 1e-8,
    single: Single = "zero",
    missing: Missing = "raise",
) -> Scores:
    """Of each node: trajectory_weight * z-score of its rollouts + fork_weight * its reward over its siblings, (n,).

    A node's reward is the mean over its leaves of gamma^(steps to the leaf) * outcome + tool_weight * `tool_ok` (n,),
    the flag of a step whose tool call worked; over its siblings: less their mean, itself among them, 0 for roots and
    only children. The first part is the mean over the leaves below of their outcomes' z-scores in the tree.
    ddof, eps, single: of the z-score. Source: PORTool, our reading: its reward and constants are not known to us.
    """
    value = tree.leaf_mean(missing, decay=finite(gamma, "gamma", 0.0, 1.0))
    reward = value
    if tool_ok is not None:
        worked = Scores.of(tool_ok, "tool_ok")
        same_length(tree=tree.parent, tool_ok=worked)
        if tool_weight is None:
            raise ValueError("tool_ok wants tool_weight: it has no published value")
        worked = worked.settled(missing, "tool_ok")
        reward = Scores(value.values + finite(tool_weight, "tool_weight") * worked.values, value.known & worked.known)
    siblings = np.where(tree.is_root, len(tree) + np.arange(len(tree)), tree.parent)
    fork = centred(reward, siblings)
    rollouts = Scores(value.values, value.known & tree.is_leaf)
    ranked = zscore(rollouts, tree.root, ddof=ddof, eps=eps, single=single)
    shared = tree.leaf_mean("skip", outcome=ranked)
    out = finite(trajectory_weight, "trajectory_weight") * shared.values
    return Scores(out + finite(fork_weight, "fork_weight") * fork.values, shared.known & fork.known)


def tree_advantage(tree: Tree, *, to_root: bool = False, missing: Missing = "raise") -> Scores:
    """Value of each node less its parent's, (n,); 0 for roots. A value is the mean outcome of the leaves below.

    to_root=True adds the value less the root's. Source: TreePS-RAG; the values second-hand, the advantage is our
    reading, its formula is not known to us.
    """
    value = tree.leaf_mean(missing)
    before = tree.at_parent(value.values)
    out = value.values - before
    if to_root:
        out += value.values - value.values[tree.root]
    return Scores(out, value.known)

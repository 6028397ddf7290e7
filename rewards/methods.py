"""Every method of the library, by kind and in the order of their files."""

from rewards.advantages import METHODS as ADVANTAGES
from rewards.calibration import METHODS as CALIBRATION
from rewards.credit import METHODS as CREDIT
from rewards.curation import METHODS as CURATION
from rewards.grounding import METHODS as GROUNDING
from rewards.judges import METHODS as JUDGES
from rewards.method import Method
from rewards.metrics import METHODS as METRICS
from rewards.selection import METHODS as SELECTION
from rewards.steps import METHODS as STEPS
from rewards.trees import METHODS as TREES

METHODS: tuple[Method, ...] = (
    *GROUNDING, *STEPS, *CREDIT, *ADVANTAGES, *TREES, *CALIBRATION, *JUDGES, *CURATION, *SELECTION, *METRICS,
)  # fmt: skip
BY_ID = {method.id: method for method in METHODS}

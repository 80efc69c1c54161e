"""What somebody tries who has no patience: one strong thing, everywhere and at once."""

from msgspec.structs import replace

from simulator.decisions import BuyMitigation, CancelProject, ChangePeople, Decision, PauseProject
from simulator.experiment.captain import Captain
from simulator.policies import Policy
from simulator.policies.ready import READY
from simulator.scenario import Scenario


def impatient(scenario: Scenario) -> dict[str, Captain]:
    """Those who have no patience in an organisation, by what they do: none of them wins."""
    arrives = {project.id: project.arrival for project in scenario.projects}
    dearest = max(scenario.roles, key=lambda role: role.rate * role.people).id
    return {
        "everything at once": Captain(replace(READY["heavy"], wip_limit=None)),
        "overtime always": Captain(Policy(overtime=20.0)),
        "ten hires": decided(ChangePeople(dearest, 10, day=0)),
        "buy all": decided(*(BuyMitigation(it.id, day=0) for it in scenario.mitigations)),
        "pause all": decided(*(PauseProject(it, day=day) for it, day in arrives.items())),
        "cancel all": decided(*(CancelProject(it, day=day) for it, day in arrives.items())),
        "review daily": Captain(Policy(review_weeks=1, review_depth="audit")),
    }


def decided(*decisions: Decision) -> Captain:
    """Somebody without rules who decides this."""
    return Captain(Policy(), decisions)

"""The twelve functions of a PMO in six groups, small enough for every coalition to be played."""

GROUPS: dict[str, tuple[str, ...]] = {
    "alignment": ("select",),
    "allocation": ("intake", "prioritise"),
    "sight": ("visibility", "review"),
    "risk": ("risk",),
    "improvement": ("method", "knowledge", "people", "improve"),
    "good will": ("change", "stakeholder"),
}
"""By name: which projects are taken on; who works on what, and when; what is seen in time; what is
done against risks; what makes people, methods and the office better; who goes along."""

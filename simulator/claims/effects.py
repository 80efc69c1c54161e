"""Where each claim can be met: the effects that are measured for it, by its number.

What a claim promises and what contradicts it stand side by side. How large each is stands in
`docs/claims.md`, written by `python tools/claims.py`, which measures it.
"""

from simulator.claims.effect import NOTHING, Effect, Side, rules

BANK, TOWN, BRIDGES = "holmwick_bank", "tarnholt_town", "odwell_bridges"
UNIVERSITY, ORGANS, RAILWAY = "thornmere_university", "larkmoor_organs", "brackenlund_railway"
FIRM, EIGHT, THREE = "sprigwheel_startup", "eight_projects", "three_projects"
WHOLE, HEAVY = Side("tailored"), Side("heavy")
VISITS = rules(stakeholder=0.5, evidence="ledger")
MENTORS = rules(people=0.4, people_by="mentoring")
COURSES = rules(people=0.4, people_by="training")
A_WAY_UP = rules(people=0.4, people_by="career")
AIR = rules(select="by_ratio", slack=0.4)
LEVERAGE = rules(risk="leverage", risk_budget=0.5)
CARE = rules(people=0.4, people_by="career", knowledge=0.4, improve=0.04)

EFFECTS: dict[str, tuple[Effect, ...]] = {
    "S1": (
        Effect("A tailored PMO pays in the bank.", BANK, "net", 1, WHOLE),
        Effect("The same PMO loses in the young firm.", FIRM, "net", -1, WHOLE, trial=40),
    ),
    "S2a": (
        Effect("Even a heavy PMO pays in the bank.", BANK, "net", 1, HEAVY, trial=14),
        Effect("It ruins the young firm.", FIRM, "net", -1, HEAVY, trial=4),
    ),
    "S2b": (
        Effect("Against the claim: following the strategy saves nothing of what is spent on what "
               "nobody wants, and the PMO's own time adds to it.", FIRM, "orphan_spend", 1,
               rules(order="aligned_cost_of_delay"), trial=20),
    ),
    "S2c": (
        Effect("Two things at once instead of five pay at the university.", UNIVERSITY, "net", 1,
               rules(projects_per_person=2)),
        Effect("The same loses in the organ workshop.", ORGANS, "net", -1,
               rules(projects_per_person=2)),
    ),
    "S2d": (
        Effect("Time for improvement makes the organ workshop abler.", ORGANS, "capability", 1,
               rules(improve=0.04), trial=4),
        Effect("In the young firm it costs more than it brings.", FIRM, "net", -1,
               rules(improve=0.04)),
    ),
    "S3": (
        Effect("One door that lets in four projects at once pays in the bank.", BANK, "net", 1,
               rules(wip_limit=4), trial=40),
        Effect("It starves the university.", UNIVERSITY, "net", -1, rules(wip_limit=4), trial=5),
    ),
    "S4a": (
        Effect("Against the claim: where work is new, one standard makes it less even.", FIRM,
               "unevenness", 1, rules(method=1.0), trial=24),
        Effect("It makes the organ workshop's work longer too.", ORGANS, "took", 1,
               rules(method=1.0), trial=4),
    ),
    "S4b": (
        Effect("Who exchanges what was learnt needs less time for the same work.", ORGANS, "took",
               -1, rules(knowledge=0.4), trial=4),
        Effect("In the young firm, where most is new, it only costs.", FIRM, "net", -1,
               rules(knowledge=0.4), trial=24),
    ),
    "S5a": (
        Effect("Under the whole method fewer risks of the bank happen.", BANK, "happened", -1,
               rules(method=1.0), trial=17),
        Effect("And in a portfolio of eighteen months.", "eighteen_months", "happened", -1,
               rules(method=1.0), trial=17),
    ),
    "S5b": (
        Effect("Time for improvement brings more work that is right the first time.", ORGANS,
               "first_pass", 1, rules(improve=0.04), trial=36),
    ),
    "S5c": (
        Effect("A tailored PMO helps the bank to meet more goals.", BANK, "goal", 1, WHOLE,
               trial=22),
    ),
    "S6": (
        Effect("The town's projects bring far more if people are helped to change.", TOWN, "value",
               1, rules(change=0.5), trial=4),
        Effect("Though they end later.", TOWN, "last_finish", 1, rules(change=0.5), trial=17),
    ),
    "S7a": (
        Effect("Cost of delay first pays among eight projects.", EIGHT, "net", 1,
               rules(order="cost_of_delay"), trial=80),
        Effect("In the young firm an order costs more than it brings.", FIRM, "net", -1,
               rules(order="cost_of_delay"), trial=37),
    ),
    "S7b": (
        Effect("Selection that leaves air pays at the university.", UNIVERSITY, "net", 1, AIR),
        Effect("The same loses in the organ workshop.", ORGANS, "net", -1, AIR, trial=7),
    ),
    "S8": (
        Effect("Clear reports hide less of what is late at the railway.", RAILWAY, "green", -1,
               rules(visibility=0.5), trial=21),
        Effect("Nobody decides by them there, so that they only cost.", RAILWAY, "net", -1,
               rules(visibility=0.5), trial=40),
        Effect("They pay for those who stop projects by what they say.", UNIVERSITY, "net", 1,
               rules(stop="forward_value", visibility=0.5), rules(stop="forward_value"), trial=80),
    ),
    "S9a": (
        Effect("Help with change turns more of the worth into benefits.", TOWN, "adoption", 1,
               rules(change=0.5), trial=4),
    ),
    "S9b": (
        Effect("Sponsors of the railway who are visited stay engaged.", RAILWAY, "engagement", 1,
               VISITS, trial=4),
    ),
    "S10a": (
        Effect("Liaison people pay at the railway, within a PMO.", RAILWAY, "net", 1, WHOLE,
               Side("tailored", {"liaison": False}), trial=13),
        Effect("They lose in the town, where little is handed over.", TOWN, "net", -1,
               rules(liaison=True), trial=17),
    ),
    "S10b": (
        Effect("Help on all three sides takes hold better than the same effort for tools.", TOWN,
               "adoption", 1, rules(change=0.5), rules(change=0.5, change_by="tools"), trial=4),
    ),
    "S11a": (
        Effect("Sponsors of the railway who are visited decide sooner.", RAILWAY,
               "decision_latency", -1, VISITS, trial=12),
        Effect("Clear reports of late projects are less often green.", RAILWAY, "green", -1,
               rules(visibility=1.0), trial=12),
    ),
    "S11b": (
        Effect("Against the claim: stopping saves nothing of what is spent on what nobody wants, "
               "and the PMO's own time adds to it.", FIRM, "orphan_spend", 1,
               rules(stop="forward_value"), trial=21),
    ),
    "S12": (
        Effect("Offers, a reserve and a monthly look pay in the bank.", BANK, "net", 1,
               rules(risk="leverage", risk_budget=0.5, reserve=0.6, review_weeks=4), trial=13),
        Effect("Offers lose in the young firm.", FIRM, "net", -1,
               LEVERAGE, trial=30),
    ),
    "S13a": (
        Effect("Clear reports of late projects are less often green at the railway.", RAILWAY,
               "green", -1, rules(visibility=0.5), trial=21),
    ),
    "S13b": (
        Effect("A monthly review pays in the bank.", BANK, "net", 1, rules(review_weeks=4),
               trial=39),
        Effect("A weekly one loses at the university.", UNIVERSITY, "net", -1,
               rules(review_weeks=1), trial=5),
    ),
    "S13c": (
        Effect("Weekly reviews find issues of the bank weeks earlier.", BANK, "detection_delay",
               -1, rules(review_weeks=1), trial=4),
    ),
    "S13d": (
        Effect("Found by weekly reviews, issues of the bank have grown less.", BANK, "growth", -1,
               rules(review_weeks=1), trial=4),
    ),
    "S14a": (
        Effect("Offers with the most leverage bring more than their price.", THREE, "net", 1,
               LEVERAGE, trial=30),
    ),
    "S14b": (
        Effect("Money held back lets the bank spend less in all.", BANK, "cost", -1,
               rules(reserve=0.6), trial=81),
    ),
    "S14c": (
        Effect("Under a tailored PMO more projects of the bank are on time.", BANK, "on_time", 1,
               WHOLE, trial=22),
        Effect("Among eight projects the order by due day is enough.", EIGHT, "on_time", 1,
               rules(order="due_first"), trial=25),
    ),
    "S15a": (
        Effect("Mentors make the people of the organ workshop abler.", ORGANS, "skill", 1, MENTORS,
               trial=4),
    ),
    "S15b": (
        Effect("Where there is a way up people feel safer.", ORGANS, "security", 1, A_WAY_UP,
               trial=4),
        Effect("Long hours make them feel less safe.", ORGANS, "security", -1,
               rules(overtime=10.0), trial=4),
    ),
    "S16a": (
        Effect("Against the claim: courses fade, and after them people are less able than with "
               "mentors for the same effort.", ORGANS, "skill", -1, COURSES, MENTORS, trial=4),
    ),
    "S16b": (
        Effect("Mentors pay in the organ workshop.", ORGANS, "net", 1, MENTORS, trial=17),
        Effect("In the town, where people stay, they only cost.", TOWN, "net", -1, MENTORS,
               trial=19),
    ),
    "S16c": (
        Effect("Where there is a way up, fewer leave the organ workshop.", ORGANS, "people_lost",
               -1, A_WAY_UP, trial=4),
    ),
    "S16d": (
        Effect("Exchange makes more known in the organ workshop.", ORGANS, "knowledge", 1,
               rules(knowledge=0.4), trial=4),
    ),
    "S16e": (
        Effect("A way up, exchange and improvement together pay in the organ workshop.", ORGANS,
               "net", 1, CARE, trial=5),
        Effect("The same loses in the young firm, whose work is over in ten months.", FIRM, "net",
               -1, CARE),
    ),
    "S17": (
        Effect("Weekly reviews are worth more to the bank, the worse turbulent times are.", BANK,
               "net", 1, rules(review_weeks=1), NOTHING, {"common_cause.turbulence": 10.0},
               {"common_cause.turbulence": 1.0}, trial=48),
        Effect("But where the aims change most, the same PMO loses.", FIRM, "net", -1, WHOLE,
               trial=40),
    ),
    "S18a": (),
    "S18b": (
        Effect("They do at the university: who goes by due days is on time less often.",
               UNIVERSITY, "on_time", -1, Side("tailored", {"order": "due_first"}), WHOLE, trial=4),
        Effect("And delivers less.", UNIVERSITY, "net", -1,
               Side("tailored", {"order": "due_first"}), WHOLE, trial=4),
    ),
    "S19": (
        Effect("Who improves the work gets less done in the first half-year.", ORGANS,
               "done_early", -1, rules(improve=0.1), trial=6),
        Effect("So does who sets up a whole PMO.", ORGANS, "done_early", -1, WHOLE),
    ),
    "S20": (
        Effect("A heavy PMO meets resistance in the young firm.", FIRM, "resistance", 1, HEAVY,
               trial=4),
    ),
    "S21a": (
        Effect("A heavy PMO of the town that visits its sponsors is kept more often.", TOWN, "kept",
               1, Side("heavy", {"stakeholder": 1.0}), Side("heavy", {"stakeholder": 0.0}),
               trial=32),
    ),
    "S21b": (
        Effect("A heavy PMO of the town with a ledger is kept more often than with large claims.",
               TOWN, "kept", 1, Side("heavy", {"evidence": "ledger"}), HEAVY, trial=31),
    ),
    "S22": (
        Effect("Weekly reviews keep the trust of the railway's sponsors.", RAILWAY, "trust", 1,
               rules(review_weeks=1), trial=5),
    ),
    "S23": (
        Effect("A tailored PMO beats a heavy one in the town.", TOWN, "net", 1, WHOLE, HEAVY,
               trial=4),
    ),
    "S24a": (
        Effect("Within a PMO the order by strategy is worth much at the university.", UNIVERSITY,
               "net", 1, WHOLE, Side("tailored", {"order": "first_come"}), trial=4),
    ),
    "S24b": (
        Effect("One thing at a time, by cost of delay, pays among eight projects.", EIGHT, "net", 1,
               rules(order="cost_of_delay", projects_per_person=1), trial=6),
        Effect("A limit of two projects starves the organ workshop.", ORGANS, "net", -1,
               rules(wip_limit=2), trial=4),
    ),
    "S24c": (
        Effect("Care for people, exchange and improvement make the organ workshop more mature.",
               ORGANS, "maturity", 1, CARE, trial=4),
    ),
    "S24d": (
        Effect("Who begins too little at once gives away what the market would pay.", FIRM,
               "value", -1, rules(wip_limit=2), trial=4),
        Effect("Among eight projects cost of delay first brings more.", EIGHT, "value", 1,
               rules(order="cost_of_delay"), trial=30),
        Effect("Against the claim: in the young firm it brings less.", FIRM, "value", -1,
               rules(order="cost_of_delay"), trial=30),
    ),
    "S25": (
        Effect("The young firm does better without even a light one.", FIRM, "net", -1,
               Side("light"), trial=30),
        Effect("In the bank a PMO pays, and a whole one most.", BANK, "net", 1, WHOLE,
               Side("light")),
    ),
}  # fmt: skip
"""By the number of the claim; none where only a scenario of its own shows anything."""

ALONE: dict[str, str] = {
    "S18a": "Only in a scenario of its own, in which promises are wild guesses: in none of the "
    "organisations that are here does drawing promises back move net value surely. Its tests "
    "measure it there.",
}
"""Why a claim has no effect in an organisation that is here."""

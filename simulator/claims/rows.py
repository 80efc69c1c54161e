"""What is claimed of PMOs, and where each claim can be tried: mechanisms, rules, numbers, tests.

Nothing here is taken for true: each claim may come out either way, and a test says how it does.
How large each effect is stands in `effects`; both are on `docs/claims.md`, which
`python tools/claims.py` writes.
"""

from typing import NamedTuple


class Claim(NamedTuple):
    """One claim and its trace through the simulator, all by names that exist there."""

    number: str
    """S1 to S25; a letter for a part of it."""
    says: str
    mechanisms: tuple[str, ...]
    """What makes it come out one way or the other, such as M30."""
    rules: tuple[str, ...]
    """Fields of a policy by which somebody acts on it."""
    numbers: tuple[str, ...]
    """Where it shows: functions of `simulator.metrics`, or names of headline numbers."""
    tests: tuple[str, ...]


def _tests(**names: str) -> tuple[str, ...]:
    """Full names of tests, from names of their files and of each, without what all share."""
    return tuple(
        f"tests/test_{file}.py::test_{name}" for file, of_it in names.items()
        for name in of_it.split()
    )  # fmt: skip


CLAIMS = (
    Claim(
        "S1", "An organisation gets more done with a PMO than without one.",
        ("M30",), ("order", "wip_limit", "review_weeks", "risk", "stakeholder"),
        ("net", "value", "cost"),
        _tests(organisations="a_young_firm_does_best_without_a_pmo "
               "a_bank_does_better_with_more_of_a_pmo",
               lessons_pmo="setting_the_same_functions_set_well_win_in_nearly_every_world "
               "boundary_in_a_young_office_with_novel_work_no_pmo_wins",
               lessons_its_keep="the_same_functions_with_one_setting_wrong_bring_little_and_lose_"
               "in_many_worlds"),
    ),
    Claim(
        "S2a", "What a PMO brings outweighs the paperwork.",
        ("M30", "M28"), ("visibility", "review_weeks", "review_depth", "method"),
        ("pmo_share", "pmo_cost", "net"),
        _tests(organisations="a_heavy_pmo_ruins_a_young_firm",
               formulas_change="the_first_half_of_a_function_helps_more_than_the_second",
               metrics="a_pmo_in_a_run_takes_what_governance_says",
               lessons_pmo="setting_weekly_audits_lose_a_part_of_the_gain "
               "price_functions_that_help_nothing_make_all_work_later",
               lessons_its_keep="the_old_office_takes_nearly_all_of_the_budget_and_brings_less_"
               "than_nothing more_functions_are_dearer_and_bring_no_more"),
    ),
    Claim(
        "S2b", "Projects serve what the organisation wants.",
        ("M23", "M24"), ("select", "order", "stop"),
        ("alignment_share", "orphan_spend"),
        _tests(formulas_choice="a_project_is_aligned_as_far_as_it_serves_what_counts "
               "without_any_alignment_four_tenths_of_a_benefit_are_left",
               lessons_choosing="aligned_order_gains_where_the_strategy_drifts_and_nothing_where_i"
               "t_does_not",
               lessons_its_keep="an_order_by_aims_saves_nothing_of_what_dead_goals_cost_and_"
               "beginning_less_does"),
    ),
    Claim(
        "S2c", "People's time is used where it does most.",
        ("M03", "M04", "M05", "M10"), ("wip_limit", "projects_per_person", "order", "overtime"),
        ("flow_time", "utilisation", "utilisation_in_demand", "queue", "busy", "in_progress",
         "throughput"),
        _tests(formulas_flow="the_wait_about_doubles_from_80_to_90_to_95_percent_busy",
               scenarios="one_thing_at_a_time_brings_more_than_two",
               lessons="first_flight_a_limit_alone_does_not_help",
               lessons_pmo="setting_everybody_on_three_things_loses_nearly_all_of_it_and_half_of_t"
               "he_worlds",
               lessons_priorities="everything_first_eight_at_once_lose_a_fifth_without_any_loss_by"
               "_switching",
               thornmere="fewer_things_at_once_pay "
               "a_limit_of_ten_projects_pays_and_one_of_four_starves_the_office"),
    ),
    Claim(
        "S2d", "The ways of working get better year by year.",
        ("M12", "M31"), ("improve", "method"), ("level", "levels"),
        _tests(formulas_flow="neglect_wins_every_quarter_until_it_has_lost",
               formulas_change="maturity_grows_by_what_is_invested_and_leaks_with_those_who_leave",
               lessons_people="j_curve_the_first_half_year_gets_less_done "
               "j_curve_the_second_year_gets_more_done",
               lessons_pmo="interior_a_little_and_a_lot_both_get_less_done_than_a_tenth",
               larkmoor="who_improves_the_work_is_abler_two_years_on",
               lessons_people_notebook="a_fifth_for_improvement_loses_for_half_a_year_and_has_"
               "paid_within_the_second the_ways_of_working_mature_where_there_is_time_for_it"),
    ),
    Claim(
        "S3", "One place knows of all projects and settles who works on what.",
        ("M25", "M35", "M05"), ("intake", "wip_limit", "visibility", "liaison"),
        ("waited", "decision_latency", "last_reports"),
        _tests(decisions="intake_may_be_closed_and_opened_again",
               formulas_seeing="full_visibility_takes_away_all_delay_and_most_of_the_blur",
               organisations="work_in_the_bank_waits_for_the_two_who_know_the_core",
               lessons_dashboard="three_audits_save_most_where_least_has_come_back"),
    ),
    Claim(
        "S4a", "One standard makes work more even.",
        ("M32",), ("method", "tailored"), ("took", "rework_share"),
        _tests(formulas_change="a_method_helps_known_work_and_hinders_new_work "
               "no_method_changes_nothing",
               lessons_people="method_routine_work_is_surer_under_a_standard "
               "method_novel_work_is_later_under_a_standard",
               lessons_its_keep="one_standard_for_all_brings_less_than_one_that_fits_the_work"),
    ),
    Claim(
        "S4b", "What one project learns, the next one knows.",
        ("M32", "M08"), ("knowledge",), ("levels", "took"),
        _tests(formulas_change="people_pass_on_four_times_what_a_database_does",
               organisations="passing_on_what_an_order_has_taught_pays_for_the_bridge_builders",
               lessons_people="knowledge_people_who_tell_each_other_are_quicker_than_a_database",
               lessons_people_notebook="the_binder_fills_and_saves_hardly_more_for_it telling_"
               "each_other_saves_days_where_surveys_are_alike_and_costs_where_they_are_not"),
    ),
    Claim(
        "S5a", "With guidance, less goes wrong.",
        ("M13", "M17"), ("risk", "method"), ("issues", "register"),
        _tests(formulas_risk="nothing_that_acts_on_a_hazard_leaves_it_as_it_is",
               risks="a_mitigation_avoids_a_risk_in_its_share_of_worlds",
               switches="less_hazard_never_brings_a_risk_earlier",
               lessons_issues="guidance_under_a_whole_method_less_goes_wrong "
               "guidance_buying_against_risks_keeps_half_of_them_away"),
    ),
    Claim(
        "S5b", "With guidance, more is right the first time.",
        ("M09", "M31"), ("method", "improve", "review_weeks"),
        ("rework_share", "first_pass_yield"),
        _tests(formulas_flow="finding_sooner_beats_working_faster "
               "each_influence_on_quality_is_held_within_its_bounds",
               lessons_rework="dashboard_worse_work_and_later_finding_make_projects_later "
               "dashboard_finding_sooner_does_not_matter_if_late_corrections_cost_no_more",
               lessons_dashboard="an_audit_every_eight_weeks_brings_more_than_crews_that_are_a_"
               "tenth_faster"),
    ),
    Claim(
        "S5c", "With guidance, projects reach their goals more often.",
        ("M01", "M02", "M13", "M18"), ("reserve", "risk", "order"),
        ("meeting_goal_share", "on_time_share"),
        _tests(calibration="several_streams_are_seldom_all_on_time "
               "for_all_to_be_eight_tenths_sure_each_must_be_far_surer",
               metrics="a_project_meets_its_goal_by_date_and_by_four_fifths_of_its_value",
               lessons_plans="one_plan_five_streams_at_p80_are_all_on_time_in_a_third_of_the_world"
               "s one_plan_is_kept_by_far_less_than_half_when_estimates_are_biased_as_usual"),
    ),
    Claim(
        "S6", "A project is worth what comes of it after delivery.",
        ("M26",), ("change", "change_by"), ("benefits_realised", "adoption", "worth_delivered"),
        _tests(organisations="a_project_of_the_town_is_worth_what_people_do_with_it_in_the_year_"
               "after",
               formulas_change="a_year_brings_little_more_than_half_of_what_full_use_would",
               lessons_people="adoption_the_portfolio_on_time_is_worth_less_than_the_late_one_t"
               "hat_people_take_up"),
    ),
    Claim(
        "S7a", "The right work goes first.",
        ("M05", "M06"), ("order", "skipping"), ("value_delivered", "mean_finish"),
        _tests(formulas_flow="no_order_is_cheaper_than_the_most_urgent_first "
               "a_rough_urgency_beats_a_perfect_first_come",
               lessons="first_flight_cost_of_delay_delivers_more_than_first_come",
               lessons_priorities="what_first_a_rough_cost_of_delay_beats_a_perfect_first_come "
               "what_first_the_order_moves_less_where_work_needs_several_roles"),
    ),
    Claim(
        "S7b", "The right projects are taken on.",
        ("M22", "M23"), ("select", "slack"), ("value_delivered", "alignment_share"),
        _tests(formulas_choice="the_best_of_twenty_disappoint_and_a_shrunk_forecast_does_not "
               "no_other_choice_among_nine_requests_is_worth_more",
               lessons_choosing="winners_bring_less_than_they_promised_though_nobody_exaggerates "
               "slack_pays_in_a_loaded_office",
               thornmere="selection_pays_if_it_leaves_air"),
    ),
    Claim(
        "S8", "Who sees the whole portfolio decides better.",
        ("M25", "M20"), ("visibility",), ("reported_truth", "last_reports", "net"),
        _tests(formulas_seeing="knowing_which_of_two_projects_is_better_is_worth_what_theory_says "
               "a_quarter_of_all_green_reports_are_not_green",
               organisations="the_banks_reports_hide_nearly_a_half_of_what_is_red",
               lessons_seeing="visibility_brings_reports_nearer_to_what_happens "
               "red_projects_are_not_called_red_in_two_reports_of_five",
               brackenlund="clear_reports_are_wasted_where_nobody_decides_by_them",
               lessons_dashboard="seeing_is_worth_what_it_changes"),
    ),
    Claim(
        "S9a", "Change takes hold in the whole organisation.",
        ("M26", "M27", "M35"), ("change", "wip_limit", "order"), ("adoption", "benefits_realised"),
        _tests(formulas_change="the_third_change_at_once_slows_all_of_them",
               organisations="five_projects_of_the_town_end_at_the_same_counter",
               lessons_people="saturation_five_go_lives_at_once_bring_less_than_half_of_the_sam"
               "e_spread_out "
               "saturation_a_limit_on_projects_spares_those_who_must_change"),
    ),
    Claim(
        "S9b", "Leaders find that they count.",
        ("M29",), ("stakeholder",), ("levels", "decision_latency"),
        _tests(formulas_change="a_sponsor_decides_in_days_or_in_weeks "
               "a_forgotten_sponsor_fades_and_a_well_asked_one_stays",
               lessons_people="sponsor_asks_that_can_be_answered_raise_engagement "
               "sponsor_a_flood_of_asks_lowers_engagement",
               brackenlund="sponsors_take_weeks_to_decide_and_far_less_when_somebody_visits_them"),
    ),
    Claim(
        "S10a", "Work that needs several departments fits together.",
        ("M35",), ("liaison",), ("rework_share", "flow_time"),
        _tests(formulas_change="a_hand_off_takes_a_week_two_if_apart_and_half_with_a_liaison "
               "the_more_functions_the_likelier_it_does_not_fit",
               lessons_pmo="dependencies_a_liaison_ends_the_work_earlier_where_much_is_handed_o"
               "ver "
               "dependencies_a_liaison_costs_where_nothing_is_handed_over",
               brackenlund="each_of_the_three_pays_alone "
               "every_second_project_does_not_fit_at_the_first_try_and_fewer_with_liaison_people",
               lessons_dashboard="liaison_people_pay_only_where_hand_overs_are_long_and_they_"
               "take_little"),
    ),
    Claim(
        "S10b", "People, process and tools are made ready together.",
        ("M26", "M27"), ("change", "change_by"), ("adoption", "benefits_realised"),
        _tests(formulas_change="a_missing_side_of_readiness_cannot_be_made_up_for "
               "an_unready_go_live_costs_at_first_more_than_it_brings",
               organisations="work_that_helps_those_who_have_to_change_pays_in_the_town_only",
               lessons_people="adoption_the_balanced_half_brings_more_than_the_same_half_in_too"
               "ls"),
    ),
    Claim(
        "S11a", "Bad news travels upwards, and answers come back.",
        ("M20", "M29", "M36"), ("visibility", "stakeholder", "review_depth"),
        ("reported_truth", "decision_latency"),
        _tests(formulas_seeing="trust_and_audits_make_reports_more_honest_and_fear_less",
               metrics="decision_latency_is_the_mean_wait_for_sponsors",
               lessons_seeing="red_projects_hide_less_in_an_office_that_trusts",
               lessons_people="sponsor_visits_quicken_decisions_by_a_week",
               lessons_dashboard="most_reports_of_projects_that_end_red_do_not_say_so "
               "welcome_news_and_sharp_sight_tell_a_little_more"),
    ),
    Claim(
        "S11b", "What has begun keeps serving aims that change.",
        ("M24", "M23", "M21"), ("order", "stop"), ("alignment_share", "orphan_spend"),
        _tests(formulas_choice="aims_change_around_what_they_were_and_each_change_takes_a_ninth_of"
               "_their_variety what_is_already_spent_does_not_decide_whether_to_stop",
               metrics="alignment_is_that_of_the_strategy_in_force_when_a_project_finishes",
               lessons_choosing="strategy_shifts_orphan_a_quarter_of_projects_that_take_a_year "
               "stopping_what_is_worth_less_than_it_will_cost_pays",
               lessons_pmo="turbulence_following_a_strategy_that_keeps_changing_pays",
               lessons_its_keep="an_order_by_aims_saves_nothing_of_what_dead_goals_cost_and_"
               "beginning_less_does"),
    ),
    Claim(
        "S12", "It pays to act on risks before they happen.",
        ("M13", "M14", "M15", "M16", "M17"), ("risk", "risk_budget", "reserve", "review_weeks"),
        ("net", "issues", "exposure"),
        _tests(scenarios="a_sample_of_the_sensors_pays a_second_supplier_of_meters_is_a_bad_buy",
               lessons_buying="buying_by_any_rule_beats_the_lot_when_offers_are_much_alike"),
    ),
    Claim(
        "S13a", "Measuring shows trouble before it is there.",
        ("M19", "M20"), ("visibility",), ("earned_value", "reported_truth"),
        _tests(metrics="a_project_put_last_is_behind_in_earned_schedule "
               "at_the_end_spi_is_one_though_late_but_spi_t_is_not",
               formulas_flow="the_report_says_90_percent_long_before_the_end",
               lessons_seeing="earned_value_says_ninety_percent_too_early_when_wrong_work_is_found"
               "_late",
               lessons_rework="dashboard_ninety_percent_done_hides_wrong_work",
               lessons_dashboard="the_forecast_from_the_log_warns_of_most_and_earned_value_of_more_"
               "than_reports much_rework_that_came_back_is_no_bad_sign"),
    ),
    Claim(
        "S13b", "It pays to look regularly.",
        ("M15",), ("review_weeks", "review_depth"), ("detection_delay", "cost", "net"),
        _tests(mechanisms="the_best_review_cadence_is_neither_often_nor_seldom",
               organisations="reviews_pay_in_the_bank_and_not_in_the_young_firm",
               lessons_issues="cadence_monthly_reviews_cost_less_than_rarer_and_more_frequent_ones"),
    ),
    Claim(
        "S13c", "Who looks well finds issues early.",
        ("M15",), ("review_weeks", "review_depth"), ("detection_delay", "issues"),
        _tests(risks="a_deeper_review_never_finds_an_issue_later "
               "more_frequent_reviews_find_issues_earlier_on_average",
               organisations="twelve_people_in_one_room_notice_an_issue_sooner_than_a_bank",
               lessons_dashboard="three_audits_save_most_where_least_has_come_back"),
    ),
    Claim(
        "S13d", "What is found early is mended before it grows.",
        ("M16", "M11"), ("review_weeks", "slack", "reserve"), ("detection_delay", "cost"),
        _tests(risks="an_issue_grows_for_as_long_as_nobody_notices_it",
               organisations="what_the_bank_finds_early_is_cheap",
               formulas_flow="one_overload_ruins_a_busy_office_for_good",
               lessons_reserves="reviews_are_worth_much_even_where_nobody_is_free_to_act",
               lessons_issues="crises_that_spread_make_more_work"),
    ),
    Claim(
        "S14a", "Money spent on risks takes more away than it costs.",
        ("M17",), ("risk", "risk_budget"), ("exposure", "register"),
        _tests(formulas_risk="the_heat_map_is_nearly_as_good_where_offers_are_alike "
               "the_heat_map_loses_more_than_half_where_costs_differ_and_large_risks_are_hard_"
               "to_treat",
               mechanisms="leverage_is_exposure_taken_away_for_each_k",
               lessons_buying="buying_by_leverage_saves_twice_as_much_when_prices_and_effects_diff"
               "er"),
    ),
    Claim(
        "S14b", "Costs stay within what was set aside.",
        ("M18", "M14"), ("reserve",), ("money_spent", "actual_cost"),
        _tests(formulas_risk="one_purse_needs_less_than_twelve "
               "what_risks_share_doubles_the_tail_and_eats_what_pooling_saves",
               lessons_reserves="reserve_at_eighty_percent_suffices_in_about_four_worlds_of_five "
               "pooling_saves_little_if_much_is_shared"),
    ),
    Claim(
        "S14c", "Projects are finished by the promised day.",
        ("M01", "M05", "M06", "M18"), ("order", "reserve", "slack"),
        ("on_time_share", "value_delivered"),
        _tests(organisations="the_bank_pays_fewer_fines_with_a_heavy_pmo "
               "without_a_pmo_about_half_of_the_projects_are_on_time",
               lessons_plans="one_plan_streams_at_p50_are_hardly_ever_on_time_together"),
    ),
    Claim(
        "S15a", "People grow into harder projects.",
        ("M34", "M33"), ("people", "people_by"), ("levels", "people_lost"),
        _tests(formulas_change="challenge_teaches_and_a_mentor_doubles_it who_has_no_work_forgets",
               lessons_people="growing_a_year_of_mentoring_costs_first_and_lasts_for_years",
               lessons_people_notebook="the_best_mentor_is_the_busiest_and_teaches_most three_who_"
               "learn_from_those_who_have_time_bring_a_little"),
    ),
    Claim(
        "S15b", "People need not fear for what comes next.",
        ("M38", "M33", "M10", "M20"), ("people", "wip_limit", "overtime"),
        ("levels", "people_lost", "reported_truth"),
        _tests(formulas_change="security_is_half_bench "
               "overload_and_fatigue_quadruple_it_and_all_that_holds_halves_it",
               organisations="people_stay_long_in_the_town_and_not_with_the_bridge_builders",
               lessons_people="turnover_people_who_can_stand_in_for_each_other_stay_longer "
               "turnover_overtime_costs_people",
               lessons_people_notebook="a_way_up_keeps_people_and_courses_do_not tired_people_"
               "mend_more_and_get_nothing_done_in_many_hours"),
    ),
    Claim(
        "S16a", "Courses make people better.",
        ("M34",), ("people", "people_by"), ("levels",),
        _tests(formulas_change="half_of_a_course_is_lost_in_half_a_year_unless_it_is_used",
               lessons_people="growing_a_year_of_courses_pays_within_that_year_and_then_fades",
               lessons_pmo="interior_all_of_the_courses_cost_more_than_they_bring",
               lessons_people_notebook="courses_pay_within_two_years_and_not_within_half_a_year"),
    ),
    Claim(
        "S16b", "Mentors make people better, and newcomers useful.",
        ("M34", "M07"), ("people", "people_by"), ("levels", "took"),
        _tests(formulas_change="challenge_teaches_and_a_mentor_doubles_it",
               formulas_flow="eight_more_people_help_little_and_late_ones_not_at_all",
               lessons_people="growing_courses_win_over_half_a_year_and_over_two_but_mentoring_ove"
               "r_five growing_mentoring_at_its_default_price_does_not_pay_in_five_years",
               lessons_newcomers="people_hired_at_the_very_end_make_a_project_later_if_newcomers_a"
               "re_slow",
               larkmoor="mentors_make_people_better_and_fewer_leave",
               lessons_people_notebook="three_who_learn_from_the_best_cost_a_fifth_of_all_maps "
               "mentors_for_everybody_and_for_ever_do_not_pay_in_two_years_and_for_half_a_year_do"),
    ),
    Claim(
        "S16c", "Who sees a way up stays.",
        ("M33",), ("people", "people_by"), ("people_lost",),
        _tests(formulas_change="an_overloaded_office_loses_as_many_as_the_rate_says",
               metrics="people_lost_are_those_who_gave_notice",
               lessons_people="turnover_a_way_up_holds_more_people_than_a_mentor",
               larkmoor="where_there_is_a_way_up_fewer_leave",
               lessons_people_notebook="a_way_up_keeps_people_and_courses_do_not"),
    ),
    Claim(
        "S16d", "People who know each other solve hard problems.",
        ("M32", "M08"), ("knowledge",), ("levels", "took"),
        _tests(formulas_change="three_quarters_of_knowledge_are_kept_each_month "
               "knowledge_saves_effort_with_falling_returns",
               organisations="most_work_of_the_bridge_builders_repeats_and_is_learnt",
               lessons_people="knowledge_the_community_is_worth_its_hours_and_its_lag",
               lessons_newcomers="repetition_helps_less_those_who_forget",
               lessons_people_notebook="telling_each_other_saves_days_where_surveys_are_alike_and_"
               "costs_where_they_are_not"),
    ),
    Claim(
        "S16e", "What is spent on people pays in the long run.",
        ("M12", "M11", "M31"), ("improve", "people"), ("levels", "net"),
        _tests(formulas_flow="improvement_gets_more_done_from_week_23_and_has_paid_in_week_46",
               switches="with_all_mechanisms_off_a_pmo_that_only_works_on_people_changes_nothing",
               lessons_people="j_curve_two_years_together_get_more_done",
               larkmoor="who_looks_after_people_and_what_they_know_is_paid_for_it",
               lessons_people_notebook="five_hours_pay_in_both_years_and_less_in_the_end_than_"
               "improvement a_rule_that_pays_after_two_years_loses_after_half_a_year"),
    ),
    Claim(
        "S17", "The faster the world changes, the more a PMO is worth.",
        ("M24", "M14"), ("order", "select", "stop"), ("net", "alignment_share"),
        _tests(organisations="only_the_young_firm_changes_its_mind_and_does_so_often "
               "the_young_firm_lives_through_more_turbulence_than_the_bank "
               "a_young_firm_does_best_without_a_pmo",
               lessons_pmo="turbulence_makes_looking_worth_more "
               "turbulence_makes_looking_worth_more_than_order_and_limits "
               "turbulence_the_curve_rises_from_still_to_changing",
               lessons_its_keep="an_office_that_watches_risks_is_worth_more_the_more_goes_wrong"),
    ),
    Claim(
        "S18a", "Bold projects carry an organisation forward.",
        ("M22", "M01"), ("select", "slack"), ("value_delivered", "net"),
        _tests(formulas_choice="where_some_estimates_are_worse_than_others_shrinking_chooses_bette"
               "r",
               chance="novel_work_is_less_certain_than_routine_work",
               lessons_choosing="choosing_by_promises_drawn_back_pays_where_promises_are_wild_gues"
               "ses"),
    ),
    Claim(
        "S18b", "Being on time and being worth most go together.",
        ("M05", "M06"), ("order",), ("on_time_share", "value_delivered"),
        _tests(scenarios="size_value_and_urgency_disagree "
               "cost_of_delay_brings_more_than_the_highest_value_first",
               lessons_people="adoption_on_time_wins_where_late_is_worth_nothing"),
    ),
    Claim(
        "S19", "It is hard to get a PMO going.",
        ("M30", "M31"), ("method", "improve", "visibility"), ("pmo_share", "pmo_cost", "levels"),
        _tests(formulas_change="the_functions_are_the_records_fields_and_each_has_its_own_lag "
               "maturity_stays_between_the_first_level_and_the_top",
               lessons_people="j_curve_the_first_half_year_gets_less_done",
               lessons_its_keep="whoever_founds_everything_at_once_has_less_done_for_months "
               "whoever_begins_with_what_helps_soonest_is_hardly_behind"),
    ),
    Claim(
        "S20", "People defend themselves against yet another office.",
        ("M28",), ("stakeholder", "visibility", "method"), ("levels",),
        _tests(organisations="a_heavy_pmo_makes_the_young_firm_resist_and_the_bank_hardly "
               "rules_feel_heavy_early_in_the_young_firm_and_late_in_the_bank",
               formulas_change="resistance_makes_people_go_past_the_pmo_and_report_carelessly",
               lessons_people="resistance_a_heavy_pmo_is_more_than_a_free_culture_takes "
               "resistance_where_governance_is_normal_the_same_pmo_meets_none",
               lessons_pmo="boundary_the_heavy_pmo_wins_less_where_people_want_no_rules",
               lessons_its_keep="where_rules_are_resented_more_goes_round_the_same_office_and_it_"
               "brings_less"),
    ),
    Claim(
        "S21a", "Without leadership behind it a PMO does not last.",
        ("M29", "M37"), ("stakeholder", "evidence"), ("pmo_survived", "levels"),
        _tests(formulas_change="value_and_a_sponsor_keep_a_pmo_and_resistance_ends_it",
               organisations="visits_pay_in_the_town_and_not_in_the_young_firm",
               lessons_people="sponsor_visits_quicken_decisions_by_a_week",
               lessons_pmo="survival_a_sponsor_who_has_lost_interest_closes_it "
               "survival_visits_that_talk_resistance_away_keep_it",
               lessons_its_keep="an_office_that_prevents_in_silence_is_mostly_closed"),
    ),
    Claim(
        "S21b", "A PMO lasts if it can show what it is worth.",
        ("M37",), ("evidence",), ("pmo_survived",),
        _tests(formulas_change="rescues_are_seen_and_prevention_is_not_unless_there_is_a_ledger "
               "an_exposed_claim_costs_more_than_saying_nothing",
               organisations="the_towns_council_closes_a_heavy_pmo_more_often_than_one_made_for_it",
               lessons_pmo="survival_the_same_pmo_is_kept_more_often_with_a_ledger "
               "survival_claims_are_riskier_than_a_ledger_and_than_saying_nothing",
               lessons_its_keep="who_is_seen_to_help_is_kept_and_who_claims_much_is_not of_the_"
               "lower_end_nearly_all_audits_find_as_much_of_the_average_half_of_the_best_none"),
    ),
    Claim(
        "S22", "Good relations bring warnings in time.",
        ("M36", "M28", "M29"), ("stakeholder",), ("levels", "detection_delay"),
        _tests(formulas_change="a_warning_halves_the_trust_that_an_issue_costs "
               "trust_comes_back_slowly_and_not_all_of_it",
               lessons_seeing="surprise_costs_half_the_trust_when_a_report_had_warned",
               lessons_people="resistance_visits_talk_it_away"),
    ),
    Claim(
        "S23", "A PMO made for its organisation beats one out of a book.",
        ("M30", "M28", "M32"), ("tailored", "method", "review_weeks"), ("net", "pmo_share"),
        _tests(organisations="the_best_ready_made_policy_is_another_one_in_another_place "
               "a_town_does_best_with_an_office_made_for_it "
               "a_firm_of_bridge_builders_does_best_with_an_office_made_for_it",
               lessons_people="method_a_tailored_standard_hurts_nothing "
               "resistance_a_light_pmo_is_less_than_a_bureau_takes",
               lessons_its_keep="seven_functions_that_fit_make_nearly_every_world_better_off_for_"
               "less"),
    ),
    Claim(
        "S24a", "In sum: projects follow the aims.",
        ("M22", "M23", "M24"), ("select", "order", "stop"), ("alignment_share", "orphan_spend"),
        _tests(metrics="money_for_what_nobody_wants_is_counted_by_how_little_it_serves",
               lessons_choosing="strategy_shifts_orphan_a_quarter_of_projects_that_take_a_year",
               lessons_parts="in_sum_choosing_by_the_aims_pays_where_more_is_asked_than_a_year_"
               "can_hold",
               lessons_its_keep="an_order_by_aims_saves_nothing_of_what_dead_goals_cost_and_"
               "beginning_less_does"),
    ),
    Claim(
        "S24b", "In sum: people are where they count.",
        ("M03", "M04", "M05"), ("order", "wip_limit", "projects_per_person"),
        ("utilisation", "queue", "value_delivered"),
        _tests(lessons="first_flight_focus_and_order_together_are_better_still",
               scenarios="too_small_a_limit_on_work_in_progress_hurts",
               lessons_pmo="setting_one_bad_limit_loses_more_than_half_of_the_gain_and_some_worlds",
               lessons_priorities="everything_first_one_project_at_once_leaves_people_without_work",
               lessons_parts="in_sum_people_are_where_they_count_and_most_where_they_did_three_"
               "things_at_once",
               lessons_its_keep="most_of_what_the_seven_bring_comes_from_who_works_on_what_and_"
               "from_good_will"),
    ),
    Claim(
        "S24c", "In sum: the office gets better and better.",
        ("M12", "M31", "M34"), ("improve", "people", "knowledge"), ("levels", "net"),
        _tests(formulas_flow="capability_erodes_without_improvement_and_never_below_nothing",
               formulas_change="full_maturity_is_worth_its_whole_gain",
               lessons_people="j_curve_maturity_alone_still_costs_in_its_second_year",
               lessons_pmo="interior_half_of_the_time_for_improvement_gets_less_done_than_none",
               lessons_parts="in_sum_getting_better_costs_in_half_a_year_and_pays_within_a_whole_"
               "one",
               lessons_its_keep="most_of_what_the_seven_bring_comes_from_who_works_on_what_and_"
               "from_good_will"),
    ),
    Claim(
        "S24d", "In sum: the organisation is ahead of others.",
        ("M06", "M05"), ("order", "wip_limit"), ("value_delivered", "mean_finish"),
        _tests(organisations="what_is_late_loses_a_part_of_its_worth_each_week_in_the_young_firm_"
               "only",
               formulas_flow="value_that_decays_halves_and_a_fine_is_paid_once"),
    ),
    Claim(
        "S25", "No organisation that lives on projects can do without one.",
        ("M30", "M28", "M37"), ("order", "review_weeks", "risk", "method"), ("net", "pmo_survived"),
        _tests(organisations="a_young_firm_does_best_without_a_pmo "
               "a_heavy_pmo_ruins_a_young_firm",
               lessons_pmo="boundary_in_a_young_office_with_novel_work_no_pmo_wins "
               "boundary_in_a_bureau_every_pmo_wins_and_the_heavy_one_most",
               lessons_its_keep="where_rules_are_resented_and_little_goes_wrong_no_office_pays"),
    ),
)  # fmt: skip
"""All claims, in the order of their numbers."""

"""Every id the library must have, by kind: the methods of 154 papers on rewards and the usual baselines."""

INDEX = {
    "grounding": (
        "hit iou g2_point g2_coverage g2_total step_gui_point step_gui_box step_gui_slide step_gui_action se_gui "
        "gui_g1 aer rc_vote tiered gui_r1_action ui_venus_action "
    ),
    "steps": (
        "pav mrt_progress vsrm vps_delta relative_progress p2s implicit_log_ratio goal_baseline "
        "perceptual_segments budget_progress progress_estimate quality_gain meta_tags novel_and_useful count_decay "
        "count_bonus hindsight_curiosity sign_reward vpr_oracle visual_rationale webgen_step tool_output mask_fill "
        "reorder r3 softmax_fusion drm_score "
    ),
    "credit": (
        "spa_redistribute spa_step_reward importance_redistribute return_decomposition thought_merge capo_credit "
        "exit_decay token_weights discounted_return pure_soft pure_strict clip_delta potential_shaping renorm "
        "gated_sum aspect_mix positive_only_rubric dataprm_mix reasonflux_mix spark_rewards effective_action_scale "
        "conciseness_scale bounded_penalty aux_weight_search vector_scalarise "
    ),
    "advantages": (
        "group_zscore rloo copo pacs two_level step_pool_advantage turn_advantage mixed_turn_batch rlvmr_advantage "
        "dual_granularity prime_advantage flag_penalty webrl_advantage direct_advantage hindsight_gae "
        "fork_advantage tree_advantage graph_merge empg aem spae "
    ),
    "trees": (
        "mc_estimate binary_search_first_error omega_select tree_value role_values grounded_backup hrm_samples "
        "hnc_merge value_beam reward_beam continuation_labels sorm_labels truncated_step_sampling "
    ),
    "calibration": (
        "rlcr brier ece auroc preference_ece minnorm_weights ppo_c ppo_m_loss autocal_r simcal_w oua h_calibration "
        "par running_shapers flip_noise rpr_calibrate trust_weight "
    ),
    "judges": (
        "yes_token principle_entailment followup_likelihood pairwise_debiased reference_policy_score "
        "think_prm_score rm_r1 branch_rethink critical_trm tool_judge critique_then_score rubric_route ui_genie_rm "
        "webarbiter ternary_verdict reward_plugin view_ablation debate spare_align step_majority wrong_step_vote "
        "ensemble_score ternary_propagate first_error_verifier corrective_prm "
    ),
    "curation": (
        "csrs_select segments thought_correction_pairs reflect_loop prof_filter consensus_filter hybrid_label "
        "agreement_filter one_pair_filter accuracy_band disagreement_filter replay_filter chain_filter "
        "transition_filter rl_group_gate active_query critic_band learnability pc_grpo_weight horizon_curriculum "
        "turn_cap corrupt_trajectory verify_action hard_negatives sneaky_errors mutation_labels salvage "
        "refined_bon truncate_regenerate refine_query smartsearch_pairs wdpo_pairs spare_pairs rule_pairs "
        "scaled_bt dynamic_beta "
    ),
    "selection": (
        "best_of_n step_aggregate weighted_vote confidence_vote tournament refine_rerank webgen_select backtrack "
        "gated_bon "
    ),
    "metrics": (
        "rank_at_1 one_vs_many best_of_4 processbench_f1 ternary_metrics prm_bench acc_plus contrast_consistency "
        "starc pearson_distance answer_checkers thought_collapse tie_margin family_accuracy "
    ),
}

IDS = {kind: tuple(ids.split()) for kind, ids in INDEX.items()}

//! The regulations' clauses, our own summaries, and what carries each out so far.
//!
//! A clause without an operation is listed as such: the project's own honest gap.

/// A clause.
#[derive(Debug, Clone, Copy)]
pub struct Clause {
    /// Id, after the regulations' own numbers.
    pub id: &'static str,
    /// Summary in English.
    pub en: &'static str,
    /// Summary in Chinese.
    pub zh: &'static str,
    /// Operation ids that carry it out, wholly or in part.
    pub carried_out_by: &'static [&'static str],
}

/// Every clause.
pub const CLAUSES: &[Clause] = &[
    Clause {
        id: "A1",
        en: "RM supports the sales staff in winning business",
        zh: "配合业务人员谈客户、促成交",
        carried_out_by: &[],
    },
    Clause {
        id: "A2",
        en: "No private affairs at work; warning, then dismissal",
        zh: "上班不办私事，先警告、重者解聘",
        carried_out_by: &[],
    },
    Clause {
        id: "A3.1",
        en: "Keep clients, contracts and collections; Saturday meeting, papers before",
        zh: "维系客户到收款；周六开会、会前交材料",
        carried_out_by: &[],
    },
    Clause {
        id: "A3.2",
        en: "Daily visit record, handed in next morning",
        zh: "每日访客留痕，次日上午上交",
        carried_out_by: &[],
    },
    Clause {
        id: "A3.3",
        en: "Weekly client-progress report before the meeting",
        zh: "每周客户推进表，会前交",
        carried_out_by: &[],
    },
    Clause {
        id: "A3.4",
        en: "Written month-end report with prospects and next plan",
        zh: "月末书面小结，附意向名单与下月打算",
        carried_out_by: &[],
    },
    Clause {
        id: "A3.5",
        en: "Quarterly appraisal of each RM and quarterly bonus",
        zh: "按季评业绩、发季度奖",
        carried_out_by: &[],
    },
    Clause {
        id: "A5",
        en: "Attend training; no absence without reason",
        zh: "按要求参训，缺席须有理由",
        carried_out_by: &[],
    },
    Clause {
        id: "A6",
        en: "Kickback or benefit raised: report, wait for instruction",
        zh: "遇利益请求先报告、候指示",
        carried_out_by: &[],
    },
    Clause {
        id: "A7",
        en: "Supervisor assigns walk-ins and callers; written note if away",
        zh: "来访来电由主管派人，主管不在则书面报",
        carried_out_by: &[],
    },
    Clause {
        id: "A8",
        en: "No private business in the firm's name",
        zh: "不得冒用单位名义私下经营",
        carried_out_by: &[],
    },
    Clause {
        id: "A9",
        en: "Carry out other tasks the department manager sets",
        zh: "办好部门负责人临时交办",
        carried_out_by: &[],
    },
    Clause {
        id: "B1",
        en: "Term: what modern banks do business for",
        zh: "概念：现代银行经营思想",
        carried_out_by: &[],
    },
    Clause {
        id: "B2", en: "Term: the loyal client", zh: "概念：忠诚度高的客户", carried_out_by: &[]
    },
    Clause {
        id: "B3",
        en: "Term: the relationship-manager system",
        zh: "概念：客户经理这一制度",
        carried_out_by: &[],
    },
    Clause {
        id: "B4",
        en: "Term: what a target client is worth",
        zh: "概念：目标客户值多少",
        carried_out_by: &[],
    },
    Clause {
        id: "B5",
        en: "Term: the customer-satisfaction strategy",
        zh: "概念：以满意度为核心的策略",
        carried_out_by: &[],
    },
    Clause { id: "B6", en: "Term: team spirit", zh: "概念：协作意识", carried_out_by: &[] },
    Clause {
        id: "B7",
        en: "Term: keeping clients by faultless service",
        zh: "概念：靠服务不出错留客",
        carried_out_by: &[],
    },
    Clause {
        id: "B8",
        en: "Term: keeping clients by starting from their needs",
        zh: "概念：从客户出发的留客做法",
        carried_out_by: &[],
    },
    Clause {
        id: "B9",
        en: "Term: keeping clients by a good experience",
        zh: "概念：靠体验留客",
        carried_out_by: &[],
    },
    Clause {
        id: "B10",
        en: "Question: explain the modern bank's business idea",
        zh: "问答：谈对现代经营思想的认识",
        carried_out_by: &[],
    },
    Clause {
        id: "B11",
        en: "Question: the steps of developing a client",
        zh: "问答：拓客分哪几步",
        carried_out_by: &[],
    },
    Clause {
        id: "B12",
        en: "Question: forms of keeping a relationship",
        zh: "问答：关系维系有何形式",
        carried_out_by: &[],
    },
    Clause {
        id: "B13",
        en: "Question: methods of keeping a relationship",
        zh: "问答：关系维系有何办法",
        carried_out_by: &[],
    },
    Clause {
        id: "B14",
        en: "Question: attending to how the client feels",
        zh: "问答：怎样照顾客户心理",
        carried_out_by: &[],
    },
    Clause {
        id: "B15",
        en: "Question: meeting what the client needs",
        zh: "问答：怎样回应客户所需",
        carried_out_by: &[],
    },
    Clause {
        id: "B16",
        en: "Question: how a lobby manager does the job well",
        zh: "问答：大堂岗位怎样尽责",
        carried_out_by: &[],
    },
    Clause {
        id: "C0",
        en: "Sub-branch proposes rules for insurers, against legal risk",
        zh: "支行为防法律风险提出银保合作办法",
        carried_out_by: &[],
    },
    Clause {
        id: "C1",
        en: "Own staff sell; insurers' people leave, only train",
        zh: "自有人员卖保险，保险公司只做培训",
        carried_out_by: &[],
    },
    Clause {
        id: "C2",
        en: "One insurer per outlet for promotion, sales, training",
        zh: "单个网点仅选一个保险伙伴",
        carried_out_by: &[],
    },
    Clause {
        id: "C3",
        en: "Commission into the upper branch's books, returned by filed plan",
        zh: "手续费先上缴入账，再按预报方案公开返还",
        carried_out_by: &[],
    },
    Clause {
        id: "D1",
        en: "Purpose: market-led, client-centred, profit-aimed RM force",
        zh: "立规目的与经营取向",
        carried_out_by: &[],
    },
    Clause {
        id: "D2",
        en: "Who is an RM; classes A, B and virtual",
        zh: "客户经理定义及三种类别",
        carried_out_by: &[
            "list_managers",
            "get_manager",
            "create_virtual_manager",
            "list_maintainers",
            "set_maintainers",
        ],
    },
    Clause {
        id: "D3.1",
        en: "Good character: lawful, honest, ethical",
        zh: "品行：守法廉洁有操守",
        carried_out_by: &[],
    },
    Clause {
        id: "D3.2",
        en: "Innovation: designs solutions and product combinations",
        zh: "创新：能设计方案与组合",
        carried_out_by: &[],
    },
    Clause {
        id: "D3.3",
        en: "Competence in the bank's assets, liabilities, fee business",
        zh: "业务：熟悉各类业务与制度",
        carried_out_by: &[],
    },
    Clause {
        id: "D3.4",
        en: "Public relations and co-ordination inside the bank",
        zh: "公关：善沟通、能协调内部",
        carried_out_by: &[],
    },
    Clause {
        id: "D3.5",
        en: "Image: manner and dress represent the bank",
        zh: "形象：举止着装合要求",
        carried_out_by: &[],
    },
    Clause {
        id: "D3.6",
        en: "Further bank requirements; class A passes credit-officer exam",
        zh: "附加条件；A类须过信贷资格考试",
        carried_out_by: &[],
    },
    Clause {
        id: "D4",
        en: "Open competitive hiring, fixed term, renewal, B to A",
        zh: "竞聘上岗、同期聘任、合格续聘、B转A",
        carried_out_by: &["update_manager", "list_manager_history"],
    },
    Clause {
        id: "D5.1",
        en: "Research and forecast markets, policy, rivals; report up",
        zh: "调研预测市场、政策与同业并上报",
        carried_out_by: &[],
    },
    Clause {
        id: "D5.2",
        en: "Develop clients: assets and liabilities, both currencies",
        zh: "拓客：存贷并举、本外币兼顾",
        carried_out_by: &[],
    },
    Clause {
        id: "D5.3",
        en: "Market old and new products; after-sales and feedback",
        zh: "推广各类产品，跟进售后与意见",
        carried_out_by: &[],
    },
    Clause {
        id: "D5.4",
        en: "Advise clients on finance, settlement and wealth",
        zh: "为客户出融资、结算、理财主意",
        carried_out_by: &[],
    },
    Clause {
        id: "D5.5",
        en: "Class A: three checks, recovery, files, first classification",
        zh: "A类：三查、清收、建档、分类初评",
        carried_out_by: &[],
    },
    Clause {
        id: "D6",
        en: "Who may market what; credit always to class A",
        zh: "各类人员营销边界，信贷归A类管",
        carried_out_by: &["apply_for_lot", "assign_lot", "apply_for_adjustment"],
    },
    Clause {
        id: "D7.1",
        en: "Regular visits; quarterly analysis of quality clients",
        zh: "经常走访；按季研判好客户",
        carried_out_by: &[],
    },
    Clause {
        id: "D7.2",
        en: "First RM asked answers, passes on or follows up",
        zh: "谁先受理谁负责到底",
        carried_out_by: &[],
    },
    Clause {
        id: "D7.3",
        en: "Single or team marketing; president-led team for four cases",
        zh: "单人或团队；四类客户可由行长牵头组队",
        carried_out_by: &[],
    },
    Clause {
        id: "D8.1",
        en: "Head office guides and trains; branch manages and assesses",
        zh: "总部管业务指导，支行管日常与业绩",
        carried_out_by: &["list_approvals", "set_deputy", "list_deputies"],
    },
    Clause {
        id: "D8.2",
        en: "Head office trains RMs at least twice a year",
        zh: "总部一年至少办两期培训",
        carried_out_by: &[
            "list_trainings",
            "get_training",
            "create_training",
            "update_training",
            "cancel_training",
            "close_training",
            "enrol_in_training",
            "leave_training",
            "excuse_from_training",
            "get_training_code",
            "check_in_to_training",
            "list_attendances",
            "record_attendance",
            "list_training_counts",
        ],
    },
    Clause {
        id: "D8.3",
        en: "Weekly and monthly meetings; daily log with spot checks",
        zh: "周会、月会、日志及抽检",
        carried_out_by: &[],
    },
    Clause {
        id: "D8.4",
        en: "Obey rules on hours, dress and the ten prohibitions",
        zh: "守作息、着装和行内禁令",
        carried_out_by: &[],
    },
    Clause {
        id: "D8.5",
        en: "Risk fund: withhold, return after two years, deduct losses",
        zh: "风险金：计提、两年后逐年退、遇损扣",
        carried_out_by: &[],
    },
    Clause {
        id: "D9.1",
        en: "Allocate the existing book by four methods; full coverage",
        zh: "存量按四法分到人，难分的入虚拟",
        carried_out_by: &[
            "place_bid",
            "get_book",
            "list_bid_digests",
            "enter_beacon",
            "create_round",
            "set_lots",
            "set_participants",
            "publish_round",
            "cancel_round",
            "propose_packs",
            "apply_for_lot",
            "grant_applications",
            "tender_lots",
            "assign_lot",
            "get_dry_run",
            "announce_result",
            "propose_confirmation",
            "create_client",
            "list_clients",
            "confirm_won",
            "get_coverage",
            "list_uncovered",
            "get_client_ownership",
            "get_account_ownership",
        ],
    },
    Clause {
        id: "D9.2",
        en: "New clients: who wins keeps; ratios; natural growth excluded",
        zh: "新户谁做归谁；合做按比例；自然增长不算",
        carried_out_by: &["confirm_won"],
    },
    Clause {
        id: "D9.3",
        en: "Virtual manager's credit: responsibility on a named employee",
        zh: "虚拟名下信贷须有具体责任人",
        carried_out_by: &["apply_for_adjustment"],
    },
    Clause {
        id: "D9.4",
        en: "Changing an allocated client: apply, group, then committee",
        zh: "换户须申请并经两级批",
        carried_out_by: &["decide_approval", "apply_for_adjustment", "list_adjustments", "get_adjustment"],
    },
    Clause {
        id: "D9.5",
        en: "Contested quality clients: single or bundle bidding",
        zh: "多人争的好客户可单个或成捆出价",
        carried_out_by: &[
            "place_bid",
            "change_bid",
            "withdraw_bid",
            "get_my_terms",
            "grant_applications",
            "tender_lots",
            "propose_confirmation",
            "clear_round",
            "get_award",
            "get_result",
            "object_to_result",
            "decide_objection",
        ],
    },
    Clause {
        id: "D10",
        en: "Responsibility on each credit; redetermine and compensate when needed",
        zh: "每笔信贷定责；出险重定责并赔",
        carried_out_by: &[],
    },
    Clause {
        id: "D11.1",
        en: "Performance assessment sets pay; branch runs, guidance binds",
        zh: "业绩评定挂薪，支行按总部意见办",
        carried_out_by: &[],
    },
    Clause {
        id: "D11.2",
        en: "Grade assessment by head office's committee and its office",
        zh: "评级由总部委员会及办公室管",
        carried_out_by: &[],
    },
    Clause {
        id: "D12",
        en: "Quantitative and qualitative; group, departments, then committee",
        zh: "定量加定性；小组、部室、委员会三道",
        carried_out_by: &[],
    },
    Clause {
        id: "D13",
        en: "The bank makes, interprets and amends the rules",
        zh: "制定、释义、修订权在本行",
        carried_out_by: &["propose_policy", "list_policies"],
    },
    Clause {
        id: "D14",
        en: "In force from the day of issue",
        zh: "发布当天起生效",
        carried_out_by: &["propose_policy"],
    },
    Clause {
        id: "E0",
        en: "Banks win clients through a capable team called RMs",
        zh: "开发客户要靠专门队伍",
        carried_out_by: &[],
    },
    Clause {
        id: "E1.1",
        en: "Study the market; set direction, goals and plan",
        zh: "研究市场，定方向、目标、计划",
        carried_out_by: &[],
    },
    Clause {
        id: "E1.2",
        en: "Seek clients actively through every channel",
        zh: "按战略多渠道找客户",
        carried_out_by: &[],
    },
    Clause {
        id: "E1.3",
        en: "Collect client data; archive, evaluation and risk reports",
        zh: "收集资料、建档、写评价与风险报告",
        carried_out_by: &["create_client", "update_client"],
    },
    Clause {
        id: "E1.4",
        en: "Business proposal and risk-control report per co-operation plan",
        zh: "按合作方案写建议与风控报告",
        carried_out_by: &[],
    },
    Clause {
        id: "E1.5",
        en: "Answer risk, product and management departments promptly",
        zh: "及时答复各内部部门",
        carried_out_by: &[],
    },
    Clause {
        id: "E1.6",
        en: "After-sales, live monitoring of the client, suggestion reports",
        zh: "售后跟踪、动态盯经营、提建议",
        carried_out_by: &[],
    },
    Clause {
        id: "E1.7",
        en: "Find latent needs; work out co-operation with the client",
        zh: "挖潜在需求，共商合作",
        carried_out_by: &[],
    },
    Clause {
        id: "E1.8",
        en: "Visit regularly; judge client value periodically",
        zh: "常访客户，定期估价值",
        carried_out_by: &[],
    },
    Clause {
        id: "E1.9",
        en: "Right to investigate and propose; answers for truth, validity",
        zh: "有调查建议权，对材料真实有效担责",
        carried_out_by: &[],
    },
    Clause {
        id: "E2.1",
        en: "Entry: ethics, record, health, college, one year; open to all",
        zh: "入列门槛五项，全员可报",
        carried_out_by: &[],
    },
    Clause {
        id: "E2.2",
        en: "Five grades matched to clients and products",
        zh: "分五级，各对应客户与产品",
        carried_out_by: &["update_manager"],
    },
    Clause {
        id: "E2.3",
        en: "Certification by review and exams; results valid two years",
        zh: "资格审查加考评，考试成绩两年有效",
        carried_out_by: &[],
    },
    Clause {
        id: "E2.4",
        en: "Head office: standards and senior; 分行: others, filed",
        zh: "总行定标准、批高级；分行批其余并备案",
        carried_out_by: &[],
    },
    Clause {
        id: "E3.0",
        en: "Incentives: pay, benefits, expenses, promotion, training",
        zh: "激励含薪酬、福利、费用、晋升、培训",
        carried_out_by: &[],
    },
    Clause {
        id: "E3.1",
        en: "Fixed pay as administrators; floating from profit, unlimited, any form",
        zh: "固定比照行政；浮动随利润、无上下限、形式多样",
        carried_out_by: &[],
    },
    Clause {
        id: "E3.2",
        en: "Marketing expense by grade; own choice, overrun own",
        zh: "营销费按级核定，自主用、超支自付",
        carried_out_by: &[],
    },
    Clause {
        id: "E3.3",
        en: "Promote those above standard; demote or move those below",
        zh: "达标者升，不达标者降或转岗",
        carried_out_by: &[],
    },
    Clause {
        id: "E4.0",
        en: "Follow the operating procedure and stay within authority",
        zh: "按流程、按权限办事",
        carried_out_by: &["propose_position", "propose_position_end", "propose_erasure"],
    },
    Clause {
        id: "E4.1",
        en: "Small: one RM; large or many-need: senior-led team",
        zh: "小客户单人办，大客户高级牵头成组",
        carried_out_by: &[],
    },
    Clause {
        id: "E4.2",
        en: "Regrade clients, match RMs; senior's work; two-RM cases",
        zh: "客户定期分级配人；高级专办；双人情形",
        carried_out_by: &[
            "set_participants",
            "apply_for_lot",
            "assign_lot",
            "rate_client",
            "list_client_ratings",
            "list_workload",
            "apply_for_adjustment",
        ],
    },
    Clause {
        id: "E4.3",
        en: "Profit assessment sets floating pay; non-profit sets grade; split",
        zh: "利润定浮动、非利润定升降；小组损益再分",
        carried_out_by: &[],
    },
];

/// A clause by id.
pub fn find(id: &str) -> Option<&'static Clause> {
    CLAUSES.iter().find(|c| c.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Action;

    #[test]
    fn ids_are_unique_and_operations_exist() {
        let mut seen = std::collections::HashSet::new();
        for c in CLAUSES {
            assert!(seen.insert(c.id), "{}", c.id);
            for op in c.carried_out_by {
                assert!(Action::ALL.iter().any(|a| a.as_str() == *op), "{} {op}", c.id);
            }
        }
        assert_eq!(CLAUSES.len(), 88);
    }
}

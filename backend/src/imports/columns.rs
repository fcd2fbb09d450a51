//! The published columns of each kind of file. The first column is the natural key (of balance changes: the first
//! three). Columns may stand in any order; a file without a required one is refused as a whole.

use super::model::ImportKind;
use crate::text_enum;

text_enum! {
    /// What a column holds.
    ColumnType {
        /// Text; surrounding and repeated spaces do not count.
        Text = "text",
        /// A number or code of the bank, kept as it is.
        Code = "code",
        /// A day, `2026-11-24` or `20261124`.
        Date = "date",
        /// An amount in the account's currency, `1234.56`, without separators.
        Amount = "amount",
        /// A whole number.
        Integer = "integer",
        /// `true` or `false`.
        Flag = "flag",
        /// One of the values listed.
        Choice = "choice",
        /// Several of the values listed, joined by semicolons.
        Choices = "choices",
    }
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// What it holds.
    pub holds: ColumnType,
    /// Whether every row must fill it.
    pub required: bool,
    /// The most characters, or the greatest number.
    pub max: i64,
    /// The values of a choice.
    pub choices: &'static [&'static str],
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    /// A cell.
    pub example: &'static str,
}

const fn column(
    name: &'static str,
    holds: ColumnType,
    required: bool,
    max: i64,
    zh: &'static str,
    en: &'static str,
    example: &'static str,
) -> Column {
    Column { name, holds, required, max, choices: &[], zh, en, example }
}

const fn code(
    name: &'static str,
    required: bool,
    zh: &'static str,
    en: &'static str,
    example: &'static str,
) -> Column {
    column(name, ColumnType::Code, required, 40, zh, en, example)
}

const fn text(
    name: &'static str,
    required: bool,
    max: i64,
    zh: &'static str,
    en: &'static str,
    example: &'static str,
) -> Column {
    column(name, ColumnType::Text, required, max, zh, en, example)
}

const fn date(
    name: &'static str,
    required: bool,
    zh: &'static str,
    en: &'static str,
    example: &'static str,
) -> Column {
    column(name, ColumnType::Date, required, 10, zh, en, example)
}

const fn choice(
    name: &'static str,
    required: bool,
    choices: &'static [&'static str],
    zh: &'static str,
    en: &'static str,
) -> Column {
    let holds = ColumnType::Choice;
    Column { name, holds, required, max: 40, choices, zh, en, example: choices[0] }
}

/// Every flag that a client may carry (E4.2).
pub const CLIENT_FLAGS: &[&str] = &[
    "high_value",
    "quality",
    "key",
    "complex_need",
    "risk_business",
    "risk_present",
    "risk_latent",
    "abnormal_present",
    "abnormal_predicted",
    "first_development",
    "new_product",
];

const ROLES: &[&str] = &[
    "rm",
    "lobby",
    "supervisor",
    "outlet_head",
    "vice_president",
    "president_assistant",
    "president",
    "group_member",
    "hq_business",
    "hq_credit",
    "hq_product",
    "hq_finance",
    "hq_hr",
    "committee_member",
    "auditor",
    "admin",
];

const ORG_UNITS: &[Column] = &[
    code("code", true, "机构号，唯一", "Code of the unit, unique", "B01"),
    text("name", true, 120, "机构名称", "Name of the unit", "城东支行"),
    choice(
        "kind",
        true,
        &["branch", "head_office", "department", "regional_branch", "outlet"],
        "机构类型",
        "Kind of unit",
    ),
    code("parent_code", false, "上级机构号，总行为空", "Code of the unit above; empty for head office", "HO"),
    text("district", false, 80, "所在地区", "District", "城东"),
    date("opened_on", true, "开业日期", "Day of opening", "2005-01-01"),
    date("closed_on", false, "撤销日期", "First day closed", ""),
];

const EMPLOYEES: &[Column] = &[
    code("employee_no", true, "工号，唯一", "Number of the employee, unique", "E0001"),
    text("name", true, 120, "姓名", "Name", "王芳"),
    code("org_unit_code", true, "所属机构号", "Code of the unit", "B01"),
    choice("hire_kind", true, &["employee", "external"], "用工性质", "The bank's own, or external"),
    date("hired_on", true, "入职日期", "Day of hiring", "2015-07-01"),
    date("left_on", false, "离职日期", "First day away", ""),
    choice(
        "role",
        false,
        ROLES,
        "岗位，只由系统管理员导入",
        "Position; from the operator's command line alone",
    ),
    code(
        "username",
        false,
        "登录名，只由系统管理员导入",
        "Login name; from the operator's command line alone",
        "wang.fang",
    ),
];

const MANAGERS: &[Column] = &[
    code("manager_no", true, "客户经理编号，唯一", "Number of the manager, unique", "M0101"),
    text("name", true, 120, "姓名或虚拟经理名称", "Name", "张三"),
    code(
        "employee_no",
        false,
        "工号，虚拟经理为空",
        "Number of the employee; empty for a virtual one",
        "E0021",
    ),
    choice("class", true, &["a", "b", "virtual"], "类别：A、B、虚拟", "Class"),
    choice("b_kind", false, &["in_post", "off_post"], "B 类：在岗、非在岗", "Kind of class B"),
    choice(
        "grade",
        false,
        &["trainee", "level_3", "level_2", "level_1", "senior"],
        "等级，虚拟经理为空",
        "Grade; empty for a virtual one",
    ),
    code("branch_code", true, "支行机构号", "Code of the branch", "B01"),
    code("outlet_code", false, "网点机构号", "Code of the outlet", "B01-1"),
    date("term_from", true, "聘期起", "First day of the term", "2025-01-01"),
    date("term_to", false, "聘期止（次日）", "First day after the term", "2028-01-01"),
    text(
        "reason",
        false,
        400,
        "设立虚拟经理的理由",
        "Why the virtual manager exists",
        "留存暂时难以落实到人的客户",
    ),
    code(
        "maintainer_employee_no",
        false,
        "虚拟经理维护人工号",
        "Employee who maintains the virtual manager",
        "E0022",
    ),
];

const CLIENTS: &[Column] = &[
    code("client_no", true, "客户号，唯一", "Number of the client, unique", "C000001"),
    choice("kind", true, &["corporate", "individual"], "对公、个人", "Kind of client"),
    text("name", true, 200, "客户名称", "Name", "恒信机械制造有限公司"),
    choice(
        "identity_kind",
        false,
        &["uscc", "resident_id", "foreign_other"],
        "证件类型",
        "Kind of identity number",
    ),
    text(
        "identity_no",
        false,
        40,
        "证件号码，校验位须正确",
        "Identity number; its check character is verified",
        "91350100M000100Y43",
    ),
    code("branch_code", true, "支行机构号", "Code of the branch", "B01"),
    code("outlet_code", false, "网点机构号", "Code of the outlet", "B01-1"),
    text("industry", false, 80, "行业", "Industry", "manufacturing"),
    text("place", false, 120, "片区", "Place", "滨江"),
    text("equipment", false, 400, "在用设备", "Equipment in use", "数控机床、注塑机"),
    choice("standing", false, &["core", "basic", "other"], "核心、基本、其他", "Standing"),
    choice("size", false, &["large", "medium", "small"], "规模", "Size"),
    Column {
        name: "flags",
        holds: ColumnType::Choices,
        required: false,
        max: 400,
        choices: CLIENT_FLAGS,
        zh: "标记，以分号分隔",
        en: "Flags, joined by semicolons",
        example: "key;quality",
    },
    date("opened_on", true, "建档日期", "Day from which it is a client", "2015-07-01"),
    text("phone", false, 40, "电话", "Telephone", "13800001234"),
    text("address", false, 200, "地址", "Address", "滨江路12号"),
    code(
        "owner_manager_no",
        false,
        "客户经理编号，空为未分配",
        "Manager who looks after it; empty: unallocated",
        "M0101",
    ),
];

const ACCOUNTS: &[Column] = &[
    code("account_no", true, "账号，唯一", "Number of the account, unique", "6217010000000001"),
    code("client_no", true, "客户号", "Number of the client", "C000001"),
    choice(
        "kind",
        true,
        &["corporate_deposit", "personal_deposit", "loan", "intermediary"],
        "账户类型",
        "Kind of account",
    ),
    text("product", true, 80, "产品", "Product", "单位活期存款"),
    code("currency", true, "币种 (ISO 4217)", "Currency (ISO 4217)", "CNY"),
    code("branch_code", true, "支行机构号", "Code of the branch", "B01"),
    code("outlet_code", false, "网点机构号", "Code of the outlet", "B01-1"),
    column(
        "credit_kind",
        ColumnType::Flag,
        false,
        5,
        "是否授信业务，贷款必为是",
        "Whether it is credit; a loan always is",
        "false",
    ),
    date("opened_on", true, "开户日期", "Day of opening", "2015-07-01"),
    date("closed_on", false, "销户日期", "First day closed", ""),
    column(
        "natural",
        ColumnType::Flag,
        false,
        5,
        "是否自然增长",
        "Whether it grows by itself (D9.2)",
        "false",
    ),
    code(
        "owner_manager_no",
        false,
        "客户经理编号，与客户不同才填",
        "Manager, only where another than the client's",
        "",
    ),
];

const LOANS: &[Column] = &[
    code(
        "account_no",
        true,
        "贷款账号，须已导入",
        "Number of the loan account, loaded before",
        "6217010000000002",
    ),
    date("granted_on", true, "发放日期", "Day of granting", "2025-01-10"),
    date("due_on", false, "到期日期", "Day due", "2027-01-10"),
    column("principal", ColumnType::Amount, true, 20, "本金", "Principal", "500000.00"),
    column("months", ColumnType::Integer, false, 600, "期限（月）", "Duration in months", "24"),
    choice(
        "loan_class",
        true,
        &["normal", "special_mention", "substandard", "doubtful", "loss"],
        "五级分类",
        "Category",
    ),
    text("status", false, 40, "状态", "Status", "running"),
];

const BALANCE_CHANGES: &[Column] = &[
    code("account_no", true, "账号，须已导入", "Number of the account, loaded before", "6217010000000001"),
    date("day", true, "记账日期", "Day of the change", "2026-11-23"),
    column(
        "seq",
        ColumnType::Integer,
        true,
        999_999,
        "当日序号，最大者为日终",
        "Order within the day; the last is the day's end",
        "1",
    ),
    column("balance", ColumnType::Amount, true, 20, "变动后余额", "Balance after the change", "10250.00"),
    column(
        "amount",
        ColumnType::Amount,
        false,
        20,
        "变动金额，仅供参考",
        "Amount of the change, for information",
        "250.00",
    ),
];

/// The columns of a kind of file.
pub fn columns(kind: ImportKind) -> &'static [Column] {
    match kind {
        ImportKind::OrgUnits => ORG_UNITS,
        ImportKind::Employees => EMPLOYEES,
        ImportKind::Managers => MANAGERS,
        ImportKind::Clients => CLIENTS,
        ImportKind::Accounts => ACCOUNTS,
        ImportKind::Loans => LOANS,
        ImportKind::BalanceChanges => BALANCE_CHANGES,
    }
}

/// How many of the first columns are the natural key.
pub fn key_columns(kind: ImportKind) -> usize {
    if kind == ImportKind::BalanceChanges { 3 } else { 1 }
}

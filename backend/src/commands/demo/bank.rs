//! The demo bank as files: the same that a real bank would load. A function of the seed and the day.

use std::collections::HashSet;

use chrono::{Datelike, Days, Months, NaiveDate};
use rand::Rng;
use rand::SeedableRng;
use rand::rngs::StdRng;

use super::names;
use crate::clients::numbers::{resident_id_check_character, uscc_check_character};
use crate::error::{AppError, AppResult};

/// Files by kind, in the order in which they load.
#[derive(Debug, Default)]
pub struct Files {
    /// Units.
    pub org_units: Vec<u8>,
    /// Employees with their positions and logins.
    pub employees: Vec<u8>,
    /// Managers.
    pub managers: Vec<u8>,
    /// Clients with who looks after them.
    pub clients: Vec<u8>,
    /// Accounts.
    pub accounts: Vec<u8>,
    /// Loans.
    pub loans: Vec<u8>,
    /// Balance changes of 15 months.
    pub balance_changes: Vec<u8>,
}

/// A login of the demo.
#[derive(Debug, Clone)]
pub struct Login {
    /// Employee number.
    pub employee_no: String,
    /// User name.
    pub username: String,
    /// Whether the page to sign in offers it.
    pub offered: bool,
}

/// The bank.
#[derive(Debug, Default)]
pub struct Bank {
    /// Its files.
    pub files: Files,
    /// Who signs in.
    pub logins: Vec<Login>,
}

/// Branches: code and name.
pub const BRANCHES: [(&str, &str); 6] = [
    ("B01", "城东支行"),
    ("B02", "城西支行"),
    ("B03", "滨江支行"),
    ("B04", "桥头支行"),
    ("B05", "开发区支行"),
    ("B06", "古镇支行"),
];
const OUTLETS: [&str; 3] = ["营业室", "南路网点", "市场网点"];
const CLIENTS_PER_BRANCH: usize = 500;
const CORPORATE_PER_BRANCH: usize = 125;
const ACCOUNTS: usize = 8_000;
/// Of the clients of a branch, how many in a thousand nobody looks after yet: the first branch is being allocated.
const UNALLOCATED_PERMILLE: [u32; 6] = [260, 90, 90, 140, 90, 60];

/// Head office and one person per role at the first branch; their user names are stable.
const OFFICERS: [(&str, &str, &str, &str); 20] = [
    ("chen.yewu", "陈业", "hq_business", "HO"),
    ("lin.wei", "林薇", "committee_member", "HO"),
    ("he.ming", "何明", "committee_member", "HO"),
    ("xu.xin", "徐欣", "hq_credit", "HO"),
    ("gao.pin", "高品", "hq_product", "HO"),
    ("qian.cai", "钱采", "hq_finance", "HO"),
    ("ren.li", "任莉", "hq_hr", "HO"),
    ("shen.ji", "沈季", "auditor", "HO"),
    ("guan.li", "关理", "admin", "HO"),
    ("fang.zheng", "方正", "committee_member", "HO"),
    ("wang.fang", "王芳", "president", "B01"),
    ("zhou.fu", "周福", "vice_president", "B01"),
    ("zhu.li", "朱丽", "president_assistant", "B01"),
    ("sun.ping", "孙萍", "group_member", "B01"),
    ("tao.ran", "陶然", "group_member", "B01"),
    ("wu.guan", "吴冠", "supervisor", "B01"),
    ("lu.zhu", "陆竹", "outlet_head", "B01-1"),
    ("da.tang", "达棠", "lobby", "B01-1"),
    ("shi.yuan", "石远", "outlet_head", "B01-2"),
    ("mo.li", "莫莉", "outlet_head", "B01-3"),
];

/// Class, kind, grade of the nine managers with a body that each branch has; the tenth is virtual.
const MANAGERS: [(&str, &str, &str); 9] = [
    ("a", "", "senior"),
    ("a", "", "level_1"),
    ("a", "", "level_1"),
    ("a", "", "level_2"),
    ("a", "", "level_2"),
    ("a", "", "level_3"),
    ("a", "", "trainee"),
    ("b", "in_post", "level_3"),
    ("b", "off_post", "level_2"),
];
const FIRST_RMS: [(&str, &str); 9] = [
    ("zhang.san", "张三"),
    ("li.qiu", "李秋"),
    ("zhao.min", "赵敏"),
    ("qian.duo", "钱多"),
    ("sun.li", "孙立"),
    ("zhou.zhou", "周舟"),
    ("wu.yue", "吴悦"),
    ("zheng.he", "郑和"),
    ("feng.xiao", "冯晓"),
];

struct Table {
    rows: csv::Writer<Vec<u8>>,
}

impl Table {
    fn new(columns: &[&str]) -> AppResult<Self> {
        let mut t = Self { rows: csv::Writer::from_writer(Vec::new()) };
        t.add(columns)?;
        Ok(t)
    }
    fn add(&mut self, row: &[&str]) -> AppResult<()> {
        self.rows.write_record(row).map_err(AppError::internal)
    }
    fn done(self) -> AppResult<Vec<u8>> {
        self.rows.into_inner().map_err(|e| AppError::internal(e.to_string()))
    }
}

fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
}

fn text(d: NaiveDate) -> String {
    d.format("%Y-%m-%d").to_string()
}

fn yuan(fen: i64) -> String {
    format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.unsigned_abs() / 100, fen.unsigned_abs() % 100)
}

/// Makes the bank as it stands on a day.
pub fn make(seed: u64, today: NaiveDate) -> AppResult<Bank> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut bank = Bank::default();
    bank.files.org_units = units()?;
    let (employees, managers) = people(&mut rng, &mut bank.logins)?;
    bank.files.employees = employees;
    bank.files.managers = managers;
    book(&mut rng, today, &mut bank.files)?;
    Ok(bank)
}

fn units() -> AppResult<Vec<u8>> {
    let mut t = Table::new(&["code", "name", "kind", "parent_code", "district", "opened_on", "closed_on"])?;
    t.add(&["HO", "江南农村合作银行总行", "head_office", "", "", "2005-01-01", ""])?;
    for (code, name) in
        [("HO-BD", "业务发展部"), ("HO-CR", "信贷管理部"), ("HO-HR", "人力资源部"), ("HO-AU", "审计部")]
    {
        t.add(&[code, name, "department", "HO", "", "2005-01-01", ""])?;
    }
    for (code, name) in BRANCHES {
        t.add(&[code, name, "branch", "HO", &name[..6], "2005-01-01", ""])?;
        for (i, outlet) in OUTLETS.iter().enumerate() {
            let (oc, on) = (format!("{code}-{}", i + 1), format!("{name}{outlet}"));
            t.add(&[&oc, &on, "outlet", code, "", "2005-01-01", ""])?;
        }
    }
    t.done()
}

fn people(rng: &mut StdRng, logins: &mut Vec<Login>) -> AppResult<(Vec<u8>, Vec<u8>)> {
    let mut e = Table::new(&[
        "employee_no",
        "name",
        "org_unit_code",
        "hire_kind",
        "hired_on",
        "left_on",
        "role",
        "username",
    ])?;
    let mut m = Table::new(&[
        "manager_no",
        "name",
        "employee_no",
        "class",
        "b_kind",
        "grade",
        "branch_code",
        "outlet_code",
        "term_from",
        "term_to",
        "reason",
        "maintainer_employee_no",
    ])?;
    let mut count = 0;
    let mut employee = |e: &mut Table, rng: &mut StdRng, name: &str, unit: &str, hire: &str, role: &str| {
        count += 1;
        let no = format!("E{count:04}");
        let hired = date(rng.random_range(2006..2022), rng.random_range(1..13), 15);
        e.add(&[&no, name, unit, hire, &text(hired), "", role, ""]).map(|()| no)
    };
    let mut offered = HashSet::new();
    for (username, name, role, unit) in OFFICERS {
        let no = employee(&mut e, rng, name, unit, "employee", role)?;
        let offered = offered.insert(role) || role == "committee_member" && username == "he.ming";
        logins.push(Login { employee_no: no, username: username.to_owned(), offered });
    }
    for (b, (branch, branch_name)) in BRANCHES.iter().enumerate() {
        if b > 0 {
            let staff = [
                ("president", *branch),
                ("vice_president", branch),
                ("group_member", branch),
                ("group_member", branch),
                ("supervisor", branch),
            ];
            for (role, unit) in staff {
                let name = names::person(rng);
                let no = employee(&mut e, rng, &name, unit, "employee", role)?;
                if role != "vice_president" {
                    let username = format!("{}.{}", branch.to_lowercase(), no.to_lowercase());
                    logins.push(Login { employee_no: no, username, offered: false });
                }
            }
            for i in 1..=3 {
                let name = names::person(rng);
                let role = if i == 3 { "lobby" } else { "outlet_head" };
                employee(&mut e, rng, &name, &format!("{branch}-{i}"), "employee", role)?;
            }
        }
        for (i, (class, b_kind, grade)) in MANAGERS.iter().enumerate() {
            let name = if b == 0 { FIRST_RMS[i].1.to_owned() } else { names::person(rng) };
            let outlet = format!("{branch}-{}", i % 3 + 1);
            let hire = if *class == "b" && *b_kind == "off_post" { "external" } else { "employee" };
            let no = employee(&mut e, rng, &name, &outlet, hire, "rm")?;
            let manager_no = format!("M{}{:02}", &branch[1..], i + 1);
            m.add(&[
                &manager_no,
                &name,
                &no,
                class,
                b_kind,
                grade,
                branch,
                &outlet,
                "2025-01-01",
                "2028-01-01",
                "",
                "",
            ])?;
            let username = if b == 0 {
                FIRST_RMS[i].0.to_owned()
            } else {
                format!("{}.{}", branch.to_lowercase(), no.to_lowercase())
            };
            logins.push(Login {
                employee_no: no.clone(),
                username,
                offered: b == 0 && [0, 3, 6].contains(&i),
            });
            if i == 1 {
                let virtual_no = format!("M{}90", &branch[1..]);
                m.add(&[
                    &virtual_no,
                    &format!("{branch_name}公共客户"),
                    "",
                    "virtual",
                    "",
                    "",
                    branch,
                    "",
                    "2025-01-01",
                    "",
                    "留存暂时难以落实到人的客户",
                    &no,
                ])?;
            }
        }
    }
    Ok((e.done()?, m.done()?))
}

/// Clients, accounts, loans and balances.
fn book(rng: &mut StdRng, today: NaiveDate, files: &mut Files) -> AppResult<()> {
    let mut c = Table::new(&[
        "client_no",
        "kind",
        "name",
        "identity_kind",
        "identity_no",
        "branch_code",
        "outlet_code",
        "industry",
        "place",
        "equipment",
        "standing",
        "size",
        "flags",
        "opened_on",
        "phone",
        "address",
        "owner_manager_no",
    ])?;
    let mut accounts = AccountTables::new(today)?;
    let mut taken = HashSet::new();
    let total = BRANCHES.len() * CLIENTS_PER_BRANCH;
    for n in 0..total {
        let branch_index = n / CLIENTS_PER_BRANCH;
        let branch = BRANCHES[branch_index].0;
        let corporate = n % CLIENTS_PER_BRANCH < CORPORATE_PER_BRANCH;
        let client_no = format!("C{:06}", n + 1);
        let outlet = format!("{branch}-{}", rng.random_range(1..4));
        let opened = date(rng.random_range(2008..2025), rng.random_range(1..13), rng.random_range(1..28));
        let place = names::place(rng);
        let street = rng.random_range(1..300);
        let phone = format!("138{:08}", rng.random_range(0..100_000_000u32));
        let identity = identity_number(rng, corporate, &mut taken);
        let owner = owner(rng, branch_index);
        let profile = Profile::draw(rng, corporate);
        let (name, industry, equipment) = if corporate {
            let (name, i) = names::company(rng);
            (name, names::INDUSTRIES[i].0, names::INDUSTRIES[i].2)
        } else {
            (names::person(rng), "", "")
        };
        c.add(&[
            &client_no,
            if corporate { "corporate" } else { "individual" },
            &name,
            if corporate { "uscc" } else { "resident_id" },
            &identity,
            branch,
            &outlet,
            industry,
            place,
            equipment,
            profile.standing,
            profile.size,
            profile.flags,
            &text(opened),
            &phone,
            &format!("{place}路{street}号"),
            &owner,
        ])?;
        let left = ACCOUNTS.saturating_sub(accounts.count);
        let clients_left = total - n;
        let wanted = (left / clients_left + rng.random_range(0..2)).clamp(1, 5).min(left.max(1));
        accounts.of_client(rng, &client_no, branch, &outlet, opened, corporate, &profile, wanted)?;
    }
    files.clients = c.done()?;
    files.accounts = accounts.accounts.done()?;
    files.loans = accounts.loans.done()?;
    files.balance_changes = accounts.balances.done()?;
    Ok(())
}

struct Profile {
    standing: &'static str,
    size: &'static str,
    flags: &'static str,
    /// Typical deposit in fen.
    scale: i64,
}

impl Profile {
    fn draw(rng: &mut StdRng, corporate: bool) -> Self {
        if !corporate {
            let high = rng.random_ratio(1, 25);
            return Self {
                standing: if high { "basic" } else { "other" },
                size: "small",
                flags: if high { "high_value" } else { "" },
                scale: if high { 200_000_000 } else { 6_000_000 },
            };
        }
        let (standing, size, scale) = match rng.random_range(0..100u32) {
            0..=3 => ("core", "large", 6_000_000_000),
            4..=11 => ("basic", "large", 2_500_000_000),
            12..=39 => ("basic", "medium", 700_000_000),
            _ => ("other", "small", 120_000_000),
        };
        let flags = match rng.random_range(0..40u32) {
            0 => "risk_latent",
            1 => "complex_need",
            2 => "key;quality",
            3 => "new_product",
            _ => "",
        };
        Self { standing, size, flags, scale }
    }
}

/// Who looks after a client: a manager of the branch whose grade fits most, the virtual one, or nobody yet.
fn owner(rng: &mut StdRng, branch: usize) -> String {
    let number = &BRANCHES[branch].0[1..];
    match rng.random_range(0..1_000u32) {
        n if n < UNALLOCATED_PERMILLE[branch] => String::new(),
        n if n < UNALLOCATED_PERMILLE[branch] + 40 => format!("M{number}90"),
        _ => format!("M{number}{:02}", rng.random_range(1..8)),
    }
}

fn identity_number(rng: &mut StdRng, corporate: bool, taken: &mut HashSet<String>) -> String {
    loop {
        let first = if corporate {
            format!("91330{:03}MA{:07}", rng.random_range(100..200), rng.random_range(0..10_000_000u32))
        } else {
            let born = date(1950, 1, 1) + Days::new(rng.random_range(0..19_000));
            format!(
                "330{:03}{}{:03}",
                rng.random_range(102..328),
                born.format("%Y%m%d"),
                rng.random_range(0..1_000)
            )
        };
        let check =
            if corporate { uscc_check_character(&first) } else { resident_id_check_character(&first) };
        if let Some(check) = check {
            let number = format!("{first}{check}");
            if taken.insert(number.clone()) {
                return number;
            }
        }
    }
}

struct AccountTables {
    accounts: Table,
    loans: Table,
    balances: Table,
    count: usize,
    today: NaiveDate,
    from: NaiveDate,
}

impl AccountTables {
    fn new(today: NaiveDate) -> AppResult<Self> {
        let from = today.checked_sub_months(Months::new(15)).unwrap_or(today);
        Ok(Self {
            accounts: Table::new(&[
                "account_no",
                "client_no",
                "kind",
                "product",
                "currency",
                "branch_code",
                "outlet_code",
                "credit_kind",
                "opened_on",
                "closed_on",
                "natural",
                "owner_manager_no",
            ])?,
            loans: Table::new(&[
                "account_no",
                "granted_on",
                "due_on",
                "principal",
                "months",
                "loan_class",
                "status",
            ])?,
            balances: Table::new(&["account_no", "day", "seq", "balance", "amount"])?,
            count: 0,
            today,
            from,
        })
    }

    #[allow(clippy::too_many_arguments)]
    fn of_client(
        &mut self,
        rng: &mut StdRng,
        client_no: &str,
        branch: &str,
        outlet: &str,
        opened: NaiveDate,
        corporate: bool,
        profile: &Profile,
        wanted: usize,
    ) -> AppResult<()> {
        for i in 0..wanted {
            self.count += 1;
            let no = format!("6217{}{:010}", &branch[1..], self.count);
            let opened = (opened + Days::new(rng.random_range(0..400))).min(self.today - Days::new(30));
            let (kind, product) = match (corporate, i, rng.random_range(0..10u32)) {
                (true, 0, _) => ("corporate_deposit", "单位活期存款"),
                (true, _, 0..=4) => ("loan", "流动资金贷款"),
                (true, _, 5) => ("intermediary", "代发工资"),
                (true, _, _) => ("corporate_deposit", "单位定期存款"),
                (false, 0, _) => ("personal_deposit", "活期储蓄"),
                (false, _, 0) => ("loan", "个人经营贷款"),
                (false, _, 1) => ("intermediary", "代销理财"),
                (false, _, _) => ("personal_deposit", "定期储蓄"),
            };
            let natural = kind == "personal_deposit" && rng.random_ratio(1, 3);
            self.accounts.add(&[
                &no,
                client_no,
                kind,
                product,
                "CNY",
                branch,
                outlet,
                if kind == "loan" { "true" } else { "false" },
                &text(opened),
                "",
                if natural { "true" } else { "false" },
                "",
            ])?;
            match kind {
                "loan" => self.loan(rng, &no, opened, profile.scale)?,
                "intermediary" => {}
                _ => self.deposit(rng, &no, opened, profile.scale)?,
            }
        }
        Ok(())
    }

    fn deposit(&mut self, rng: &mut StdRng, no: &str, opened: NaiveDate, scale: i64) -> AppResult<()> {
        let mut balance = scale / 100 * rng.random_range(5..180);
        let trend = rng.random_range(-3..7i64);
        let mut day = self.from.max(opened);
        while day <= self.today {
            self.balances.add(&[no, &text(day), "1", &yuan(balance), ""])?;
            let before = balance;
            balance += balance / 100 * (rng.random_range(-12..13i64) + trend) + rng.random_range(0..10_000);
            balance = balance.max(0);
            if rng.random_ratio(1, 20) {
                let amount = yuan(balance - before);
                self.balances.add(&[no, &text(day), "2", &yuan(balance), &amount])?;
            }
            day = day + Days::new(rng.random_range(6..28));
        }
        Ok(())
    }

    fn loan(&mut self, rng: &mut StdRng, no: &str, opened: NaiveDate, scale: i64) -> AppResult<()> {
        let granted = opened.max(date(self.today.year() - 3, 1, 10));
        let months = [12u32, 24, 36, 60][rng.random_range(0..4)];
        let due = granted.checked_add_months(Months::new(months)).unwrap_or(granted);
        let principal = (scale / 100 * rng.random_range(20..160) / 1_000_000).max(5) * 1_000_000;
        let class = match rng.random_range(0..100u32) {
            0 => "doubtful",
            1..=2 => "substandard",
            3..=7 => "special_mention",
            _ => "normal",
        };
        let status = if due <= self.today { "repaid" } else { "running" };
        self.loans.add(&[
            no,
            &text(granted),
            &text(due),
            &yuan(principal),
            &months.to_string(),
            class,
            status,
        ])?;
        let step = principal / i64::from(months);
        let mut day = granted;
        let mut left = principal;
        let mut opening = None;
        while day <= self.today && day <= due {
            if day >= self.from {
                if let Some(balance) = opening.take() {
                    self.balances.add(&[no, &text(self.from), "1", &yuan(balance), ""])?;
                }
                let seq = if day == self.from { "2" } else { "1" };
                self.balances.add(&[no, &text(day), seq, &yuan(left), ""])?;
            } else {
                opening = Some(left);
            }
            day = day.checked_add_months(Months::new(1)).unwrap_or(self.today + Days::new(1));
            left = if day >= due { 0 } else { (left - step).max(0) };
        }
        if let Some(balance) = opening {
            self.balances.add(&[
                no,
                &text(self.from),
                "1",
                &yuan(if due <= self.from { 0 } else { balance }),
                "",
            ])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(file: &[u8]) -> usize {
        csv::Reader::from_reader(file).records().filter(Result::is_ok).count()
    }

    #[test]
    fn it_has_the_size_that_is_promised_and_is_the_same_again() {
        let day = date(2026, 11, 24);
        let bank = make(1, day).unwrap();
        assert_eq!(rows(&bank.files.org_units), 1 + 4 + 6 + 18);
        assert!((110..=130).contains(&rows(&bank.files.employees)), "{}", rows(&bank.files.employees));
        assert_eq!(rows(&bank.files.managers), 60);
        assert_eq!(rows(&bank.files.clients), 3_000);
        let accounts = rows(&bank.files.accounts);
        assert!((7_900..=8_100).contains(&accounts), "{accounts}");
        assert!(rows(&bank.files.balance_changes) > 100_000);
        assert_eq!(make(1, day).unwrap().files.balance_changes, bank.files.balance_changes);
    }
}

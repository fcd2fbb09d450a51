//! The demo bank's units and people: one person per role at the first branch, with names that stay.

use std::collections::HashSet;

use rand::Rng;
use rand::rngs::StdRng;

use super::bank::Login;
use super::names;
use super::tables::{Table, date, text};
use crate::error::AppResult;

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
/// Head office and one person per role at the first branch; their user names are stable.
const OFFICERS: [(&str, &str, &str, &str); 21] = [
    ("chen.yewu", "陈业", "hq_business", "HO"),
    ("lin.wei", "林薇", "committee_member", "HO"),
    ("he.ming", "何明", "committee_member", "HO"),
    ("xu.xin", "徐欣", "hq_credit", "HO"),
    ("gao.pin", "高品", "hq_product", "HO"),
    ("qian.cai", "钱采", "hq_finance", "HO"),
    ("ren.li", "任莉", "hq_hr", "HO"),
    ("zhao.ren", "赵仁", "hq_hr", "HO"),
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

/// The file of units.
pub(super) fn units() -> AppResult<Vec<u8>> {
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

/// The files of employees and of managers, and who signs in.
pub(super) fn people(rng: &mut StdRng, logins: &mut Vec<Login>) -> AppResult<(Vec<u8>, Vec<u8>)> {
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

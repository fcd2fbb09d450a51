//! The demo bank's accounts with their loans and balances.

use chrono::{Datelike, Days, Months, NaiveDate};
use rand::Rng;
use rand::rngs::StdRng;

use super::book::Profile;
use super::tables::{Table, date, text, yuan};
use crate::error::AppResult;

/// The files that a client's accounts go into.
pub(super) struct AccountTables {
    pub(super) accounts: Table,
    pub(super) loans: Table,
    pub(super) balances: Table,
    pub(super) count: usize,
    today: NaiveDate,
    from: NaiveDate,
}

impl AccountTables {
    pub(super) fn new(today: NaiveDate, months: u32) -> AppResult<Self> {
        let from = today.checked_sub_months(Months::new(months)).unwrap_or(today);
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

    /// The accounts of one client; whether a loan is among them.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn of_client(
        &mut self,
        rng: &mut StdRng,
        client_no: &str,
        branch: &str,
        outlet: &str,
        opened: NaiveDate,
        corporate: bool,
        profile: &Profile,
        wanted: usize,
    ) -> AppResult<bool> {
        let mut borrows = false;
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
            borrows |= kind == "loan";
            match kind {
                "loan" => self.loan(rng, &no, opened, profile.scale)?,
                "intermediary" => {}
                _ => self.deposit(rng, &no, opened, profile.scale)?,
            }
        }
        Ok(borrows)
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

//! Clients as cells.
//!
//! A text that a spreadsheet would run as a formula gets an apostrophe before it. Numbers of clients are text: in CSV,
//! one of digits alone gets a tab before it, or a spreadsheet would drop its zeros. Amounts are in yuan with two
//! decimals, written from whole fen.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::clients::dto::ClientItem;
use crate::clients::model::{ClientKind, ClientState, Size, Standing};
use crate::error::{AppError, AppResult};

/// Who made the file, when, what for; its last row.
#[derive(Debug, Clone)]
pub struct Watermark {
    /// The exporter's name.
    pub exporter: String,
    /// Local time to the minute.
    pub at: String,
    /// What for.
    pub reason: String,
    /// The export's id.
    pub export: String,
}

impl Watermark {
    fn text(&self) -> String {
        format!("导出人：{}　时间：{}　用途：{}　编号：{}", self.exporter, self.at, self.reason, self.export)
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    Text(String),
    /// A number that is a name.
    Code(String),
    /// Fen, where the exporter may see them.
    Fen(Option<i64>),
}

const HEAD: [&str; 15] = [
    "客户号",
    "名称",
    "类别",
    "支行",
    "行业",
    "地区",
    "地位",
    "规模",
    "标识",
    "证件号（掩码）",
    "管户经理",
    "日均余额（元）",
    "信贷余额（元）",
    "占用",
    "状态",
];

fn cells(c: &ClientItem) -> [Cell; 15] {
    let text = |t: &str| Cell::Text(t.to_owned());
    let opt = |t: &Option<String>| Cell::Text(t.clone().unwrap_or_default());
    let owners: Vec<String> = c
        .owners
        .iter()
        .map(|o| match o.bps {
            10_000 => o.manager_name.clone(),
            bps => format!("{} {}.{:02}%", o.manager_name, bps / 100, bps % 100),
        })
        .collect();
    let flags: Vec<&str> = c.flags.iter().map(|f| f.as_str()).collect();
    [
        Cell::Code(c.client_no.clone()),
        text(&c.name),
        text(match c.kind {
            ClientKind::Corporate => "对公",
            ClientKind::Individual => "个人",
        }),
        text(&c.branch_name),
        opt(&c.industry),
        opt(&c.place),
        text(match c.standing {
            Some(Standing::Core) => "核心",
            Some(Standing::Basic) => "基本",
            Some(Standing::Other) => "其他",
            None => "",
        }),
        text(match c.size {
            Some(Size::Large) => "大",
            Some(Size::Medium) => "中",
            Some(Size::Small) => "小",
            None => "",
        }),
        Cell::Text(flags.join(" ")),
        opt(&c.identity_masked),
        Cell::Text(owners.join("；")),
        Cell::Fen(c.worth_fen),
        Cell::Fen(c.exposure_fen),
        text(if c.locked_by.is_some() { "是" } else { "" }),
        text(match c.state {
            ClientState::Active => "在管",
            ClientState::Closed => "已销户",
            ClientState::Erased => "已删除",
        }),
    ]
}

/// A text that no spreadsheet runs.
fn harmless(text: &str) -> String {
    let formula =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
    if text.trim_start_matches([' ', '\u{3000}']).starts_with(formula) || text.starts_with(formula) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Fen as yuan with two decimals.
fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

fn in_csv(cell: &Cell) -> String {
    match cell {
        Cell::Text(t) => harmless(t),
        Cell::Code(t) if !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit()) => format!("\t{t}"),
        Cell::Code(t) => harmless(t),
        Cell::Fen(fen) => fen.map(yuan).unwrap_or_default(),
    }
}

/// UTF-8 with its mark, lines end as RFC 4180 says.
pub fn csv(items: &[ClientItem], mark: &Watermark) -> AppResult<Vec<u8>> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    out.write_record(HEAD).map_err(AppError::internal)?;
    for item in items {
        out.write_record(cells(item).iter().map(in_csv)).map_err(AppError::internal)?;
    }
    out.write_record([harmless(&mark.text())]).map_err(AppError::internal)?;
    out.into_inner().map_err(AppError::internal)
}

/// A workbook of one sheet. Texts stay texts there, whatever they begin with; amounts are numbers where a
/// spreadsheet holds them exactly.
pub fn xlsx(items: &[ClientItem], mark: &Watermark) -> AppResult<Vec<u8>> {
    workbook(items, mark).map_err(AppError::internal)
}

/// What a spreadsheet's number holds to the fen: fifteen digits.
const EXACT: i64 = 999_999_999_999_999;

fn workbook(items: &[ClientItem], mark: &Watermark) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (bold, money, plain) = (
        Format::new().set_bold(),
        Format::new().set_num_format("#,##0.00"),
        Format::new().set_num_format("@"),
    );
    let sheet = book.add_worksheet().set_name("客户")?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, head) in (0u16..).zip(HEAD) {
        sheet.write_string_with_format(0, column, head, &bold)?;
        sheet.set_column_width(column, 16)?;
    }
    let mut at = 1u32;
    for item in items {
        for (column, cell) in (0u16..).zip(cells(item)) {
            match cell {
                Cell::Text(t) | Cell::Code(t) if t.is_empty() => {}
                Cell::Text(t) => {
                    sheet.write_string(at, column, harmless(&t))?;
                }
                Cell::Code(t) => {
                    sheet.write_string_with_format(at, column, harmless(&t), &plain)?;
                }
                Cell::Fen(None) => {}
                Cell::Fen(Some(fen)) => match yuan(fen).parse() {
                    Ok(number) if fen.abs() <= EXACT => {
                        let number: f64 = number;
                        sheet.write_number_with_format(at, column, number, &money)?;
                    }
                    _ => {
                        sheet.write_string(at, column, yuan(fen))?;
                    }
                },
            }
        }
        at += 1;
    }
    sheet.write_string(at, 0, harmless(&mark.text()))?;
    sheet.set_footer(format!("&L{}", mark.text().replace('&', "&&")));
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_run_is_made_text() {
        for text in ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "　＝1", "＝1"] {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
        assert_eq!(harmless("张三"), "张三");
        assert_eq!(in_csv(&Cell::Code("0012".to_owned())), "\t0012");
        assert_eq!(in_csv(&Cell::Code("C0012".to_owned())), "C0012");
        assert_eq!(in_csv(&Cell::Fen(Some(-5))), "-0.05");
        assert_eq!(in_csv(&Cell::Fen(None)), "");
    }

    proptest! {
        #[test]
        fn an_amount_reads_back_as_the_same_fen(fen in any::<i64>()) {
            let text = yuan(fen);
            let digits: String = text.chars().filter(|c| *c != '.').collect();
            prop_assert_eq!(digits.parse::<i64>().unwrap(), fen);
            prop_assert_eq!(text.rsplit('.').next().unwrap().len(), 2);
        }

        #[test]
        fn no_text_begins_as_a_formula(text in "\\PC{0,12}") {
            let first = harmless(&text).chars().next();
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r')));
        }
    }
}

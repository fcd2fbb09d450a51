//! Names of fictional people, companies and places, drawn from a seed.

use rand::Rng;
use rand::seq::IndexedRandom;

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓",
    "许", "傅", "沈", "曾", "彭", "吕", "欧阳", "诸葛", "上官", "司徒",
];
const GIVEN: &[&str] = &[
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "霞", "平", "刚", "桂", "英", "华", "玉", "兰", "志", "建", "国", "文", "德", "海", "云", "春", "雪",
    "梅", "松", "鹏", "宇", "浩", "然", "子", "涵", "欣", "怡", "晨", "曦", "瑞", "嘉", "安", "宁",
];
const PLACES: &[&str] =
    &["江南", "滨江", "云溪", "古镇", "桥头", "东湖", "青山", "白沙", "金沙", "石桥", "柳河", "长堤"];
const COMPANY: &[&str] = &[
    "恒信", "瑞丰", "华泰", "盛世", "鼎元", "天成", "同创", "宏图", "永康", "博远", "卓越", "金桥", "东方",
    "新源", "锦绣", "中联", "海纳", "嘉禾", "顺达", "广源", "万里", "长青", "明珠", "双龙",
];

/// An industry with its products.
pub const INDUSTRIES: &[(&str, &str, &str)] = &[
    ("制造业", "机械制造", "数控机床、注塑机"),
    ("纺织业", "纺织", "喷水织机、印染线"),
    ("食品制造业", "食品", "冷库、包装线"),
    ("批发和零售业", "商贸", "仓储货架"),
    ("建筑业", "建筑工程", "塔吊、搅拌车"),
    ("交通运输业", "物流", "货车二十辆、分拣线"),
    ("电子设备制造业", "电子科技", "贴片机、检测台"),
    ("农业", "农业发展", "大棚、灌溉设备"),
];

/// A person's name, two to four characters.
pub fn person(rng: &mut impl Rng) -> String {
    let mut name = pick(rng, SURNAMES).to_owned();
    name.push_str(pick(rng, GIVEN));
    if rng.random_ratio(7, 10) {
        name.push_str(pick(rng, GIVEN));
    }
    name
}

/// A company's name and the index of its industry; now and then a long one, as real registers have.
pub fn company(rng: &mut impl Rng) -> (String, usize) {
    let i = rng.random_range(0..INDUSTRIES.len());
    let (_, word, _) = INDUSTRIES[i];
    let place = pick(rng, PLACES);
    let name = pick(rng, COMPANY);
    let second = pick(rng, COMPANY);
    let full = match rng.random_range(0..10u32) {
        0 => format!("{place}市{name}{second}{word}产业投资发展集团股份有限公司"),
        1..=3 => format!("{place}{name}{word}股份有限公司"),
        _ => format!("{place}{name}{second}{word}有限公司"),
    };
    (full, i)
}

/// A part of town.
pub fn place(rng: &mut impl Rng) -> &'static str {
    pick(rng, PLACES)
}

fn pick(rng: &mut impl Rng, from: &'static [&'static str]) -> &'static str {
    from.choose(rng).copied().unwrap_or_default()
}

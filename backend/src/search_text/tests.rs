//! What search and order promise.

use proptest::prelude::*;

use super::normal::is_han;
use super::readings::{SURNAMES, WORDS, likeliest};
use super::*;

fn found(name: &str, question: &str) -> bool {
    query_plan(question).finds(&name_tokens(name))
}

#[test]
fn zhang_san_is_found_by_characters_pinyin_and_initials() {
    for question in
        ["张三", "张", "三", "zhangsan", "ZhangSan", "zhang san", "zhangs", "san", "zs", "ｚｓ", " 张三 "]
    {
        assert!(found("张三", question), "{question}");
    }
    for question in ["李三", "三张", "zhangsi", "zsx", "ang", "", "  ", "·"] {
        assert!(!found("张三", question), "{question}");
    }
}

#[test]
fn surnames_are_found_as_they_are_read_and_as_they_are_written() {
    for (name, readings) in [
        ("单雄信", ["shanxiongxin", "danxiongxin", "sxx"]),
        ("曾国藩", ["zengguofan", "cengguofan", "zgf"]),
        ("仇英", ["qiuying", "chouying", "qy"]),
        ("解缙", ["xiejin", "jiejin", "xj"]),
        ("区大相", ["oudaxiang", "qudaxiang", "odx"]),
        ("查良镛", ["zhaliangyong", "chaliangyong", "zly"]),
        ("翟天临", ["zhaitianlin", "ditianlin", "ztl"]),
        ("覃海洋", ["qinhaiyang", "tanhaiyang", "qhy"]),
        ("乐嘉", ["yuejia", "lejia", "yj"]),
        ("万俟卨", ["moqi", "mq", "万俟"]),
        ("尉迟恭", ["yuchigong", "ycg", "weichigong"]),
        ("吕布", ["lvbu", "lubu", "lübu"]),
    ] {
        for question in readings {
            assert!(found(name, question), "{name} by {question}");
        }
    }
}

#[test]
fn a_company_is_found_by_any_part() {
    let name = "重庆长江（银行）A股3号有限责任公司";
    for question in [
        "重庆",
        "chongqing",
        "zhongqing",
        "长江",
        "changjiang",
        "cj",
        "银行",
        "yinhang",
        "a",
        "有限责任",
        "公司",
        "yxzrgs",
    ] {
        assert!(found(name, question), "{question}");
    }
    assert!(found(name, "重庆 公司"));
    assert!(found(name, "重庆a股"));
    assert!(!found(name, "北京 公司"));
}

#[test]
fn foreign_names_are_found_without_their_accents() {
    for question in ["dvořák", "DVORAK", "dvo", "jan dvor", "Dvořák Jan"] {
        assert!(found("Jan Dvořák", question), "{question}");
    }
    // The same letters, composed and decomposed.
    assert!(found("Jan Dvor\u{30C}a\u{301}k", "Dvořák"));
}

#[test]
fn long_pinyin_is_cut_alike_on_both_sides() {
    let name = "重庆市沙坪坝区金科房地产开发有限公司";
    assert!(found(name, "chongqingshishapingbaqujinkefangdichan"));
    assert!(found(name, "jinkefangdichankaifayouxiangongsi"));
    assert!(name_tokens(name).iter().all(|token| token.chars().count() <= MAX_TOKEN_CHARS));
}

#[test]
fn texts_are_cleaned_for_storing_and_folded_for_comparing() {
    assert_eq!(clean(" Ａ\u{0}张\u{200B}三\t\n李\u{3000}四 "), "Ａ 张三 李 四");
    assert_eq!(normalise("ＡＢＣ　１２（张三）"), "abc 12(张三)");
    assert_eq!(clean("e\u{301}"), "é");
    assert_eq!(clean("\u{0}"), "");
}

#[test]
fn names_come_in_chinese_order() {
    let expected = [
        "3M中国",
        "Abc",
        "ABD",
        "阿里",
        "陈一",
        "单雄信",
        "沈从文",
        "张三",
        "张三丰",
        "张伟",
        "章一",
        "赵云",
    ];
    let mut sorted = expected;
    sorted.sort_by_key(|name| std::cmp::Reverse(sort_key(name)));
    sorted.sort_by_key(|name| sort_key(name));
    assert_eq!(sorted, expected);
    assert!(sort_key("占山") < sort_key("张三"), "zhan before zhang");
    assert!(sort_key("重庆银行") < sort_key("大华"), "重庆 is read chongqing");
}

#[test]
fn ranges_hold_exactly_the_tokens_that_fit() {
    let tokens = ["zhan", "zhang", "zhangsan", "zhao", "张", "张三"];
    for term in [Term::Prefix("zhang".into()), Term::Exact("张".into()), Term::Exact("zhan".into())] {
        let (from, until) = term.range();
        for token in tokens {
            assert_eq!(
                term.fits(token),
                from.as_str() <= token && token < until.as_str(),
                "{term:?} {token}"
            );
        }
    }
}

#[test]
fn the_tables_of_readings_hold_nothing_needless() {
    for (surname, ways) in SURNAMES {
        assert_ne!(likeliest(&[*surname], true), [Some(ways[0].to_owned())], "{surname}");
    }
    for (word, ways) in WORDS {
        let alone: Vec<_> = word.chars().flat_map(|c| likeliest(&[c], false)).flatten().collect();
        assert_eq!(alone.len(), ways.len(), "{word}");
        let leading = [word.chars().next().unwrap(), '一'];
        let as_surname = likeliest(&leading, true)[0].clone();
        assert!(alone != *ways || as_surname.as_deref() != Some(ways[0]), "{word}");
    }
}

const CHARACTERS: &str = "张三李四王五赵钱孙单曾仇解区查盖尉朴任华缪翟覃乐重庆长江银行厦门成都吕绿女阿大公司有限责任\
    国际贸易科技股份沙坪坝金科房地产开发那哈会计西藏石沈盛朝参省𠮷〇丽水调味空弹传车";

fn name() -> impl Strategy<Value = String> {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    prop::collection::vec(prop::sample::select(characters), 2..14).prop_map(|c| c.into_iter().collect())
}

fn person() -> impl Strategy<Value = String> {
    let characters: Vec<char> = CHARACTERS.chars().collect();
    prop::collection::vec(prop::sample::select(characters), 2..5).prop_map(|c| c.into_iter().collect())
}

/// The pinyin of a name, computed apart from the tokens.
fn spelled(name: &str, person: bool) -> Vec<String> {
    likeliest(&name.chars().collect::<Vec<_>>(), person).into_iter().flatten().collect()
}

proptest! {
    #[test]
    fn any_two_neighbours_find_a_name(name in name(), at in any::<prop::sample::Index>()) {
        let characters: Vec<char> = name.chars().collect();
        let at = at.index(characters.len() - 1);
        let two: String = characters[at..at + 2].iter().collect();
        prop_assert!(found(&name, &two));
        prop_assert!(found(&name, &characters[at].to_string()));
    }

    #[test]
    fn any_part_of_a_name_finds_it(name in name(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let characters: Vec<char> = name.chars().collect();
        let (a, b) = (a.index(characters.len()), b.index(characters.len()));
        let part: String = characters[a.min(b)..=a.max(b)].iter().collect();
        prop_assert!(found(&name, &part));
    }

    #[test]
    fn pinyin_and_initials_find_a_name(name in name(), from in any::<prop::sample::Index>()) {
        let person = name.chars().count() <= 4;
        let syllables = spelled(&name, person);
        prop_assume!(!syllables.is_empty());
        let from = from.index(syllables.len());
        let pinyin = syllables[from..].concat();
        prop_assert!(found(&name, &pinyin), "{}", pinyin);
        prop_assert!(found(&name, &pinyin.to_uppercase()));
        prop_assert!(found(&name, &syllables[from..].join(" ")));
        let initials: String = syllables[from..].iter().map(|s| &s[..1]).collect();
        prop_assert!(found(&name, &initials), "{}", initials);
    }

    #[test]
    fn every_dictionary_reading_finds_a_short_name(name in person(), choice in prop::collection::vec(any::<prop::sample::Index>(), 4)) {
        use pinyin::ToPinyinMulti;
        // At most 24 combinations are kept: names that have more are left to the likeliest ones.
        let ways: Vec<Vec<String>> = name
            .chars()
            .map(|c| c.to_pinyin_multi().into_iter().flatten().map(|p| p.plain().replace('ü', "v")).collect())
            .collect();
        let combinations: usize = ways.iter().map(|w| w.len().max(1) + 1).product();
        prop_assume!(combinations <= 24 && ways.iter().all(|w| !w.is_empty()));
        let pinyin: String = ways.iter().zip(&choice).map(|(w, i)| w[i.index(w.len())].clone()).collect();
        prop_assert!(found(&name, &pinyin), "{} by {}", name, pinyin);
    }

    #[test]
    fn any_text_has_tokens_of_letters_and_digits_and_finds_itself(text in "\\PC{0,30}") {
        let tokens = name_tokens(&text);
        for token in &tokens {
            prop_assert!(!token.is_empty());
            prop_assert!(!token.contains(|c: char| c.is_whitespace() || c.is_control()));
        }
        let plan = query_plan(&text);
        prop_assert_eq!(plan.is_empty(), tokens.is_empty());
        prop_assert!(plan.is_empty() || plan.finds(&tokens));
    }

    #[test]
    fn cleaning_and_folding_twice_changes_nothing_more(text in any::<String>()) {
        let (cleaned, folded) = (clean(&text), normalise(&text));
        prop_assert_eq!(clean(&cleaned), cleaned.as_str());
        prop_assert_eq!(normalise(&folded), folded.as_str());
        prop_assert!(!cleaned.contains(char::is_control));
    }

    #[test]
    fn keys_order_by_the_first_character_before_all_else(a in name(), b in name()) {
        let (ka, kb) = (sort_key(&a), sort_key(&b));
        prop_assert_eq!(ka == kb, a == b);
        let first = |name: &str| {
            let characters: Vec<char> = name.chars().collect();
            (likeliest(&characters, true)[0].clone(), characters[0])
        };
        if let ((Some(sa), ca), (Some(sb), cb)) = (first(&a), first(&b))
            && (&sa, ca) != (&sb, cb) {
                prop_assert_eq!(ka.cmp(&kb), (sa, ca).cmp(&(sb, cb)));
            }
        prop_assert!(ka.chars().all(|c| is_han(c) || c == ' ' || c == '~' || c.is_ascii_lowercase()));
    }
}

//! How Han characters are read: pinyin without tones, with the readings that names and places have.

use pinyin::{ToPinyin, ToPinyinMulti};

/// Runs up to this length are read in all their combinations: they may be a person's name.
const SHORT_RUN: usize = 4;

/// No run is read in more ways than this.
const MAX_VARIANTS: usize = 24;

/// Surnames of one character that are not read as the character mostly is, likeliest first.
pub(super) const SURNAMES: &[(char, &[&str])] = &[
    ('单', &["shan"]),
    ('曾', &["zeng"]),
    ('仇', &["qiu"]),
    ('解', &["xie"]),
    ('区', &["ou"]),
    ('查', &["zha"]),
    ('盖', &["ge", "gai"]),
    ('朴', &["piao"]),
    ('缪', &["miao"]),
    ('翟', &["zhai"]),
    ('覃', &["qin", "tan"]),
    ('乐', &["yue", "le"]),
    ('折', &["she"]),
    ('员', &["yun"]),
    ('秘', &["bi"]),
    ('种', &["chong"]),
    ('句', &["gou"]),
    ('黑', &["he"]),
    ('隗', &["wei", "kui"]),
    ('洗', &["xian"]),
    ('牟', &["mu", "mou"]),
    ('召', &["shao"]),
    ('繁', &["po"]),
    ('祭', &["zhai"]),
    ('都', &["du"]),
    ('佴', &["nai"]),
    ('能', &["nai"]),
    ('郇', &["xun", "huan"]),
    ('薄', &["bo"]),
    ('藏', &["zang"]),
    ('长', &["chang", "zhang"]),
    ('重', &["chong"]),
];

/// Words whose characters are read otherwise than alone: surnames of two characters, places, common words.
pub(super) const WORDS: &[(&str, &[&str])] = &[
    ("万俟", &["mo", "qi"]),
    ("尉迟", &["yu", "chi"]),
    ("单于", &["chan", "yu"]),
    ("长孙", &["zhang", "sun"]),
    ("澹台", &["tan", "tai"]),
    ("重庆", &["chong", "qing"]),
    ("银行", &["yin", "hang"]),
    ("商行", &["shang", "hang"]),
    ("行业", &["hang", "ye"]),
    ("长江", &["chang", "jiang"]),
    ("长沙", &["chang", "sha"]),
    ("长春", &["chang", "chun"]),
    ("长安", &["chang", "an"]),
    ("长城", &["chang", "cheng"]),
    ("长寿", &["chang", "shou"]),
    ("长虹", &["chang", "hong"]),
    ("长宁", &["chang", "ning"]),
    ("长三角", &["chang", "san", "jiao"]),
    ("厦门", &["xia", "men"]),
    ("成都", &["cheng", "du"]),
    ("首都", &["shou", "du"]),
    ("都市", &["du", "shi"]),
    ("丰都", &["feng", "du"]),
    ("音乐", &["yin", "yue"]),
    ("会计", &["kuai", "ji"]),
    ("西藏", &["xi", "zang"]),
    ("六安", &["lu", "an"]),
    ("蚌埠", &["beng", "bu"]),
    ("番禺", &["pan", "yu"]),
    ("重组", &["chong", "zu"]),
    ("调味", &["tiao", "wei"]),
    ("空调", &["kong", "tiao"]),
];

/// Characters whose second reading is common enough to look for in long names too.
const AMBIGUOUS: &str = "长行重都乐朝厦会调藏车传单弹盛参省曾";

/// The readings of a run of Han characters: one list of syllables each, the likeliest first.
///
/// `None` stands for a character without a known reading. `may_be_person` is true when the run is all of a name.
pub(super) fn variants(run: &[char], may_be_person: bool) -> Vec<Vec<Option<String>>> {
    let short = run.len() <= SHORT_RUN;
    let per_character: Vec<Vec<Option<String>>> = likeliest(run, may_be_person)
        .into_iter()
        .zip(run)
        .map(|(first, &c)| {
            let mut ways = vec![first];
            if short || AMBIGUOUS.contains(c) {
                for other in dictionary(c) {
                    if !ways.contains(&Some(other.clone())) {
                        ways.push(Some(other));
                    }
                }
            }
            ways
        })
        .collect();

    let mut all: Vec<Vec<Option<String>>> = vec![Vec::new()];
    let mut count = 1;
    for ways in per_character {
        // Once the ways would be too many, the rest is read as it mostly is.
        let kept = if count * ways.len() <= MAX_VARIANTS { ways.len() } else { 1 };
        count *= kept;
        all = all
            .into_iter()
            .flat_map(|head| {
                ways[..kept].iter().map(move |syllable| {
                    let mut longer = head.clone();
                    longer.push(syllable.clone());
                    longer
                })
            })
            .collect();
    }
    all
}

/// The likeliest reading of each character of a run.
pub(super) fn likeliest(run: &[char], may_be_person: bool) -> Vec<Option<String>> {
    let mut syllables: Vec<Option<String>> = run.iter().map(|&c| first(c)).collect();
    if may_be_person
        && (2..=SHORT_RUN).contains(&run.len())
        && let Some((_, ways)) = SURNAMES.iter().find(|(surname, _)| *surname == run[0])
    {
        syllables[0] = Some(ways[0].to_owned());
    }
    for (word, ways) in WORDS {
        let word: Vec<char> = word.chars().collect();
        for at in run.windows(word.len()).enumerate().filter(|(_, w)| *w == word).map(|(at, _)| at) {
            for (offset, way) in ways.iter().enumerate() {
                syllables[at + offset] = Some((*way).to_owned());
            }
        }
    }
    syllables
}

fn first(c: char) -> Option<String> {
    c.to_pinyin().map(|reading| ascii(reading.plain()))
}

/// Every reading the dictionaries have: as a surname, then as a character.
fn dictionary(c: char) -> Vec<String> {
    let surname = SURNAMES.iter().filter(|(s, _)| *s == c).flat_map(|(_, ways)| ways.iter());
    let readings = c.to_pinyin_multi().into_iter().flatten().map(|reading| ascii(reading.plain()));
    surname.map(|way| (*way).to_owned()).chain(readings).collect()
}

/// ü is typed as v; the letter ê stands alone in one rare syllable.
fn ascii(syllable: &str) -> String {
    syllable.replace('ü', "v").replace('ê', "e")
}

//! What is searched, and for what: made from a seed, the same on every machine and every day.

use std::{
    collections::HashSet,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use super::{others, random::Random};

/// Files of the corpus.
const FILES: usize = 1_000;
/// Templates in each file.
const TEMPLATES_PER_FILE: usize = 20;
/// Words planted in the corpus, all of them among the first [`SMALLEST_PACK`], so that every pack finds the same.
pub(crate) const HITS: usize = 177;
/// Numbers of rules to compare, each a prefix of the next.
pub(crate) const PACKS: [usize; 3] = [SMALLEST_PACK, 1_000, 5_000];

const SMALLEST_PACK: usize = 100;
const SEED: u64 = 20_231_024;

/// Common characters of messages, in no order.
const CHARACTERS: &str = "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学\
    么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者\
    被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界\
    门利海受听表德少克代员许陵先口由死安写性马光白或住难望教命花结乐色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男\
    边风解叫任金快原吃妈变通师立象数四失满战远格士音轻目条呢病始达深完今提求清王化空业思切怎非找片罗钱紧南算量断早收北首近类验商推单超根改送交取期件\
    号码请请于办理查询预约确认准备尽快联系服务窗口时段地址";

/// Where everything was written.
pub(crate) struct Corpus {
    /// The folder of the documents.
    pub(crate) documents: PathBuf,
    /// One small document, for what starting costs.
    pub(crate) small: PathBuf,
    /// For each of [`PACKS`], the same words in the form that each tool reads.
    pub(crate) packs: Vec<Pack>,
    /// Bytes of all documents.
    pub(crate) bytes: u64,
}

/// Words to look for, each as a rule with its own message.
pub(crate) struct Pack {
    pub(crate) rules: usize,
    pub(crate) smslint: PathBuf,
    /// One word a line.
    pub(crate) list: PathBuf,
    pub(crate) ast_grep: PathBuf,
    pub(crate) spectral: PathBuf,
}

/// Writes everything below `folder`, in place of what is there.
pub(crate) fn write(folder: &Path) -> io::Result<Corpus> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let documents = folder.join("documents");
    fs::create_dir_all(&documents)?;

    let mut random = Random::new(SEED);
    let words = words(&mut random);
    let mut packs = Vec::new();
    for rules in PACKS {
        let some = &words.list[..rules];
        let write = |name: String, text: String| {
            let file = folder.join(name);
            fs::write(&file, text).map(|()| file)
        };
        packs.push(Pack {
            rules,
            smslint: write(format!("pack-{rules}.yml"), pack_of(some))?,
            list: write(format!("words-{rules}.txt"), some.join("\n") + "\n")?,
            ast_grep: write(format!("ast-grep-{rules}.yml"), others::ast_grep(some))?,
            spectral: write(format!("spectral-{rules}.yml"), others::spectral(some))?,
        });
    }

    let planted = random.distinct(HITS, FILES * TEMPLATES_PER_FILE);
    let mut bytes = 0;
    for file in 0..FILES {
        let text = document(file, &words, &planted, &mut random);
        bytes += text.len() as u64;
        fs::write(documents.join(format!("{file:04}.yml")), text)?;
    }
    let small = folder.join("small.yml");
    fs::write(&small, document(0, &words, &HashSet::from([0]), &mut random))?;
    Ok(Corpus { documents, small, packs, bytes })
}

/// Words of two to four characters, no one of them inside another.
struct Words {
    list: Vec<String>,
    set: HashSet<String>,
    characters: Vec<char>,
}

impl Words {
    /// Whether `text` ends with one of the words.
    fn end(&self, text: &str) -> bool {
        let ends = text.char_indices().rev().take(4).skip(1);
        ends.into_iter().any(|(at, _)| self.set.contains(&text[at..]))
    }
}

fn words(random: &mut Random) -> Words {
    let mut characters: Vec<char> = CHARACTERS.chars().filter(|c| !c.is_whitespace()).collect();
    characters.sort_unstable();
    characters.dedup();
    let count = PACKS.into_iter().max().unwrap_or_default();
    let mut words = Words { list: Vec::new(), set: HashSet::new(), characters };
    let mut taken: HashSet<String> = HashSet::new();
    while words.list.len() < count {
        let word: String = (0..2 + random.below(3)).map(|_| *random.pick(&words.characters)).collect();
        let pieces = pieces(&word);
        if taken.contains(&word) || pieces.iter().any(|piece| words.set.contains(*piece)) {
            continue;
        }
        taken.extend(pieces.into_iter().map(str::to_owned));
        words.set.insert(word.clone());
        words.list.push(word);
    }
    words
}

/// Every run of two or more characters in a word.
fn pieces(word: &str) -> Vec<&str> {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    (0..ends.len())
        .flat_map(|a| ends.iter().skip(a + 2).map(move |b| (a, *b)))
        .map(|(a, b)| &word[ends[a]..b])
        .collect()
}

fn document(file: usize, words: &Words, planted: &HashSet<usize>, random: &mut Random) -> String {
    let mut text = String::from("region: mainland\naccount: enterprise\ntemplates:\n");
    for index in file * TEMPLATES_PER_FILE..(file + 1) * TEMPLATES_PER_FILE {
        let planted = planted.contains(&index).then(|| random.pick(&words.list[..SMALLEST_PACK]).as_str());
        let body = body(planted, words, random);
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "  - name: 通知{index:05}\n    type: notification\n    content: {body}\n    remark: 办理后发给本人\n"
        );
    }
    text
}

/// A body of some forty characters, in which no word stands but the planted one.
fn body(planted: Option<&str>, words: &Words, random: &mut Random) -> String {
    let mut text = String::from("尊敬的用户，");
    let clauses = 2 + random.below(3);
    let home = random.below(clauses);
    for clause in 0..clauses {
        for _ in 0..8 + random.below(6) {
            loop {
                text.push(*random.pick(&words.characters));
                if !words.end(&text) {
                    break;
                }
                text.pop();
            }
        }
        if let Some(word) = planted.filter(|_| clause == home) {
            let _ = write!(text, "，{word}");
        }
        text.push(if clause + 1 == clauses { '。' } else { '，' });
    }
    text
}

/// A pack with a rule for every word, none of them cheaper than a real one.
fn pack_of(words: &[String]) -> String {
    let mut text = String::from("name: bench\ntitle: {zh: 比较用的规则, en: rules to compare by}\n");
    for (index, word) in words.iter().enumerate() {
        let _ = write!(
            text,
            "---
id: word-{index:04}
title: {{zh: 第 {index} 类内容, en: content of kind {index}}}
family: subject
severity: error
applies: {{kind: template}}
match: {{words: [{word}], except: [{word}所在, 无{word}]}}
message:
  zh: “{{match}}”属于第 {index} 类内容
  en: “{{match}}” is content of kind {index}
help: {{zh: 删去或改写, en: leave it out or say it otherwise}}
"
        );
    }
    text
}

//! The schema: the same on both databases, and reversible.

use std::collections::BTreeSet;
use std::path::Path;

use kejing::db::migrate::{self, SchemaState};
use kejing::db::{Db, DbOptions};
use kejing_testdb::TestDatabase;
use sha2::{Digest, Sha256};

fn names(dir: &str) -> BTreeSet<String> {
    std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(dir))
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect()
}

#[test]
fn both_trees_have_the_same_migrations() {
    assert_eq!(names("sqlite"), names("postgresql"));
}

/// A line for each file of the migrations: its SHA-256 and its path.
pub fn hashes() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations");
    let mut out = BTreeSet::new();
    for dir in ["sqlite", "postgresql"] {
        for name in names(dir) {
            for file in ["up.sql", "down.sql"] {
                let path = format!("{dir}/{name}/{file}");
                let hash = Sha256::digest(std::fs::read(root.join(&path)).unwrap());
                out.insert(format!("{hash:x}  {path}"));
            }
        }
    }
    out
}

#[test]
fn a_landed_migration_never_changes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/landed.sha256");
    let landed: BTreeSet<String> =
        std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
    let found = hashes();
    let gone: Vec<_> = landed.difference(&found).collect();
    assert!(gone.is_empty(), "changed after landing: {gone:?}");
    let new: Vec<_> = found.difference(&landed).collect();
    assert!(new.is_empty(), "add these lines to migrations/landed.sha256: {new:#?}");
}

#[test]
fn every_migration_goes_up_down_and_up_again() {
    let test_db = TestDatabase::new().unwrap();
    let db = Db::open(&DbOptions { url: test_db.url().to_owned(), pool_size: 2, relaxed_durability: true })
        .unwrap();
    assert_eq!(migrate::state(&db).unwrap(), SchemaState::Empty);
    migrate::run(&db).unwrap();
    assert_eq!(migrate::state(&db).unwrap(), SchemaState::Current);
    migrate::revert_all(&db).unwrap();
    migrate::run(&db).unwrap();
    assert_eq!(migrate::state(&db).unwrap(), SchemaState::Current);
}

#[test]
fn both_trees_have_the_same_columns_and_checks() {
    let columns = |dir: &str| {
        let mut out = Vec::new();
        for name in names(dir) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../migrations")
                .join(dir)
                .join(name)
                .join("up.sql");
            let sql = std::fs::read_to_string(path).unwrap();
            for line in sql.lines() {
                let line = line.trim().trim_end_matches(',');
                let mut words = line.split_whitespace();
                let first = words.next().unwrap_or_default().to_owned();
                if line.starts_with("CREATE TABLE") && !line.contains("PARTITION OF") {
                    out.push(line.to_owned());
                } else if first.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !first.is_empty() {
                    let null = if line.contains("NOT NULL") || line.contains("PRIMARY KEY") {
                        "not null"
                    } else {
                        "null"
                    };
                    let check =
                        line.find("CHECK (").map(|i| line[i..].split("))").next().unwrap_or_default());
                    let check = check.filter(|c| !c.contains("length(") && !c.contains("IN (0, 1"));
                    out.push(format!("{first} {null} {}", check.unwrap_or_default()));
                }
            }
        }
        out
    };
    let sqlite = columns("sqlite");
    assert!(sqlite.len() > 300);
    assert_eq!(sqlite, columns("postgresql"));
}

//! A consistent copy of the database, keys apart, with a manifest; and the way back.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufReader, BufWriter, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Upgrade, open};
use crate::app::App;
use crate::audit::dto::AuditState;
use crate::config::Config;
use crate::db::migrate::{self, SchemaState};
use crate::db::{Db, DbOptions, Engine, Ts, dump};
use crate::error::{AppError, AppResult};

const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
const SQLITE_FILE: &str = "kejing.db";
const POSTGRES_FILE: &str = "kejing.jsonl.gz";

/// What a backup says about itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Of the manifest.
    pub format: u32,
    /// Version of the program.
    pub program: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// When it was made.
    pub made_at: Ts,
    /// Migrations that the rows belong to.
    pub migrations: Vec<String>,
    /// Rows of each table.
    pub rows: BTreeMap<String, i64>,
    /// Keys without which it cannot be read.
    pub key_ids: Vec<String>,
    /// Place of the audit chain's head that was signed for this backup.
    pub audit_head: Option<i64>,
    /// The files, apart from this one.
    pub files: Vec<FileEntry>,
}

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Its name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256.
    pub sha256: String,
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> AppError + '_ {
    move |e| AppError::config(format!("{}: {e}", path.display()))
}

fn new_dir(dir: &Path) -> AppResult<()> {
    if dir.is_dir() {
        if fs::read_dir(dir).map_err(at(dir))?.next().is_some() {
            return Err(AppError::config(format!("{} is not empty", dir.display())));
        }
        return Ok(());
    }
    if let Some(parent) = dir.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(at(parent))?;
    }
    fs::DirBuilder::new().mode(0o700).create(dir).map_err(at(dir))
}

fn new_file(path: &Path) -> AppResult<fs::File> {
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(at(path))
}

/// The directory of the keys that belong to a directory of data.
pub fn keys_beside(dir: &Path) -> PathBuf {
    PathBuf::from(format!("{}-keys", dir.display()))
}

fn entry(dir: &Path, name: &str) -> AppResult<FileEntry> {
    let path = dir.join(name);
    let mut file = fs::File::open(&path).map_err(at(&path))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut size = 0;
    loop {
        let n = file.read(&mut buffer).map_err(at(&path))?;
        if n == 0 {
            break;
        }
        hash.update(&buffer[..n]);
        size += n as u64;
    }
    Ok(FileEntry { name: name.to_owned(), size, sha256: hex::encode(hash.finalize()) })
}

/// Writes a consistent copy of the database and a manifest into `to`, and the keys into `keys_to`; both are new
/// or empty. Others may go on writing meanwhile. A head of the audit chain is signed first.
///
/// Errors: a directory that holds something; a disk that is full.
pub fn backup(app: &App, to: &Path, keys_to: &Path) -> AppResult<Manifest> {
    new_dir(to)?;
    new_dir(keys_to)?;
    let head = crate::audit::service::sign_head(app, "backup")?;
    let (name, engine) = match app.db().engine() {
        Engine::Sqlite => (SQLITE_FILE, "sqlite"),
        Engine::Postgres => (POSTGRES_FILE, "postgres"),
    };
    let path = to.join(name);
    let copied = match app.db().engine() {
        Engine::Sqlite => {
            drop(new_file(&path)?);
            dump::copy_sqlite(app.db(), &path)?;
            fs::File::open(&path).and_then(|f| f.sync_all()).map_err(at(&path))?;
            dump::count_rows_of_file(&path)?
        }
        Engine::Postgres => {
            let mut out = GzEncoder::new(BufWriter::new(new_file(&path)?), Compression::default());
            dump::write_postgres(app.db(), &mut out)?;
            let mut inner = out.finish().map_err(at(&path))?;
            inner.flush().map_err(at(&path))?;
            inner.get_ref().sync_all().map_err(at(&path))?;
            count_lines(&path)?
        }
    };
    copy_keys(&app.config().keys, keys_to)?;
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        engine: engine.to_owned(),
        made_at: app.clock().now(),
        migrations: migrate::applied_versions(app.db())?,
        rows: copied,
        key_ids: app.keys().keys().into_iter().map(|k| k.key_id).collect(),
        audit_head: head.map(|h| h.idx),
        files: vec![entry(to, name)?],
    };
    let path = to.join(MANIFEST);
    let mut file = new_file(&path)?;
    file.write_all(&serde_json::to_vec_pretty(&manifest)?).map_err(at(&path))?;
    file.sync_all().map_err(at(&path))?;
    Ok(manifest)
}

/// Rows of each table in a dump.
fn count_lines(path: &Path) -> AppResult<BTreeMap<String, i64>> {
    use std::io::BufRead;
    let mut out = BTreeMap::new();
    let mut table = None;
    for line in open_dump(path)?.lines().skip(1) {
        let line = line.map_err(at(path))?;
        if let Some(name) = line.strip_prefix("# ") {
            out.insert(name.to_owned(), 0);
            table = Some(name.to_owned());
        } else if let Some(name) = &table {
            *out.entry(name.clone()).or_default() += 1;
        } else {
            return Err(AppError::config(format!("{}: not a dump", path.display())));
        }
    }
    Ok(out)
}

fn open_dump(path: &Path) -> AppResult<BufReader<GzDecoder<fs::File>>> {
    Ok(BufReader::new(GzDecoder::new(fs::File::open(path).map_err(at(path))?)))
}

/// Copies a keyring's files; the signed audit heads stand among them.
fn copy_keys(from: &Path, to: &Path) -> AppResult<()> {
    for found in fs::read_dir(from).map_err(at(from))? {
        let path = found.map_err(at(from))?.path();
        let Some(name) = path.file_name().filter(|n| !n.to_string_lossy().starts_with('.')) else { continue };
        let mut source = fs::File::open(&path).map_err(at(&path))?;
        let target = to.join(name);
        let mut file = new_file(&target)?;
        std::io::copy(&mut source, &mut file).map_err(at(&target))?;
        file.sync_all().map_err(at(&target))?;
    }
    Ok(())
}

/// Reads a backup's manifest and compares its files with it.
///
/// Errors: a file that is missing, cut or changed.
pub fn check(from: &Path) -> AppResult<Manifest> {
    let path = from.join(MANIFEST);
    let text = fs::read(&path).map_err(at(&path))?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|e| AppError::config(format!("{}: {e}", path.display())))?;
    if manifest.format != FORMAT {
        return Err(AppError::config(format!("format {} of the backup is not {FORMAT}", manifest.format)));
    }
    for file in &manifest.files {
        if entry(from, &file.name)? != *file {
            return Err(AppError::config(format!("{} is not what the manifest says", file.name)));
        }
    }
    Ok(manifest)
}

/// Restores a backup into the empty database and the keys' directory that `config` names, brings the schema up
/// to this program's and walks the audit chain.
///
/// Errors: a backup that is not what its manifest says, or of the other database; a place that is not empty;
/// keys that do not belong to it.
pub fn restore(config: Config, from: &Path, keys_from: &Path) -> AppResult<(App, AuditState)> {
    let manifest = check(from)?;
    let embedded = config.database_url.strip_prefix("sqlite:").map(PathBuf::from);
    if embedded.is_some() != (manifest.engine == "sqlite") {
        return Err(AppError::config(format!("the backup is of {}", manifest.engine)));
    }
    if config.keys.exists() {
        return Err(AppError::config(format!("{} is there already", config.keys.display())));
    }
    match &embedded {
        Some(path) => restore_file(&from.join(SQLITE_FILE), path)?,
        None => restore_rows(&config, &from.join(POSTGRES_FILE))?,
    }
    new_dir(&config.keys)?;
    copy_keys(keys_from, &config.keys)?;
    let app = open(config, Upgrade::Always)?;
    // Rows whose link was still to come when the copy was made.
    crate::audit::service::seal(&app)?;
    let state = crate::audit::service::verify(&app)?;
    Ok((app, state))
}

fn restore_file(from: &Path, to: &Path) -> AppResult<()> {
    if let Some(parent) = to.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(at(parent))?;
    }
    let mut source = fs::File::open(from).map_err(at(from))?;
    let mut file = new_file(to)?;
    std::io::copy(&mut source, &mut file).map_err(at(to))?;
    file.sync_all().map_err(at(to))
}

fn restore_rows(config: &Config, dump_file: &Path) -> AppResult<()> {
    let options = DbOptions {
        url: config.database_url.clone(),
        pool_size: 2,
        relaxed_durability: config.relaxed_durability,
    };
    let db = Db::open(&options)?;
    if migrate::state(&db)? != SchemaState::Empty {
        return Err(AppError::config("the database is not empty".to_owned()));
    }
    dump::load_postgres(&db, || open_dump(dump_file))
}

//! The keyring on disk: a directory of mode 0700 with one JSON file of mode 0600 per purpose.
//!
//! A file is replaced as a whole: written beside itself, synced, renamed, and the directory synced. Changes hold
//! a lock on `.lock`, so that two commands cannot lose each other's key.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::material::{KEY_BYTES, Key, Ring, random_bytes};
use super::{KeyError, Purpose};

const FORMAT: u32 = 1;
const LOCK: &str = ".lock";
const DIR_MODE: u32 = 0o700;
const FILE_MODE: u32 = 0o600;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RingFile {
    format: u32,
    purpose: Purpose,
    /// Id of the key that new things are made under.
    active: String,
    keys: Vec<KeyFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    id: String,
    made_on: NaiveDate,
    /// 32 bytes in base64.
    secret: String,
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

fn io_error(path: &Path) -> impl FnOnce(std::io::Error) -> KeyError + '_ {
    move |source| KeyError::Io { path: path.to_owned(), source }
}

fn ring_path(dir: &Path, purpose: Purpose) -> PathBuf {
    dir.join(format!("{purpose}.json"))
}

/// Refuses a path that its group or anybody else may touch.
fn require_private(path: &Path, mode: u32, wanted: u32) -> Result<(), KeyError> {
    let mode = mode & 0o7777;
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        Err(KeyError::OpenToOthers { path: path.to_owned(), mode, wanted })
    }
}

/// Makes the directory, or takes an empty one that is private already.
pub(super) fn create_dir(dir: &Path) -> Result<(), KeyError> {
    match fs::metadata(dir) {
        Ok(found) => {
            require_private(dir, found.mode(), DIR_MODE)?;
            let mut entries = fs::read_dir(dir).map_err(io_error(dir))?;
            if entries.next().is_some() {
                return Err(KeyError::AlreadyThere { path: dir.to_owned() });
            }
        }
        Err(e) if e.kind() == ErrorKind::NotFound => {
            if let Some(parent) = dir.parent().filter(|p| !p.as_os_str().is_empty()) {
                fs::create_dir_all(parent).map_err(io_error(parent))?;
            }
            DirBuilder::new().mode(DIR_MODE).create(dir).map_err(io_error(dir))?;
        }
        Err(e) => return Err(io_error(dir)(e)),
    }
    Ok(())
}

/// Holds the directory for one change; released when dropped.
pub(super) fn lock(dir: &Path) -> Result<File, KeyError> {
    let path = dir.join(LOCK);
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(FILE_MODE)
        .open(&path)
        .map_err(io_error(&path))?;
    file.lock().map_err(io_error(&path))?;
    Ok(file)
}

pub(super) fn check_dir(dir: &Path) -> Result<(), KeyError> {
    let found = fs::metadata(dir).map_err(io_error(dir))?;
    require_private(dir, found.mode(), DIR_MODE)
}

pub(super) fn read_ring(dir: &Path, purpose: Purpose) -> Result<Ring, KeyError> {
    let path = ring_path(dir, purpose);
    let malformed = |reason: String| KeyError::Malformed { path: path.clone(), reason };
    let mut file = File::open(&path).map_err(io_error(&path))?;
    let found = file.metadata().map_err(io_error(&path))?;
    require_private(&path, found.mode(), FILE_MODE)?;
    // Reserved in one piece: a buffer that grows would leave unwiped copies behind.
    let mut text = Zeroizing::new(Vec::with_capacity(
        usize::try_from(found.len()).unwrap_or_default().saturating_add(1),
    ));
    file.read_to_end(&mut text).map_err(io_error(&path))?;
    // serde's message may quote what it read; only the place is kept.
    let parsed: RingFile = serde_json::from_slice(&text)
        .map_err(|e| malformed(format!("line {}, column {}", e.line(), e.column())))?;
    if parsed.format != FORMAT {
        return Err(malformed(format!("format {} is not {FORMAT}", parsed.format)));
    }
    if parsed.purpose != purpose {
        return Err(malformed(format!("holds {} keys", parsed.purpose)));
    }
    let mut keys: Vec<Key> = Vec::with_capacity(parsed.keys.len());
    for entry in &parsed.keys {
        if keys.iter().any(|key| key.id == entry.id) {
            return Err(malformed(format!("key {} stands there twice", entry.id)));
        }
        let decoded = Zeroizing::new(
            STANDARD
                .decode(&entry.secret)
                .map_err(|_| malformed(format!("key {} is not base64", entry.id)))?,
        );
        let mut secret = Zeroizing::new([0_u8; KEY_BYTES]);
        if decoded.len() != KEY_BYTES {
            return Err(malformed(format!("key {} is not {KEY_BYTES} bytes long", entry.id)));
        }
        secret.copy_from_slice(&decoded);
        keys.push(Key { id: entry.id.clone(), made_on: entry.made_on, secret });
    }
    let active = keys
        .iter()
        .position(|key| key.id == parsed.active)
        .ok_or_else(|| malformed(format!("the active key {} is missing", parsed.active)))?;
    let active = keys.remove(active);
    keys.push(active);
    Ok(Ring { purpose, keys })
}

pub(super) fn write_ring(dir: &Path, ring: &Ring) -> Result<(), KeyError> {
    let path = ring_path(dir, ring.purpose);
    let content = RingFile {
        format: FORMAT,
        purpose: ring.purpose,
        active: ring.active().id.clone(),
        keys: ring
            .keys
            .iter()
            .map(|key| KeyFile {
                id: key.id.clone(),
                made_on: key.made_on,
                secret: STANDARD.encode(key.secret.as_slice()),
            })
            .collect(),
    };
    let mut text = Zeroizing::new(Vec::with_capacity(256 * (content.keys.len() + 1)));
    serde_json::to_writer_pretty(&mut *text, &content)
        .map_err(|e| KeyError::Malformed { path: path.clone(), reason: e.to_string() })?;
    text.push(b'\n');

    let temp = dir.join(format!(".{}.{}.new", ring.purpose, hex::encode(random_bytes::<4>()?)));
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(FILE_MODE).open(&temp)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(&temp, &path)?;
        File::open(dir)?.sync_all()
    })();
    written.map_err(|source| {
        // The rename may have happened already; then there is nothing to remove and nothing to say about it.
        let _ = fs::remove_file(&temp);
        KeyError::Io { path: path.clone(), source }
    })
}

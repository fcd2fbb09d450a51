//! What the keyring promises.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn created() -> (tempfile::TempDir, PathBuf, Keyring) {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("keys");
    let keyring = Keyring::create(&dir, day()).unwrap();
    (place, dir, keyring)
}

#[test]
fn a_new_keyring_is_private_and_opens_again_with_the_same_keys() {
    let (_place, dir, made) = created();
    assert_eq!(mode(&dir), 0o700);
    for entry in fs::read_dir(&dir).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
    assert_eq!(Keyring::open(&dir).unwrap().canaries(), made.canaries());
    assert_eq!(made.keys().len(), Purpose::ALL.len());
    for key in made.keys() {
        assert!(key.key_id.starts_with(&format!("{}-20261123-", key.purpose)), "{}", key.key_id);
        assert!(key.active);
    }
}

#[test]
fn a_keyring_open_to_others_is_refused() {
    let (_place, dir, _) = created();
    let file = dir.join("pii.json");
    for bad in [0o640, 0o604, 0o610] {
        fs::set_permissions(&file, fs::Permissions::from_mode(bad)).unwrap();
        assert!(matches!(Keyring::open(&dir), Err(KeyError::OpenToOthers { mode, .. }) if mode == bad));
    }
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o750)).unwrap();
    assert!(matches!(Keyring::open(&dir), Err(KeyError::OpenToOthers { .. })));
}

#[test]
fn a_keyring_is_never_created_over_another() {
    let (_place, dir, _) = created();
    assert!(matches!(Keyring::create(&dir, day()), Err(KeyError::AlreadyThere { .. })));
}

#[test]
fn a_missing_or_broken_file_is_named_without_its_content() {
    let (_place, dir, _) = created();
    let file = dir.join("jwt.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"format\": 1", "\"format\": \"hush-hush\"")).unwrap();
    let told = Keyring::open(&dir).unwrap_err().to_string();
    assert!(told.contains("jwt.json") && !told.contains("hush"), "{told}");
    fs::write(&file, text.replace("\"purpose\": \"jwt\"", "\"purpose\": \"pii\"")).unwrap();
    assert!(matches!(Keyring::open(&dir), Err(KeyError::Malformed { .. })));
    fs::remove_file(&file).unwrap();
    assert!(matches!(Keyring::open(&dir), Err(KeyError::Io { path, .. }) if path == file));
}

#[test]
fn what_an_older_key_closed_opens_after_rotation() {
    let (_place, dir, mut keyring) = created();
    let aad = field_address("clients", "identity_number", "42");
    let before = keyring.seal(Purpose::Pii, &aad, b"500112199001011239").unwrap();
    let indexed = keyring.blind_index("identity_number", "500112199001011239");
    let new_id = keyring.rotate(Purpose::Pii, day()).unwrap();
    keyring.rotate(Purpose::BlindIndex, day()).unwrap();

    let keyring = Keyring::open(&dir).unwrap();
    let opened = keyring.open_sealed(Purpose::Pii, &before.key_id, &aad, &before.bytes).unwrap();
    assert_eq!(opened.as_slice(), b"500112199001011239");
    let after = keyring.seal(Purpose::Pii, &aad, b"x").unwrap();
    assert_eq!(after.key_id, new_id);
    assert_ne!(after.key_id, before.key_id);

    let searched = keyring.blind_indexes("identity_number", "500112199001011239");
    assert_eq!(searched.len(), 2);
    assert_eq!(searched[0], keyring.blind_index("identity_number", "500112199001011239"));
    assert_eq!(searched[1], indexed);
    assert!(!keyring.blind_indexes("phone", "500112199001011239").contains(&indexed));
}

#[test]
fn rotations_by_two_processes_lose_no_key() {
    let (_place, dir, mut one) = created();
    let mut other = Keyring::open(&dir).unwrap();
    let first = one.rotate(Purpose::File, day()).unwrap();
    let second = other.rotate(Purpose::File, day()).unwrap();
    let keys = Keyring::open(&dir).unwrap().keys();
    let of_file: Vec<_> = keys.iter().filter(|k| k.purpose == Purpose::File).collect();
    assert_eq!(of_file.len(), 3);
    assert_eq!(of_file[1].key_id, first);
    assert_eq!(of_file[2].key_id, second);
    assert_eq!(of_file.iter().filter(|k| k.active).count(), 1);
    assert!(of_file[2].active);
}

#[test]
fn a_canary_tells_a_missing_key_from_a_wrong_one() {
    let (_place, dir, mut keyring) = created();
    keyring.rotate(Purpose::Bid, day()).unwrap();
    for canary in keyring.canaries() {
        keyring.check_canary(&canary.key_id, &canary.value).unwrap();
    }
    let stranger = Keyring::ephemeral();
    let missing = &keyring.canaries()[0];
    let told = stranger.check_canary(&missing.key_id, &missing.value).unwrap_err();
    assert!(told.to_string().contains(&missing.key_id), "{told}");
    assert!(matches!(told, KeyError::UnknownKey { .. }));

    let file = dir.join("jwt.json");
    let text = fs::read_to_string(&file).unwrap();
    let (head, tail) = text.split_once("\"secret\": \"").unwrap();
    let flipped = if tail.starts_with('A') { 'B' } else { 'A' };
    fs::write(&file, format!("{head}\"secret\": \"{flipped}{}", &tail[1..])).unwrap();
    let changed = Keyring::open(&dir).unwrap();
    let jwt = keyring.canaries().into_iter().find(|c| c.purpose == Purpose::Jwt).unwrap();
    assert!(matches!(changed.check_canary(&jwt.key_id, &jwt.value), Err(KeyError::WrongKey { .. })));
}

#[test]
fn a_sealed_value_opens_only_where_it_belongs() {
    let keyring = Keyring::ephemeral();
    let here = field_address("clients", "phone", "1");
    let sealed = keyring.seal(Purpose::Pii, &here, b"13800001234").unwrap();
    let elsewhere = field_address("clients", "phone", "2");
    let open = |purpose, id: &str, aad: &[u8], bytes: &[u8]| keyring.open_sealed(purpose, id, aad, bytes);
    assert!(open(Purpose::Pii, &sealed.key_id, &here, &sealed.bytes).is_ok());
    assert!(matches!(
        open(Purpose::Pii, &sealed.key_id, &elsewhere, &sealed.bytes),
        Err(KeyError::NotAuthentic { .. })
    ));
    assert!(matches!(
        open(Purpose::File, &sealed.key_id, &here, &sealed.bytes),
        Err(KeyError::WrongPurpose { .. })
    ));
    assert!(matches!(
        open(Purpose::Pii, "pii-20000101-000000", &here, &sealed.bytes),
        Err(KeyError::UnknownKey { key_id }) if key_id == "pii-20000101-000000"
    ));
    for cut in 0..sealed.bytes.len() {
        assert!(open(Purpose::Pii, &sealed.key_id, &here, &sealed.bytes[..cut]).is_err());
    }
    assert!(matches!(
        keyring.seal(Purpose::Jwt, &here, b""),
        Err(KeyError::NotForSealing { purpose: Purpose::Jwt })
    ));
}

#[test]
fn signatures_verify_with_the_exported_public_key_too() {
    let mut keyring = Keyring::ephemeral();
    let signed = keyring.sign_head(b"head 7");
    keyring.rotate(Purpose::AuditAnchor, day()).unwrap();
    keyring.verify_head(&signed.key_id, b"head 7", &signed.bytes).unwrap();
    assert!(matches!(
        keyring.verify_head(&signed.key_id, b"head 8", &signed.bytes),
        Err(KeyError::BadSignature { .. })
    ));
    assert!(matches!(
        keyring.verify_receipt(&signed.key_id, b"head 7", &signed.bytes),
        Err(KeyError::WrongPurpose { .. })
    ));
    assert!(keyring.verify_head(&signed.key_id, b"head 7", &signed.bytes[..63]).is_err());

    let receipt = keyring.sign_receipt(b"bid");
    keyring.verify_receipt(&receipt.key_id, b"bid", &receipt.bytes).unwrap();

    let exported = keyring.public_keys();
    assert_eq!(exported.len(), 3);
    let public = exported.iter().find(|k| k.key_id == signed.key_id).unwrap();
    let outside = ed25519_dalek::VerifyingKey::from_bytes(&public.bytes).unwrap();
    outside.verify_strict(b"head 7", &ed25519_dalek::Signature::from_bytes(&signed.bytes)).unwrap();
}

#[test]
fn a_wrapped_round_key_opens_for_its_round_alone() {
    let keyring = Keyring::ephemeral();
    let (round, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let key = RoundKey::generate().unwrap();
    let wrapped = keyring.wrap_round_key(round, &key).unwrap();
    assert!(keyring.unwrap_round_key(other, &wrapped.key_id, &wrapped.bytes).is_err());
    let again = keyring.unwrap_round_key(round, &wrapped.key_id, &wrapped.bytes).unwrap();

    let address = BidAddress { round, manager: Uuid::from_u128(3), bid: Uuid::from_u128(4), version: 1 };
    let sealed = key.seal_bid(&address, b"{\"value\":9}").unwrap();
    assert_eq!(again.open_bid(&address, &sealed).unwrap().as_slice(), b"{\"value\":9}");
    for moved in [
        BidAddress { round: other, ..address },
        BidAddress { manager: other, ..address },
        BidAddress { bid: other, ..address },
        BidAddress { version: 2, ..address },
    ] {
        assert!(matches!(key.open_bid(&moved, &sealed), Err(KeyError::NotAuthentic { .. })));
    }
    assert!(RoundKey::generate().unwrap().open_bid(&address, &sealed).is_err());
    assert_eq!(key.request_hash(b"r"), again.request_hash(b"r"));
    assert_ne!(key.request_hash(b"r"), RoundKey::generate().unwrap().request_hash(b"r"));
}

#[test]
fn cursors_and_audit_digests_outlive_a_rotation() {
    let mut keyring = Keyring::ephemeral();
    let mac = keyring.cursor_mac(b"page 2");
    let digest = keyring.audit_hmac("phone", b"13800001234");
    keyring.rotate(Purpose::Cursor, day()).unwrap();
    keyring.rotate(Purpose::Audit, day()).unwrap();
    assert!(keyring.check_cursor_mac(b"page 2", &mac));
    assert!(!keyring.check_cursor_mac(b"page 3", &mac));
    assert!(!keyring.check_cursor_mac(b"page 2", b""));
    assert_eq!(keyring.audit_hmac_under(&digest.key_id, "phone", b"13800001234").unwrap(), digest.value);
    assert_ne!(keyring.audit_hmac("phone", b"13800001234").value, digest.value);
    assert_ne!(keyring.audit_hmac_under(&digest.key_id, "identity", b"13800001234").unwrap(), digest.value);
}

#[test]
fn tokens_are_checked_by_kid() {
    let mut keyring = Keyring::ephemeral();
    let (kid, secret) = (keyring.jwt_key().0.to_owned(), keyring.jwt_key().1.to_vec());
    keyring.rotate(Purpose::Jwt, day()).unwrap();
    assert_ne!(keyring.jwt_key().0, kid);
    assert_eq!(keyring.jwt_key_by_id(&kid), Some(secret.as_slice()));
    assert_eq!(keyring.jwt_key_by_id("jwt-19700101-zzzzzz"), None);
}

#[test]
fn debug_output_holds_no_secret() {
    let keyring = Keyring::ephemeral();
    let key = RoundKey::generate().unwrap();
    let printed = format!("{keyring:?} {:?} {key:?}", keyring.rings);
    let mut secrets: Vec<&[u8]> = keyring.each().map(|(_, k)| k.secret.as_slice()).collect();
    secrets.push(key.secret.as_slice());
    for secret in secrets {
        assert!(!printed.contains(&hex::encode(secret)));
        assert!(!printed.contains(&format!("{secret:?}")));
        assert!(!printed.contains(&format!("{}, {}, {}", secret[0], secret[1], secret[2])));
    }
}

proptest! {
    #[test]
    fn anything_sealed_opens_to_itself_and_no_flipped_bit_passes(
        text in prop::collection::vec(any::<u8>(), 0..200),
        aad in prop::collection::vec(any::<u8>(), 0..40),
        at in any::<prop::sample::Index>(),
        bit in 0_u8..8,
    ) {
        let keyring = Keyring::ephemeral();
        let mut sealed = keyring.seal(Purpose::File, &aad, &text).unwrap();
        let opened = keyring.open_sealed(Purpose::File, &sealed.key_id, &aad, &sealed.bytes).unwrap();
        prop_assert_eq!(opened.as_slice(), text.as_slice());
        let at = at.index(sealed.bytes.len());
        sealed.bytes[at] ^= 1 << bit;
        prop_assert!(keyring.open_sealed(Purpose::File, &sealed.key_id, &aad, &sealed.bytes).is_err());
    }
}

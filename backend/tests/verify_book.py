#!/usr/bin/env python3
"""Recomputes what a tender publishes, with nothing but Python's standard library.

USE  verify_book.py DIR
DIR holds, as the server gave them after closing:
  round.json     GET /rounds/{id}                (commitment as published before bidding: secret_digest)
  book.json      GET /rounds/{id}/book           (byte by byte)
  digests.json   GET /rounds/{id}/digests
  instance.json  GET /rounds/{id}/book/instance
  receipts.json  [{"manager": id, "receipt": GET /rounds/{id}/bids/{bid}/receipt}]  of whoever hands them over
Prints the draw of each bid; ends with status 1 at the first thing that does not agree. Signatures (Ed25519) are
not in the standard library: the test beside this script checks them.
"""
import hashlib
import json
import pathlib
import sys

SEPARATOR = b"\x1f"


def sha256(*parts):
    return hashlib.sha256(SEPARATOR.join(parts)).digest()


def canonical(value):
    """RFC 8785 for whole numbers and text: members by UTF-16 code units, no space, least escapes."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda n: n.encode("utf-16-be"))
        return "{" + ",".join(canonical(n) + ":" + canonical(value[n]) for n in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        raise SystemExit("a number that is not whole")
    return json.dumps(value, ensure_ascii=False)


def agree(what, a, b):
    if a != b:
        raise SystemExit(f"{what}: {a!r} is not {b!r}")


def bid_digest(round_id, manager, bid, version, body, salt):
    return sha256(b"kejing/bid/v1", round_id.encode(), manager.encode(), bid.encode(), str(version).encode(),
                  canonical(body).encode(), bytes.fromhex(salt))


def body_of(bid):
    return {name: bid[name] for name in ("kind", "lots", "value", "group")}


def main(directory):
    load = lambda name: json.loads((directory / name).read_bytes())
    raw = (directory / "book.json").read_bytes()
    book, published, round_view = json.loads(raw), load("digests.json"), load("round.json")

    # The book: canonical, and what its digest says.
    agree("canonical book", canonical(book).encode(), raw)
    agree("book digest", hashlib.sha256(raw).hexdigest(), published["book_digest"])

    # The draw: the secret keeps the commitment of the publication; the seed follows from book and secret.
    secret = bytes.fromhex(published["secret"])
    agree("commitment", hashlib.sha256(secret).hexdigest(), round_view["secret_digest"])
    agree("commitment in the book", book["commitment"], round_view["secret_digest"])
    parts = [b"kejing/draw/v1", book["round"].encode(), bytes.fromhex(published["first_book_digest"]), secret]
    if published.get("beacon_name"):
        parts.append(published["beacon_figure"].encode())
    agree("seed", sha256(*parts).hex(), published["seed"])

    # Every live bid: its digest, and none more or less is published.
    bids = book["bids"] + [e["bid"] for e in book["excluded"]]
    for b in bids:
        digest = bid_digest(book["round"], b["manager"], b["id"], b["version"], body_of(b), b["salt"])
        agree(f"digest of {b['id']}", digest.hex(), b["digest"])
    agree("digests", sorted(b["digest"] for b in bids), published["items"])

    # Receipts: each is in the book as it was given.
    by_id = {(b["id"], b["version"]): b for b in bids}
    for entry in load("receipts.json"):
        r = entry["receipt"]
        b = by_id[r["bid_id"], r["version"]]
        agree("receipt's digest", r["digest"], b["digest"])
        agree("receipt's body", r["body"], body_of(b))
        message = json.loads(r["message"])
        agree("receipt's text", canonical(message), r["message"])
        agree("receipt's claim", (message["bid"], message["version"], message["digest"]),
              (r["bid_id"], r["version"], r["digest"]))

    # The clearing's input: the same round in the clearing's numbers.
    instance, unit = load("instance.json"), book["exposure_unit_fen"]
    number = {c["id"]: c["number"] for c in book["clients"]}
    of_lot = {l["id"]: sorted(number[c] for c in l["clients"]) for l in book["lots"]}
    of_manager = {m["id"]: m["number"] for m in book["managers"]}
    agree("clients", instance["clients"],
          [{"id": c["number"], "exposure": -(-c["exposure_fen"] // unit)} for c in book["clients"]])
    limit = lambda fen: None if fen is None else fen // unit
    agree("managers", instance["managers"],
          [{"id": m["number"], "capacity": m["capacity"], "max_exposure": limit(m["max_exposure_fen"])}
           for m in book["managers"]])
    agree("lots", instance["lots"], [{"id": l["number"], "clients": of_lot[l["id"]]} for l in book["lots"]])
    groups = {}
    for b, i in zip(book["bids"], instance["bids"], strict=True):
        agree("bid", (i["id"], i["key"], i["manager"], i["value"]),
              (b["number"], b["id"], of_manager[b["manager"]], b["value"]))
        agree("bid's clients", i["clients"], sorted(c for lot in b["lots"] for c in of_lot[lot]))
        group = None if b["group"] is None else groups.setdefault((b["manager"], b["group"]), len(groups))
        agree("bid's group", i["xor"], group)
    agree("instance's seed", instance["seed"], published["seed"])
    agree("instance's book", instance["book_digest"], published["book_digest"])

    # What breaks ties.
    for b in book["bids"]:
        draw = hashlib.sha256(bytes.fromhex(published["seed"]) + b["id"].encode()).digest()[:4]
        print(b["id"], int.from_bytes(draw, "big"))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

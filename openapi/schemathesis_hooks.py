"""Signs in as a demo login for the contract's fuzzer, and names things that are there.

Made-up identifiers find nothing, so most requests would end at 404: three of four well-formed requests get identifiers
of the demo bank's own things instead, and the version that the thing has.
"""

import json
import os
import random
import re
import time
import urllib.error
import urllib.request

import schemathesis

URL = os.environ["KEJING_URL"]
USER, PASSWORD = os.environ["KEJING_USER"], os.environ["KEJING_PASSWORD"]
# Who together see everything.
SEERS = ("shen.ji", "guan.li", "chen.yewu", "wang.fang", "zhang.san")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
chance = random.Random(1)


def sign_in(username):
    request = urllib.request.Request(
        URL + "/api/v1/sessions",
        json.dumps({"username": username, "password": PASSWORD}).encode(),
        {"content-type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["access_token"]


def get(path, token):
    """The answer's body and its version; nothing where it is refused."""
    request = urllib.request.Request(URL + "/api/v1" + path, headers={"authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer), answer.headers.get("etag")
    except urllib.error.HTTPError:
        return {}, None


@schemathesis.auth(refresh_interval=200)
class SignedIn:
    def get(self, case, context):
        return sign_in(USER)

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


# Lists by the kind of thing that they hold.
LISTS = {
    "Adjustment": "/adjustments",
    "Client": "/clients?limit=40",
    "Deputy": "/deputies",
    "Employee": "/employees?limit=60",
    "Import": "/imports",
    "Manager": "/managers?limit=60",
    "Notice": "/notices",
    "OrgUnit": "/org-units",
    "Request": "/approvals",
    "Round": "/rounds",
    "User": "/users?limit=60",
}
OF_ROUND = {"Application": "applications", "Lot": "lots", "Bid": "bids", "Objection": "objections"}


class Things:
    """Identifiers by kind, read once; and those that answers named since."""

    def __init__(self):
        self.known = {}

    def add(self, kind, id):
        known = self.known.setdefault(kind, [])
        if isinstance(id, str) and id not in known:
            known.append(id)
            del known[:-300]

    def add_all(self, kind, page):
        items = page.get("items", []) if isinstance(page, dict) else []
        for item in items:
            if isinstance(item, dict):
                self.add(kind, item.get("id"))
                self.add("Job", item.get("job_id"))
                for position in item.get("positions") or []:
                    self.add("Position", position.get("id") if isinstance(position, dict) else None)

    def read(self):
        for seer in SEERS:
            token = sign_in(seer)
            for kind, path in LISTS.items():
                self.add_all(kind, get(path, token)[0])
            for round in self.known.get("Round", []):
                for kind, part in OF_ROUND.items():
                    self.add_all(kind, get(f"/rounds/{round}/{part}", token)[0])
            for client in self.known.get("Client", [])[:15]:
                self.add_all("Account", get(f"/clients/{client}/accounts", token)[0])
            for employee in self.known.get("Employee", [])[:20]:
                for position in get(f"/employees/{employee}", token)[0].get("positions", []):
                    self.add("Position", position.get("id"))

    def one(self, kind, default):
        known = self.known.get(kind)
        return chance.choice(known) if known else default


things = Things()

# Fields that hold identifiers, by their names.
FIELDS = {
    "account_id": "Account", "actor": "User", "bid": "Bid", "branch_id": "OrgUnit", "client_id": "Client",
    "client_ids": "Client", "deputy_employee_id": "Employee", "employee_id": "Employee", "lot_id": "Lot", "lots": "Lot",
    "manager": "Manager", "manager_id": "Manager", "org_unit_id": "OrgUnit", "outlet_id": "OrgUnit", "owner": "Manager",
    "parent_round": "Round",
}  # fmt: skip


def with_real_things(value, name=None):
    if isinstance(value, dict):
        return {k: with_real_things(v, k) for k, v in value.items()}
    if isinstance(value, list):
        out = []
        for item in value:
            real = with_real_things(item, name)
            out.append(item if real in out else real)
        return out
    if isinstance(value, str) and name in FIELDS and UUID.fullmatch(value):
        return things.one(FIELDS[name], value)
    return value


def kinds_in_paths():
    """Which kind of thing a path's parameter names, as the contract says."""
    with urllib.request.urlopen(URL + "/openapi.json") as answer:
        paths = json.load(answer)["paths"]
    return {
        (path, parameter["name"]): parameter["schema"].get("$ref", "").rsplit("/", 1)[-1].removesuffix("Id")
        for path, item in paths.items()
        for operation in item.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "path"
    }


KINDS = kinds_in_paths()


_token = []


def own_token():
    """A token of the same login for looking things up, made again as it ends."""
    if not _token or time.monotonic() - _token[1] > 200:
        _token[:] = [sign_in(USER), time.monotonic()]
    return _token[0]


@schemathesis.hook
def before_call(context, case, kwargs):
    if not things.known:
        things.read()
    if chance.random() < 0.25:
        return
    real = dict(case.path_parameters or {})
    for name, value in real.items():
        if isinstance(value, str) and UUID.fullmatch(value):
            real[name] = things.one(KINDS.get((case.path, name)), value)
    if real != (case.path_parameters or {}):
        case.path_parameters = real
    if isinstance(case.query, dict) and case.query:
        case.query = with_real_things(case.query)
    if isinstance(case.body, (dict, list)):
        case.body = with_real_things(case.body)
    version = (case.headers or {}).get("If-Match")
    if isinstance(version, str) and re.fullmatch(r'"[0-9]{1,18}"', version):
        parts = case.formatted_path.removeprefix("/api/v1").split("/")
        etag = get("/".join(parts[:3]), own_token())[1]
        if etag:
            case.headers["If-Match"] = etag


# Made things by the last part of the path that makes them.
MADE = {path.split("?")[0][1:]: kind for kind, path in LISTS.items()}
MADE |= {"applications": "Application", "bids": "Bid", "objections": "Objection", "client-exports": "Export"}


@schemathesis.hook
def after_call(context, case, response):
    kind = MADE.get(case.path.rsplit("/", 1)[-1])
    if kind and case.method == "POST" and response.status_code in (201, 202):
        made = response.json()
        things.add(kind, made.get("id") or made.get("bid", {}).get("id"))
        things.add("Job", made.get("job_id"))

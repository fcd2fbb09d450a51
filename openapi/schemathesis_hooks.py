"""Signs in as a demo login for the contract's fuzzer, and again before the access token ends."""

import json
import os
import urllib.request

import schemathesis

URL = os.environ["KEJING_URL"]
LOGIN = {"username": os.environ["KEJING_USER"], "password": os.environ["KEJING_PASSWORD"]}


@schemathesis.auth(refresh_interval=200)
class SignedIn:
    def get(self, case, context):
        request = urllib.request.Request(
            URL + "/api/v1/sessions", json.dumps(LOGIN).encode(), {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["access_token"]

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"

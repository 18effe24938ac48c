"""A small issuer of OpenID Connect on this machine: a city's own sign-in, as far as ours asks it anything."""

import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "tarjotin", "a secret of the issuer"


class Issuer:
    """Says that whoever comes is `person`. `breaks` are wrong answers, status and content, by address."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.forget()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"issuer": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def forget(self) -> None:
        self.person = {"sub": "1", "email": "", "email_verified": True}
        self.claims: dict = {}
        self.refuses = ""
        self.breaks: dict[str, tuple[int, bytes]] = {}
        self.codes: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def configuration(self) -> dict:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def sent_back(self, asked: dict[str, str]) -> str:
        """Where a browser is sent that came to be asked."""
        answer = {"state": asked["state"]}
        if self.refuses:
            answer["error"] = self.refuses
        else:
            answer["code"] = secrets.token_urlsafe()
            self.codes[answer["code"]] = asked["redirect_uri"]
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def tokens(self, sent: dict[str, str]) -> dict | None:
        """For a code, once, to the client that has the secret."""
        is_client = (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        if not is_client or self.codes.pop(sent.get("code", ""), None) != sent.get("redirect_uri"):
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.person, **self.claims}
        return {
            "access_token": "let me read",
            "token_type": "Bearer",
            "id_token": jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "1"}),
        }


class _Handler(BaseHTTPRequestHandler):
    issuer: Issuer

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            self._answer(302, b"", Location=self.issuer.sent_back(asked))
        elif address.path == "/.well-known/openid-configuration":
            self._json(address.path, self.issuer.configuration())
        elif address.path == "/userinfo" and self.headers["Authorization"] == "Bearer let me read":
            self._json(address.path, self.issuer.person)
        else:
            self._answer(404, b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        tokens = self.issuer.tokens({name: values[0] for name, values in parse_qs(body).items()})
        self._json("/token", tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

    def _json(self, path: str, content: dict, status: int = 200) -> None:
        self._answer(*self.issuer.breaks.get(path, (status, json.dumps(content).encode())))

    def _answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments) -> None:
        """Nothing to say."""

"""A TLS server for tests: tls_receiver.py PORT CERTIFICATE KEY [CLIENT_AUTHORITY [MAX_VERSION]].

Answers every POST with 200 and the name in the client's certificate.
"""

import http.server
import ssl
import sys


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        peer = self.connection.getpeercert() or {}
        names = [v for part in peer.get("subject", ()) for k, v in part if k == "commonName"]
        body = (names[0] if names else "nobody").encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


port, certificate, key, *more = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
if len(more) > 1:
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = ssl.TLSVersion[more[1]]
context.load_cert_chain(certificate, key)
if more and more[0]:
    context.load_verify_locations(more[0])
    context.verify_mode = ssl.CERT_REQUIRED
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(port)), Receiver)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print("ready", flush=True)
server.serve_forever()

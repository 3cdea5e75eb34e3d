"""An SMTP server for tests: tls_mail_server.py PORT CERTIFICATE KEY starttls|tls.

Takes mail over TLS, and from the user "broker" only.
"""

import base64
import socketserver
import ssl
import sys

port, certificate, key, security = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)


class Talk(socketserver.BaseRequestHandler):
    def handle(self):
        secure = security == "tls"
        connection = context.wrap_socket(self.request, server_side=True) if secure else self.request
        lines = connection.makefile("rb")

        def say(text):
            connection.sendall(text.encode() + b"\r\n")

        say("220 loopback")
        known = False
        while line := lines.readline().decode():
            verb = line[:4].upper()
            if verb == "EHLO":
                say("250-loopback\r\n250 AUTH PLAIN" if secure else "250-loopback\r\n250 STARTTLS")
            elif verb == "STAR":
                say("220 go on")
                connection = context.wrap_socket(connection, server_side=True)
                lines, secure = connection.makefile("rb"), True
            elif verb == "AUTH":
                say("334 ")
                word = base64.b64decode(lines.readline())
                known = word == b"\0broker\0hemmeligt"
                say("235 welcome" if known else "535 no")
            elif verb == "DATA":
                say("354 go on")
                while lines.readline() != b".\r\n":
                    pass
                say("250 taken")
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 good" if secure and known else "530 who are you?")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", int(port)), Talk)
print("ready", flush=True)
server.serve_forever()

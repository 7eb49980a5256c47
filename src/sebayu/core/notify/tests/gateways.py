"""Two small servers on loopback: one that takes messages like WhatsApp's Cloud API, one that speaks enough SMTP."""

import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def whatsapp_shaped():
    """Keeps what it is sent in `.inbox`; answers with `.status`."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.server.status == 200:
                self.server.inbox.append((self.path, json.loads(body)))
            answer = b'{"messages":[{"id":"wamid.1"}]}'
            self.send_response(self.server.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.inbox, server.status = [], 200
    return serving(server)


def smtp():
    """Takes mail; refuses receivers for good (`tiada`) or for now (`nanti`)."""

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line):
            self.wfile.write(line.encode() + b"\r\n")

        def handle(self):
            self.say("220 uji")
            while line := self.rfile.readline().decode().strip():
                verb = line.upper()
                if verb.startswith("RCPT"):
                    refusal = "550 tidak ada" if "tiada" in line else "450 penuh" if "nanti" in line else ""
                    self.say(refusal or "250 baik")
                elif verb == "DATA":
                    self.say("354 lanjut")
                    mail = []
                    while (text := self.rfile.readline().decode()) != ".\r\n":
                        mail.append(text)
                    self.server.inbox.append("".join(mail))
                    self.say("250 baik")
                elif verb == "QUIT":
                    self.say("221 sampai jumpa")
                    return
                else:
                    self.say("250 baik")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    server.inbox = []
    return serving(server)

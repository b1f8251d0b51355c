"""Says of every request to a server that it came encrypted, as a proxy does that ends TLS before it.

    encrypted.py PORT SERVER_PORT

Buckets refuse connections without TLS, and the server of this judge has none: whoever deploys them with a role of its
own would be refused by what it has just written. One request a connection; nothing else of it is changed.
"""

import contextlib
import shutil
import socket
import socketserver
import sys
import threading


class Request(socketserver.StreamRequestHandler):
    def handle(self):
        first = self.rfile.readline()
        if not first:
            return
        with socket.create_connection(("127.0.0.1", self.server.behind)) as server:
            server.sendall(first + b"x-forwarded-proto: https\r\nconnection: close\r\n")
            threading.Thread(target=self.forward, args=[server], daemon=True).start()
            with contextlib.suppress(OSError):
                shutil.copyfileobj(server.makefile("rb"), self.wfile)

    def forward(self, server):
        with contextlib.suppress(OSError, ValueError):
            while some := self.rfile.read1(65536):
                server.sendall(some)


class Front(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    port, behind = map(int, sys.argv[1:])
    with Front(("127.0.0.1", port), Request) as front:
        front.behind = behind
        front.serve_forever()

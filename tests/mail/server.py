"""Owns the scriptable SMTP server of the mail tests: it counts what arrives and fails where it is told to.

A fault is (step, kind[, times]): step one of greeting EHLO STARTTLS TLS AUTH MAIL RCPT DATA dot QUIT, or
`RCPT:ADDRESS` for one recipient; kind a reply such as "450 4.2.0 later", or hang, reset, close, garbage,
endless. TLS is the handshake, of which the server says nothing then. `times` (default: always) is how often it happens.
"""
import asyncio
import collections
import logging
import re
import socket
import ssl
import struct
import threading

from aiosmtpd.smtp import SMTP, AuthResult

PASSWORD = b"bi mat"
logging.disable(logging.CRITICAL)


class Store:
    """What arrived: (Message-ID, recipient) -> how often; and the words of each session."""

    def __init__(self):
        self.arrived = collections.Counter()
        self.messages = {}
        self.commands = []
        self.sessions = 0
        self.lock = threading.Lock()

    def accept(self, envelope):
        name = re.search(rb"^Message-ID: *<([^@>]*)", envelope.content, re.M | re.I)
        name = name.group(1).decode() if name else "?"
        with self.lock:
            self.messages[name] = envelope.content
            for recipient in envelope.rcpt_tos:
                self.arrived[name, recipient] += 1


class Handler:
    """Takes messages; a fault behind the final dot that is no reply comes after they were taken."""

    def __init__(self, store, server):
        self.store, self.server = store, server

    async def handle_DATA(self, _server, _session, envelope):
        kind = self.server.take_fault("dot")
        if kind and kind[0].isdigit():
            return kind
        self.store.accept(envelope)
        if kind:
            await self.server.misbehave(kind)
            raise ConnectionResetError
        return "250 2.0.0 taken"


class Faulty(SMTP):
    """aiosmtpd's server with faults in front of each of its replies."""

    def __init__(self, store, faults, *args, **kwargs):
        self.store, self.faults, self.step = store, faults, "greeting"
        super().__init__(Handler(store, self), *args, **kwargs)

    def connection_made(self, transport):
        if self.step == "greeting":
            self.store.sessions += 1
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().connection_made(transport)

    def take_fault(self, step):
        for fault in self.faults:
            if fault["step"] == step and fault["times"] != 0:
                fault["times"] -= 1
                return fault["kind"]
        return None

    async def misbehave(self, kind):
        """True when the reply was given (or never will be) by the fault."""
        if kind == "hang":
            await asyncio.sleep(3600)
        elif kind == "reset":
            sock = self.transport.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.transport.abort()
            raise ConnectionResetError
        elif kind == "close":
            self.transport.close()
        elif kind == "garbage":
            await super().push(b"\xff\xfe\x00 GIF89a \x1b[31m what\r\n" * 3)
        elif kind == "endless":
            self._writer.write(b"250-")
            while not self.transport.is_closing():
                self._writer.write(b"x" * 65536)
                await self._writer.drain()
                await asyncio.sleep(0.001)
            raise ConnectionResetError
        else:
            await super().push(kind)

    async def push(self, status):
        step, self.step = self.step, None
        kind = self.take_fault(step) if step else None
        if kind is None:
            await super().push(status)
        else:
            await self.misbehave(kind)

    async def faulty(self, step, method, arg):
        self.store.commands.append(step)
        kind = self.take_fault(step)
        if kind is None and step == "RCPT" and arg:
            kind = self.take_fault("RCPT:" + arg.split("<")[1].split(">")[0])
        if kind is None:
            await method(arg)
        else:
            await self.misbehave(kind)

    async def smtp_EHLO(self, arg):
        await self.faulty("EHLO", super().smtp_EHLO, arg)

    async def smtp_STARTTLS(self, arg):
        kind = self.take_fault("TLS")
        if kind is None:
            await self.faulty("STARTTLS", super().smtp_STARTTLS, arg)
        else:
            await super().push("220 2.0.0 go on")
            await asyncio.sleep(0.1)  # the client has begun by then
            await self.misbehave(kind)

    async def smtp_AUTH(self, arg):
        await self.faulty("AUTH", super().smtp_AUTH, arg)

    async def smtp_MAIL(self, arg):
        await self.faulty("MAIL", super().smtp_MAIL, arg)

    async def smtp_RCPT(self, arg):
        await self.faulty("RCPT", super().smtp_RCPT, arg)

    async def smtp_DATA(self, arg):
        kind = self.take_fault("DATA")
        self.store.commands.append("DATA")
        if kind is None:
            await super().smtp_DATA(arg)
        else:
            await self.misbehave(kind)

    async def smtp_QUIT(self, arg):
        await self.faulty("QUIT", super().smtp_QUIT, arg)


class Server:
    """A server on a port of its own in a thread of its own.

    `tls`: (certificate, key) for STARTTLS; `implicit`: TLS from the first byte."""

    def __init__(self, faults=(), tls=None, implicit=False, login=False, smtputf8=False, size=None):
        self.store = Store()
        self.faults = [dict(zip(("step", "kind", "times"), (*f, -1)[:3])) for f in faults]
        self.context = None
        if tls:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*tls)
        self.implicit = implicit
        self.options = {"hostname": "may-chu.example", "enable_SMTPUTF8": smtputf8,
                        "data_size_limit": size or 33554432}
        if tls and not implicit:
            self.options.update(tls_context=self.context, require_starttls=False)
        if login:
            self.options.update(authenticator=self.authenticate, auth_required=True,
                                auth_require_tls=bool(tls) and not implicit)
        self.loop = asyncio.new_event_loop()

    @staticmethod
    def authenticate(server, session, envelope, mechanism, data):
        good = data.login == b"bao-cao" and data.password == PASSWORD
        return AuthResult(success=good, handled=good or None,
                          message=None if good else "535 5.7.8 Authentication failed")

    def make(self):
        return Faulty(self.store, self.faults, **self.options)

    def __enter__(self):
        self.loop.set_exception_handler(lambda *_: None)
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        start = self.loop.create_server(self.make, "127.0.0.1", 0, backlog=100,
                                        ssl=self.context if self.implicit else None)
        self.server = asyncio.run_coroutine_threadsafe(start, self.loop).result(10)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.server.close)
        self.loop.call_soon_threadsafe(self.loop.stop)

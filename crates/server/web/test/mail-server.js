// A real mail server on loopback, started for a test and ended by it: `smtp-server`.

import { once } from "node:events";
import { SMTPServer } from "smtp-server";

/** What a message says: its headers, as one text without folds, and its body as somebody reads it. */
function read(raw) {
  const [folded, ...rest] = raw.split("\r\n\r\n");
  const head = folded.replaceAll(/\r\n\s+/g, " ");
  const body = rest.join("\r\n\r\n");
  const isQuoted = /^Content-Transfer-Encoding: quoted-printable$/m.test(head);
  const byte = (_, digits) => String.fromCharCode(parseInt(digits, 16));
  return { raw, head, body: isQuoted ? body.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, byte) : body };
}

/**
 * Starts a mail server on a port of loopback, or on one that is free. It takes every message but those that
 * `refuse` names.
 */
export async function startMailServer({ port = 0, users, ...options } = {}) {
  const arrived = [];
  const refusals = new Map();
  const server = new SMTPServer({
    authOptional: !users,
    disabledCommands: users ? [] : ["AUTH", "STARTTLS"],
    onAuth: ({ username, password }, session, done) => {
      const isKnown = users?.[username] === password;
      done(isKnown ? null : new Error("No such user here"), isKnown ? { user: username } : undefined);
    },
    onRcptTo: ({ address }, session, done) => {
      const code = refusals.get(address);
      done(code ? Object.assign(new Error(`<${address}> is not taken`), { responseCode: code }) : null);
    },
    onData: (stream, session, done) => {
      const parts = [];
      stream.on("data", (part) => parts.push(part));
      stream.on("end", () => {
        const { envelope, secure, user } = session;
        const raw = Buffer.concat(parts).toString("utf8");
        arrived.push({ from: envelope.mailFrom.address, to: envelope.rcptTo.map((one) => one.address), secure, user, ...read(raw) });
        done();
      });
    },
    ...options,
  });
  // A client that does not trust the server breaks off.
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    port: server.server.address().port,
    /** The messages that arrived for an address, the first first. */
    to: (address) => arrived.filter((one) => one.to.includes(address)),
    /** From now on, an address is answered with a code; with none it is taken. */
    refuse(address, code) {
      refusals.set(address, code);
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Waits until something is there. */
export async function eventually(what, see) {
  for (let asked = 0; asked < 300; asked += 1) {
    const seen = await see();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`in half a minute there was not ${what}`);
}

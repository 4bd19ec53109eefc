// An identity provider, started for a test and ended by its own process id.

import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("./provider-process.js", import.meta.url));

/** What a provider sends in place of a true token. */
export const FALSEHOODS = [
  "another audience",
  "a second audience",
  "another issuer",
  "another nonce",
  "no nonce",
  "an hour ago",
  "an hour ahead",
  "a foreign key",
  "no signature",
];

/** A port on which nobody listens. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/**
 * Starts a provider that lets people come back to a site. It answers at `localhost`, the site at 127.0.0.1:
 * to a browser these are two sites, as they will be.
 */
export async function startProvider({ port, site, secret }) {
  const child = fork(PROGRAM, [JSON.stringify({ port, site, secret })], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const ended = once(child, "exit");
  await Promise.race([once(child, "message"), ended.then(() => Promise.reject(new Error("the provider ended")))]);
  return {
    issuer: `http://localhost:${port}`,
    /** Says who the people are, by their name at the provider, and what is false about its tokens. */
    async tell(people, falsehood) {
      const understood = once(child, "message");
      child.send({ people, falsehood });
      await understood;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Signs in at the provider's own pages, and agrees that the program may know who it is. */
export async function signInThere(page, name) {
  await page.waitForURL(/localhost.*interaction/);
  const login = page.locator("input[name=login]");
  if (await login.count()) {
    await login.fill(name);
    await page.fill("input[name=password]", "whatever");
    await page.locator("button[type=submit]").click();
  }
  await page.locator("button[type=submit]", { hasText: "Continue" }).click();
}

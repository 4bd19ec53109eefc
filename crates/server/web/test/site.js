// Muster over the example cases, started for a test and ended by its own process id.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** The invented account of the example. */
export const ACCOUNT = { name: "manager2", password: "teapot lantern gravel" };

/** Another one: no administrator, and on no proposal but its own. */
export const OTHER = { name: "manager4", password: ACCOUNT.password };

/**
 * Starts the program at `MUSTER_SITE` and resolves with where it answers. A site that is new has no
 * account, and a code that sets it up; one that is empty has no posts either; with `posts` a site has a further council of about so many; one
 * that is large has only a council of twenty thousand posts and one of long names; one that is watched
 * shows the progress of an import at once; one that is bare has two councils in January 2010, before
 * anything was decided. With a folder, the data are there again when it is started
 * once more. With the port of a mail server it sends e-mail.
 */
export async function startSite({ isNew, isEmpty, isLarge, isWatched, isBare, posts, folder, mail } = {}) {
  const program = process.env.MUSTER_SITE;
  if (!program) {
    throw new Error("MUSTER_SITE does not name the program; run the tests with: make browser-tests");
  }
  const named = isEmpty ? "empty" : isNew ? "new" : isLarge ? "large" : isWatched ? "watched" : isBare ? "bare" : "";
  const kind = posts ? String(posts) : named;
  const child = spawn(program, folder ? [kind, folder] : [kind], {
    stdio: ["pipe", "pipe", "inherit"],
    env: mail ? { ...process.env, MUSTER_SITE_MAIL: String(mail) } : process.env,
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const line = await Promise.race([
      lines.next(),
      ended.then((code) => Promise.reject(new Error(`the site ended with ${code}`))),
    ]);
    return line.value;
  };
  const address = await next();
  const code = isNew || isEmpty ? await next() : undefined;
  return {
    address,
    code,
    /** Makes it the morning of another day. */
    async on(day) {
      child.stdin.write(`${day}\n`);
      return next();
    },
    /** As when the power goes: it has no time to do anything. */
    async kill() {
      child.kill("SIGKILL");
      return ended;
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

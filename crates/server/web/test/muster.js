// The program itself, with settings, started for a test and ended by its own process id.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A folder for data and settings, which goes away. */
export async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), "muster-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Starts the program at `MUSTER_PROGRAM` over a folder, with files beside its data and more in its environment. One
 * that is new has a code.
 */
export async function startMuster({ folder, port, files, isNew, environment = {} }) {
  const program = process.env.MUSTER_PROGRAM;
  if (!program) {
    throw new Error("MUSTER_PROGRAM does not name the program; run the tests with: make browser-tests");
  }
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
  }
  const settings = join(folder, "muster.toml");
  const data = join(folder, "data");
  const child = spawn(program, ["serve", "--data", data, "--settings", settings, "--listen", `127.0.0.1:${port}`], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said = [];
  let code;
  let listens = false;
  await new Promise((resolve, reject) => {
    ended.then((status) => reject(new Error(`muster ended with ${status}: ${said.join("\n")}`)));
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        code = line.match(/, enter (\S+)/)?.[1] ?? code;
        listens ||= line.includes("Muster is at");
        if (listens && (code || !isNew)) {
          resolve();
        }
      });
    }
  });
  return {
    address: `http://127.0.0.1:${port}`,
    code,
    said,
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

// Serves VS Code with the extension to a browser on this machine until Ctrl-C.
//
//   node scripts/try.d/vscode.mjs VSIX SCRATCH PROJECT
import { randomBytes } from "node:crypto";
import { startServer } from "../vscode/server.mjs";

const [vsix, scratch, project] = process.argv.slice(2);

let stopping = false;
const asked = new Promise((resolve) => {
  const stop = () => {
    stopping = true;
    resolve();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
});

// The token protects the window, which has a terminal in it. `make try` has set HOME and
// the rest of the environment.
const server = await startServer({ scratch, vsix, token: randomBytes(8).toString("hex"), env: { ...process.env } }).catch((error) => {
  // Ctrl-C also reaches the server while it starts.
  if (!stopping) console.error(`try: ${error.message}`);
  process.exit(stopping ? 0 : 1);
});
if (!stopping) {
  console.log(`VS Code is running. Open this address in a browser on this machine:\n\n  ${server.url(project)}\n\nPress Ctrl-C to stop it.`);
  await Promise.race([asked, server.ended]);
}
if (!stopping) console.error("try: the VS Code server exited");
await server.stop();
process.exit(stopping ? 0 : 1);

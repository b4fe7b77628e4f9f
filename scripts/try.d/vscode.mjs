// Serves VS Code with the extension to a browser of this machine until Ctrl-C.
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

// With a token, since whoever reaches the window has a terminal in it; HOME and
// the rest are as `make try` has set them.
const server = await startServer({ scratch, vsix, token: randomBytes(8).toString("hex"), env: { ...process.env } }).catch((error) => {
  // Ctrl-C reaches what is being started too.
  if (!stopping) console.error(`try: ${error.message}`);
  process.exit(stopping ? 0 : 1);
});
if (!stopping) {
  console.log(`VS Code is served; open this address in a browser of this machine:\n\n  ${server.url(project)}\n\nCtrl-C ends it.`);
  await Promise.race([asked, server.ended]);
}
if (!stopping) console.error("try: the VS Code server ended by itself");
await server.stop();
process.exit(stopping ? 0 : 1);

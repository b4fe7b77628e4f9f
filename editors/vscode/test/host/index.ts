// Runs the suites in the extension host. VS Code calls run().
import Mocha from "mocha";
import { suites } from "./extension.suite";

export async function run(): Promise<void> {
  // How many milliseconds to wait for an expected result, as in all suites; run.mjs sets it.
  const patience = Number(process.env["PATIENCE"]);
  if (!(patience > 0)) throw new Error("PATIENCE is not set");
  const mocha = new Mocha({ ui: "bdd", timeout: patience, bail: true, reporter: "spec" });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  suites();
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      console.log(`host: ${runner.stats?.passes ?? 0} passed, ${failures} failed`);
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
  });
}

// Runs the suites in the extension host. VS Code calls run().
import Mocha from "mocha";
import { suites } from "./extension.suite";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, bail: true, reporter: "spec" });
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

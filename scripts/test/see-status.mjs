// Opens a VS Code at ADDRESS in Chromium, and waits until its status item shows TEXT.
//
//   node scripts/test/see-status.mjs ADDRESS TEXT
import { openWorkbench, patience, startBrowser } from "../vscode/browser.mjs";

const [address, text] = process.argv.slice(2);
const browser = await startBrowser();
try {
  const page = await openWorkbench(browser, address);
  await page.locator('.statusbar-item[id^="telemetry-ls."]').filter({ hasText: text }).waitFor({ timeout: patience });
} finally {
  await browser.close();
}

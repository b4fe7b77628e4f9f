// The menus of code actions.
import { isSeen, until } from "./workbench.mjs";

/** Puts the cursor on a word of the active editor. */
export async function clickOn(bench, word) {
  await bench.page.locator(".editor-instance .view-line").filter({ hasText: word }).first().getByText(word).first().click();
}

/** Opens a menu of code actions at the cursor, and returns its rows. */
export async function actions(bench, open) {
  const rows = bench.page.locator(".action-widget .monaco-list-row");
  await until("the menu of code actions opens", async () => {
    await open();
    return isSeen(rows.first());
  });
  return rows;
}

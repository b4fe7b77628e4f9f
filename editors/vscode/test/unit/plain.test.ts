import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plain, plainLines } from "../../src/plain";

// The patterns that VS Code 1.139 turns into a link in a notification and an icon in a label.
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const icon = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/i;

const hostile = [
  "[!](command:workbench.action.closeWindow)",
  "[a](command:x?%5B%22y%22%5D 'title')",
  "[[a](command:x)](command:y)",
  "[a]\u0000(command:x)",
  "[a]\u001b(command:x)",
  "[a\n](command:x)",
  "[a]\r\n(command:x)",
  "[a](https://evil.example)",
  "[a](file:///etc/passwd)",
  "[](command:x)[b](COMMAND:x)",
  "]](command:x) [a](command:x",
  "$(trash) $(sync~spin) \\$(check)",
  "$$(bug)$\u0007(bug)",
  `[${"a".repeat(2000)}](command:x)`,
  `${"[a](command:x)".repeat(200)}`,
  `${"a".repeat(744)}[b](command:x)${"c".repeat(2000)}`,
];

describe("plain text", () => {
  for (const text of hostile) {
    it(JSON.stringify(text.slice(0, 40)), () => {
      for (const shown of [plain(text), plainLines(text), plain(plain(text)), plain(text, 60)]) {
        assert.doesNotMatch(shown, link);
        assert.doesNotMatch(shown, icon);
        // VS Code joins lines before it looks for links.
        assert.doesNotMatch(shown.replace(/[\r\n]/g, ""), link);
      }
    });
  }
  it("looks like the original", () => {
    const texts = ["Go telemetry is now off.", "see [1] there and $HOME, 50 %", "日本 ünï 👩‍💻", "a(b)[c]"];
    for (const text of texts) assert.equal(plain(text), text);
    assert.equal(plain("[a](command:x) $(b)").replaceAll("\u2060", ""), "[a](command:x) $(b)");
  });
  it("is one line, without characters that move the cursor or change the direction", () => {
    assert.equal(plain(" a\n\tb\r\nc "), "a b c");
    assert.equal(plain("a\u001b[31mb\u202ec\u2066d"), "a\ufffd[31mb\ufffdc\ufffdd");
    assert.equal(plainLines("a\r\nb\u0008"), "a\nb\ufffd");
  });
  it("is shortened in the middle", () => {
    const text = `reading ${"x".repeat(2_000_000)}; hint: look`;
    assert.ok(plain(text).length <= 1000);
    assert.match(plain(text), /^reading x+ \.\.\. x+; hint: look$/);
    assert.equal(plain("abcdefghij", 8), "a ... ij");
  });
});

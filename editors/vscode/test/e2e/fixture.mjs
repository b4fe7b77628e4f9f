// Writes a telemetry directory with several weeks of local reports, one uploaded report,
// and names that would be markup or links if they weren't shown as plain text.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

export const hostile = {
  image: "<img src=x onerror=\"document.title='owned'\">",
  ticks: "`${alert(1)}` **bold** | [run](command:workbench.action.closeWindow)",
  tag: "</script><script>document.title='owned'</script>",
};

const day = 86_400_000;

/** Returns the last n Sundays, oldest first; none is in the future. */
export function weekEnds(n, now = new Date()) {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  const last = today - now.getUTCDay() * day;
  return Array.from({ length: n }, (_, i) => new Date(last - (n - 1 - i) * 7 * day).toISOString().slice(0, 10));
}

export async function writeHistory(telemetry, weeks = 7) {
  const local = path.join(telemetry, "local");
  const upload = path.join(telemetry, "upload");
  await mkdir(local, { recursive: true });
  await mkdir(upload, { recursive: true });
  await writeFile(path.join(local, "weekends"), "0\n");
  const ends = weekEnds(weeks);
  for (const [i, week] of ends.entries()) {
    const text = JSON.stringify({ Week: week, LastWeek: "", X: 0.1, Programs: programs(i + 1), Config: "v0.50.0" });
    await writeFile(path.join(local, `local.${week}.json`), text);
    if (i === weeks - 2) {
      const sent = {
        Week: week,
        LastWeek: "",
        X: 0.1,
        Programs: programs(i + 1)
          .map((p) => ({ ...p, Stacks: {} }))
          .slice(0, 1),
        Config: "v0.50.0",
      };
      await writeFile(path.join(upload, `${week}.json`), JSON.stringify(sent));
    }
  }
  return ends;
}

function programs(n) {
  const common = { GoVersion: "go1.26.8", GOOS: "linux", GOARCH: "amd64" };
  return [
    {
      ...common,
      Program: "cmd/go",
      Version: "go1.26.8",
      Counters: {
        "go/invocations": 40 * n,
        "go/subcommand:build": 17 * n,
        "go/subcommand:test": 11 + 3 * n,
        "go/subcommand:vet": 4 * n,
        "go/subcommand:mod-tidy": 2,
        "go/flag:race": 5,
        [hostile.ticks]: 2,
        [hostile.tag]: 1,
      },
      Stacks: {},
    },
    {
      ...common,
      Program: "golang.org/x/tools/gopls",
      Version: "v0.23.0",
      Counters: {
        "gopls/client:vscode": 9 * n,
        "gopls/completion/latency:<10ms": 80 * n,
        "gopls/completion/latency:<50ms": 30,
        // Slow in the first weeks.
        "gopls/completion/latency:<100ms": n < 3 ? 100 : 4,
        [`gopls/hostile:${hostile.image}`]: 3,
      },
      Stacks: {
        'gopls/bug\ngolang.org/x/tools/gopls/internal/cache.(*Snapshot).Load:+42,+0x1f0\n".(*View).work:+7,+0x31\nmain.main:=3,+0x1': 2,
      },
    },
  ];
}

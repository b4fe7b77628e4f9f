// Writes a telemetry directory with two years of reports of 12 programs: the data of
// someone who has never deleted any.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { weekEnds } from "./fixture.mjs";

export const weeksOfTwoYears = 104;

const words = (text) => text.trim().split(/\s+/);
const subcommands = words(`build vet version test env list mod-tidy get install run fmt generate doc clean work-sync tool
  mod-download mod-graph mod-why mod-edit telemetry`);
const flags = words(`race v x o tags trimpath ldflags gcflags mod modfile p n a work json count run bench cover timeout short
  failfast cpuprofile memprofile buildvcs C overlay pgo toolexec asmflags shuffle vet exec covermode coverpkg parallel`);
const operations = words(`completion hover definition references rename semanticTokens codeAction codeLens diagnostic formatting
  signature symbols inlayHint foldingRange documentLink implementation callHierarchy typeHierarchy`);
const bounds = words("<10ms <50ms <100ms <200ms <500ms <1s <5s <24h");
const settings = words(`hints analyses buildFlags env staticcheck gofumpt vulncheck codelenses semanticTokens usePlaceholders
  matcher completionBudget directoryFilters templateExtensions linksInHover importShortcut symbolMatcher symbolStyle verboseOutput
  local expandWorkspaceToModule standaloneTags annotations pullDiagnostics`);

/** Numbers that look random, and are the same in each run. */
function randomly(seed) {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

export async function writeTwoYears(telemetry, weeks = weeksOfTwoYears) {
  const local = path.join(telemetry, "local");
  const upload = path.join(telemetry, "upload");
  for (const dir of [local, upload]) await mkdir(dir, { recursive: true });
  await writeFile(path.join(local, "weekends"), "0\n");
  const random = randomly(7);
  const ends = weekEnds(weeks);
  for (const [i, week] of ends.entries()) {
    const report = { Week: week, LastWeek: ends[i - 1] ?? "", X: 0.25, Programs: programs(i, random), Config: "v0.50.0" };
    await writeFile(path.join(local, `local.${week}.json`), JSON.stringify(report));
    if (i > 40 && i % 2 === 0) {
      const Programs = report.Programs.slice(0, 2).map((program) => ({ ...program, Stacks: {}, Counters: first(program.Counters, 40) }));
      await writeFile(path.join(upload, `${week}.json`), JSON.stringify({ ...report, Programs }));
    }
  }
  return ends;
}

const first = (counters, n) => Object.fromEntries(Object.entries(counters).slice(0, n));

function programs(i, random) {
  const go = `go1.${24 + Math.floor(i / 44)}.${Math.floor(i / 6) % 9}`;
  const busy = 0.4 + random();
  const some = (most) => 1 + Math.floor(random() * most * busy);
  const tool = (name, counters) => ({
    Program: `cmd/${name}`,
    Version: go,
    Counters: { [`${name}/invocations`]: some(900), ...counters },
    Stacks: {},
  });
  const flagged = (prefix, list, most) => Object.fromEntries(list.map((flag) => [`${prefix}${flag}`, some(most)]));
  const list = [
    { Program: "cmd/go", Version: go, Counters: goCounters(some), Stacks: {} },
    {
      Program: "golang.org/x/tools/gopls",
      Version: `v0.${17 + Math.floor(i / 17)}.0`,
      Counters: goplsCounters(some),
      Stacks: i % 9 === 0 ? goplsStacks(i) : {},
    },
    tool("compile", flagged("compile/flag:", flags.slice(0, 30), 700)),
    tool("asm", flagged("asm/flag:", flags.slice(0, 12), 200)),
    tool("link", flagged("link/flag:", flags.slice(0, 20), 60)),
    tool("cgo", flagged("cgo/flag:", flags.slice(0, 10), 30)),
    tool("vet", flagged("vet/flag:", flags.slice(0, 12), 40)),
    tool("cover", flagged("cover/flag:", flags.slice(0, 6), 20)),
    { Program: "github.com/go-delve/delve/cmd/dlv", Version: "v1.25.2", Counters: { "dlv/invocations": some(9) }, Stacks: {} },
    {
      Program: "golang.org/x/vuln/cmd/govulncheck",
      Version: "v1.1.4",
      Counters: { "govulncheck/invocations": some(4), ...flagged("govulncheck/mode:", words("source binary extract"), 4) },
      Stacks: {},
    },
    {
      Program: "github.com/golang/vscode-go/vscgo",
      Version: "v0.45.0",
      Counters: { "vscgo/install": some(2), ...flagged("vscgo/debug:", words("launch attach test"), 6) },
      Stacks: {},
    },
    {
      Program: "example.com/acme/generator",
      Version: "devel",
      Counters: flagged(
        "acme/",
        Array.from({ length: 60 }, (_, n) => `step-${n}`),
        50,
      ),
      Stacks: {},
    },
  ];
  return list.map((program) => ({ ...program, GoVersion: go, GOOS: "linux", GOARCH: "amd64" }));
}

function goCounters(some) {
  const counters = { "go/invocations": 0 };
  for (const [n, name] of subcommands.entries()) {
    const runs = some(Math.max(2, 200 - 20 * n));
    counters[`go/subcommand:${name}`] = runs;
    counters["go/invocations"] += runs;
  }
  for (const name of words("build test vet run install")) {
    for (const flag of flags) counters[`go/${name}/flag:${flag}`] = some(40);
  }
  counters["go/mode:modules"] = some(400);
  counters["go/mode:workspace"] = some(20);
  return counters;
}

function goplsCounters(some) {
  const counters = { "gopls/client:vscode": some(40), "gopls/client:neovim": some(5) };
  for (const name of operations) {
    for (const [n, bound] of bounds.entries()) counters[`gopls/${name}/latency:${bound}`] = some(Math.ceil(4000 / (n + 1) ** 3));
  }
  for (const name of settings) {
    for (const value of ["true", "false"]) counters[`gopls/setting/${name}:${value}`] = some(6);
  }
  return counters;
}

function goplsStacks(i) {
  const frames = Array.from({ length: 12 }, (_, n) => `golang.org/x/tools/gopls/internal/cache.(*Session).step${n}:+${i % 7}`);
  return { [["gopls/bug", ...frames].join("\n")]: 1 };
}

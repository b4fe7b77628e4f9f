// A crash as the Markdown of an issue, without the frames of the runtime, which are the
// same in every crash.

/** A stack of the summary, with what an issue needs to know about its program. */
export interface Crash {
  readonly program: string;
  /** The versions of the program, with the Go version and the platform of each. */
  readonly versions: readonly string[];
  /** The name of its counter, such as gopls/bug. */
  readonly name: string;
  readonly total: number;
  /** The week in which it was last recorded, by its end; undefined if that is unknown. */
  readonly lastSeen: string | undefined;
  readonly frames: readonly string[];
}

interface Version {
  readonly version: string;
  readonly goVersion: string;
  readonly goos: string;
  readonly goarch: string;
}

/** The result of telemetry-ls.summary, as far as crashes need it. */
export interface Recorded {
  readonly weeks: readonly { readonly week: string }[];
  readonly programs: readonly {
    readonly program: string;
    readonly versions: readonly Version[];
    readonly stacks: readonly {
      readonly name: string;
      readonly total: number;
      readonly series: readonly number[];
      readonly frames: readonly string[];
    }[];
  }[];
}

/** The crashes of a summary, the latest first. */
export function crashes({ weeks, programs }: Recorded): Crash[] {
  const all = programs.flatMap(({ program, versions, stacks }) =>
    stacks.map(({ name, total, series, frames }) => ({
      program,
      versions: versions.map(versionText),
      name,
      total,
      lastSeen: weeks[series.findLastIndex((count) => count > 0)]?.week,
      frames,
    })),
  );
  return all.sort((a, b) => (b.lastSeen ?? "").localeCompare(a.lastSeen ?? "") || b.total - a.total);
}

/** The crash that the dashboard names. */
export interface NamedCrash {
  readonly program: unknown;
  readonly name: unknown;
  readonly frames: unknown;
}

/** Returns the crash with that name; undefined if it is not among them. */
export function findCrash(all: readonly Crash[], { program, name, frames }: NamedCrash): Crash | undefined {
  const text = Array.isArray(frames) ? frames.join("\n") : undefined;
  return all.find((crash) => crash.program === program && crash.name === name && crash.frames.join("\n") === text);
}

function versionText({ version, goVersion, goos, goarch }: Version): string {
  const own = version === "" || version === goVersion ? "" : `${version}, built with `;
  return `${own}${goVersion} ${goos}/${goarch}`;
}

/** The frames that tell crashes apart. */
export function ownFrames({ frames }: Pick<Crash, "frames">): string[] {
  return frames.filter((frame) => !/^(runtime|runtime\/.*|internal\/runtime\/.*)\.[^/]*$/.test(frame));
}

export function crashTitle(crash: Crash): string {
  const first = ownFrames(crash)[0] ?? crash.frames[0];
  return `${base(crash.program)}: ${crash.name}${first === undefined ? "" : ` in ${first.replace(/:.*/, "")}`}`;
}

/** The body of an issue. Everything in it is in the telemetry directory. */
export function issue(crash: Crash): string {
  const frames = ownFrames(crash);
  const left = crash.frames.length - frames.length;
  return [
    `### ${crashTitle(crash)}`,
    [
      `- Program: \`${crash.program}\``,
      `- Versions in use: ${crash.versions.length === 0 ? "unknown" : crash.versions.join("; ")}`,
      `- Counter: \`${crash.name}\`, recorded ${crash.total} ${crash.total === 1 ? "time" : "times"}`,
      `- Last seen: ${crash.lastSeen === undefined ? "unknown" : `week ending ${crash.lastSeen}`}`,
    ].join("\n"),
    `\`\`\`\n${frames.join("\n")}\n\`\`\``,
    ...(left > 0 ? [`${left} ${left === 1 ? "frame" : "frames"} of the Go runtime left out.`] : []),
    "Recorded by Go telemetry on my machine.\n",
  ].join("\n\n");
}

function base(program: string): string {
  return program.slice(program.lastIndexOf("/") + 1);
}

// The data of the page: the server's results, unchanged.
import type { Bucket, Group, Runs, Stack } from "./generated";

export type { Bucket, Group, Runs, Stack };

export interface Numbers {
  total: number;
  series: number[];
}

export interface Chart extends Numbers {
  name: string;
  title: string;
  kind: string;
  /** What the chart says about its program: runs, uses, features, latency, flags or internals. */
  role?: string;
  buckets: Bucket[];
  percentiles: { p50: string; p90: string; p99: string } | null;
}

export interface Version {
  version: string;
  goVersion: string;
  goos: string;
  goarch: string;
  total: number;
  /** Null if nothing counts the runs. */
  runs?: number | null;
}

export interface Program extends Numbers {
  program: string;
  title?: string;
  /** What the program did in all weeks of the summary; empty if that is unknown. */
  words?: string;
  runs?: Runs | null;
  /** Null if it is unknown which versions counted in the weeks shown. */
  versions: Version[] | null;
  charts: Chart[];
  stacks: Stack[];
}

export interface Week {
  week: string;
  state: string;
  /** Adds up unlike counters: not for people. */
  total: number;
  /** What ran; empty if nothing did. */
  words?: string;
}

export interface Summary {
  dir: string;
  mode: string;
  /** What ran this week, in a sentence. Absent in older servers, as are the groups. */
  thisWeek?: string;
  weeks: Week[];
  groups?: Group[];
  programs: Program[];
  problems: { file: string; code: string; message: string }[];
}

/** A report as golang.org/x/telemetry writes it. */
export interface Report {
  Week?: string;
  Config?: string;
  Programs?: ReportProgram[] | null;
}

export interface ReportProgram {
  Program: string;
  Version?: string;
  GoVersion?: string;
  GOOS?: string;
  GOARCH?: string;
  Counters?: Record<string, number> | null;
  Stacks?: Record<string, number> | null;
}

export interface PreviewWeek {
  week: string;
  state: string;
  wouldUpload: boolean;
  reasons: { code: string; message: string }[];
  /** The numbers of counters, in a preview without details. */
  report: Report | number | null;
  sampled: Sampled[] | number;
  withheld: { program: string; version: string; counter: string; value: number; reason: string }[] | number;
  /** The number of programs in the report, in a preview without details. */
  programs?: number | null;
}

/** A counter that only a share of all reports includes. */
export interface Sampled {
  program: string;
  counter: string;
  rate: number;
}

/** The upload config, which says which counters may be uploaded. */
export interface UploadConfig {
  version: string;
  source: string;
  date?: string | null;
  /** Whether there may be a newer version, which Go would use to upload. */
  stale?: boolean;
}

/** A problem that stops Go's uploader. */
export interface Blocker {
  code: string;
  /** The only week that it stops; null if it stops all weeks. */
  week: string | null;
  message: string;
  hint: string;
}

export interface Preview {
  mode: string;
  since: string | null;
  config: UploadConfig | null;
  nextUpload?: string | null;
  /** The week that the next upload is for. */
  nextWeek?: string | null;
  uploads?: { lastWeek: string | null; lastAt?: string | null; waiting?: { week: string; since: string }[]; blocked: Blocker[] };
  weeks: PreviewWeek[];
}

export interface Status {
  mode: string;
  chosen: boolean;
  since: string | null;
  nextReport: string | null;
  firstUpload: string | null;
  nextUpload?: string | null;
  dir: string;
  /** Whether the platform can collect at all. */
  supported: boolean;
  problems: { code: string; message: string; hint: string }[];
  /** What a policy or the environment asks for. */
  intent?: { mode: string | null } | null;
}

/** Whether the server runs, as the extension knows it. */
export interface Phase {
  kind: "starting" | "running" | "restarting" | "stopped" | "missing";
  reason?: string;
}

export interface Data {
  /** Null on a standalone page, which has no server. */
  phase: Phase | null;
  status: Status | null;
  summary: Summary | null;
  preview: Preview | null;
  error: string | null;
  /** The number of weeks in the settings; null on a standalone page, which has no settings. */
  weeks: number | null;
  /** When a standalone page was made. */
  made: string | null;
}

// The data of the page: what the server answers, as it comes.

export interface Numbers {
  total: number;
  series: number[];
}

export interface Bucket extends Numbers {
  name: string;
}

export interface Chart extends Numbers {
  name: string;
  title: string;
  kind: string;
  buckets: Bucket[];
  percentiles: { p50: string; p90: string; p99: string } | null;
}

export interface Stack extends Numbers {
  name: string;
  frames: string[];
}

export interface Version {
  version: string;
  goVersion: string;
  goos: string;
  goarch: string;
  total: number;
}

export interface Program extends Numbers {
  program: string;
  /** Null where it is not known which of them counted in the weeks shown. */
  versions: Version[] | null;
  charts: Chart[];
  stacks: Stack[];
}

export interface Week {
  week: string;
  state: string;
  total: number;
}

export interface Summary {
  dir: string;
  mode: string;
  weeks: Week[];
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
  report: Report | null;
  sampled: { program: string; counter: string; rate: number }[];
  withheld: { program: string; version: string; counter: string; value: number; reason: string }[];
}

/** Which counters may be uploaded, and as of when. */
export interface UploadConfig {
  version: string;
  source: string;
  date?: string | null;
  /** There may be a newer one, by which Go uploads. */
  stale?: boolean;
}

/** What stops Go's uploader. */
export interface Blocker {
  code: string;
  /** The one week that it stops, null for all. */
  week: string | null;
  message: string;
  hint: string;
}

export interface Preview {
  mode: string;
  since: string | null;
  config: UploadConfig | null;
  nextUpload?: string | null;
  /** The week of that upload. */
  nextWeek?: string | null;
  uploads?: { lastWeek: string | null; blocked: Blocker[] };
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
  problems: { code: string; message: string; hint: string }[];
}

export interface Data {
  status: Status | null;
  summary: Summary | null;
  preview: Preview | null;
  error: string | null;
  /** How many weeks the settings want; null in a file, which holds all that there is. */
  weeks: number | null;
}

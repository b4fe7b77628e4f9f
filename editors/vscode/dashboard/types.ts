// The data of the page: the server's results, unchanged.

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
  /** Null if it is unknown which versions counted in the weeks shown. */
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
  /** The number of weeks in the settings; null on a standalone page, which has no settings. */
  weeks: number | null;
}

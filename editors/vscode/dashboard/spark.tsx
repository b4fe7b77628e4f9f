// A small line of a counter's weeks. The running week is dotted, since it is not over.
import { chartSentence } from "./axis";
import type { Week } from "./types";

const width = 100;
const height = 20;

export function Sparkline({ label, weeks, series }: { label: string; weeks: readonly Week[]; series: readonly number[] }) {
  if (weeks.length < 2) return null;
  const most = Math.max(...series, 1);
  const at = (i: number) => {
    const x = (i / (weeks.length - 1)) * width;
    const y = height - 1 - ((series[i] ?? 0) / most) * (height - 2);
    return `${+x.toFixed(1)} ${+y.toFixed(1)}`;
  };
  const running = weeks.at(-1)?.state === "collecting";
  const last = weeks.length - 1;
  const ended = Array.from({ length: running ? last : last + 1 }, (_, i) => at(i));
  const sentence = chartSentence(label, weeks, series);
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={sentence}>
      <path d={`M${ended.join("L")}`} />
      {running && <path class="running" d={`M${at(last - 1)}L${at(last)}`} />}
    </svg>
  );
}

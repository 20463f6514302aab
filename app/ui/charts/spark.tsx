import { scaleLinear } from "d3-scale";
import { curveLinear, line } from "d3-shape";

type Props = { values: number[]; label: string };

/** The course of a figure beside it, oldest first. Rising in the accent, falling in amber, level in grey. */
export function Spark({ values, label }: Props) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const high = Math.max(...values);
  const x = scaleLinear([0, values.length - 1], [1, 52]);
  const y = scaleLinear([low, high === low ? low + 1 : high], high === low ? [10, 10] : [17, 3]);
  const round = (value: number) => Math.round(value * 10) / 10;
  const draw = line<number>()
    .x((_, at) => round(x(at)))
    .y((value) => round(y(value)))
    .curve(curveLinear);
  const change = values.at(-1)! - values[0]!;
  const level = Math.abs(change) < (high - low || 1) * 0.34;
  const course = level ? "" : change > 0 ? " is-up" : " is-down";
  return (
    <svg className={`spark${course}`} viewBox="0 0 56 20" role="img" aria-label={label}>
      <path d={draw(values) ?? ""} />
      <circle cx={52} cy={round(y(values.at(-1)!))} r="2" />
    </svg>
  );
}

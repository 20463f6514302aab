import { scaleBand, scaleLinear } from "d3-scale";
import { ChartFigures, colourOf, Legend, type Series } from "~/ui/charts/chart-figures";

type Props = {
  /** What the drawing says, in one sentence. */
  label: string;
  /** Under each group of bars, in order. */
  heads: string[];
  series: Series[];
  /** Writes a value with its unit. */
  write: (value: number) => string;
  /** The only head that matters: the others turn grey. Single series only. */
  subject?: string;
  /** Heads are moments: the drawing runs with the reading direction. */
  isTime?: boolean;
  height?: number;
};

const width = 440;
const margin = { top: 14, end: 0, bottom: 26, start: 44 };

/** Bars side by side, drawn on the server. Always from zero. */
export function BarChart({ label, heads, series, write, subject, isTime, height = 200 }: Props) {
  const most = Math.max(1e-9, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const y = scaleLinear([0, most], [height - margin.bottom, margin.top]).nice(4);
  const x = scaleBand(heads, [margin.start, width - margin.end])
    .paddingInner(0.28)
    .paddingOuter(0.1);
  const inner = scaleBand(
    series.map(({ name }) => name),
    [0, x.bandwidth()],
  ).paddingInner(0.1);
  const bar = Math.min(inner.bandwidth(), 34);
  const shift = (inner.bandwidth() - bar) / 2;
  const every = Math.ceil(heads.length / 9);
  return (
    <figure className="stack g3">
      <svg className={isTime ? "chart chart-time" : "chart"} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {y.ticks(Math.max(2, Math.round(height / 50))).map((tick) => (
          <g key={tick}>
            <line className={tick === 0 ? "axis" : "gridline"} x1={margin.start} x2={width} y1={y(tick)} y2={y(tick)} />
            <text x={margin.start - 8} y={y(tick) + 4} textAnchor="end">
              {write(tick)}
            </text>
          </g>
        ))}
        {heads.map((head, at) => (
          <g key={head}>
            {series.map((one, place) => {
              const value = one.values[at] ?? 0;
              const top = y(value);
              const grey = subject !== undefined && head !== subject;
              return (
                <rect
                  key={one.name}
                  className={grey ? "rest" : `c${colourOf(one, place)}`}
                  x={x(head)! + inner(one.name)! + shift}
                  y={top}
                  width={bar}
                  height={Math.max(0, y(0) - top)}
                  rx={Math.min(3, bar / 4)}
                />
              );
            })}
            {at % every === 0 && (
              <text
                className={head === subject ? "t-strong" : undefined}
                x={x(head)! + x.bandwidth() / 2}
                y={height - 6}
                textAnchor="middle"
              >
                {head}
              </text>
            )}
          </g>
        ))}
      </svg>
      <Legend series={series} />
      <ChartFigures heads={heads} series={series} write={write} />
    </figure>
  );
}

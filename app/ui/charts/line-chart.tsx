import { scaleLinear, scalePoint } from "d3-scale";
import { area, line } from "d3-shape";
import { ChartFigures, colourOf, Legend, type Series } from "~/ui/charts/chart-figures";

type Props = {
  /** What the drawing says, in one sentence: "de 4,1 % en semaine 40 à 7,2 % en semaine 47". */
  label: string;
  heads: string[];
  series: Series[];
  write: (value: number) => string;
  height?: number;
};

const width = 440;
const margin = { top: 24, end: 26, bottom: 26, start: 48 };

/** The course of one to four figures, drawn on the server, from zero. The last point bears its value; a missing value leaves a gap. */
export function LineChart({ label, heads, series, write, height = 200 }: Props) {
  const most = Math.max(1e-9, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const y = scaleLinear([0, most], [height - margin.bottom, margin.top]).nice(4);
  const x = scalePoint(heads, [margin.start + 14, width - margin.end]);
  const every = Math.ceil(heads.length / 9);
  return (
    <figure className="stack g3">
      <svg className="chart chart-time" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line className={tick === 0 ? "axis" : "gridline"} x1={margin.start} x2={width} y1={y(tick)} y2={y(tick)} />
            <text x={margin.start - 8} y={y(tick) + 4} textAnchor="end">
              {write(tick)}
            </text>
          </g>
        ))}
        {series.map((one, at) => (
          <Line
            key={one.name}
            series={one}
            colour={colourOf(one, at)}
            x={(head) => x(heads[head]!)!}
            y={y}
            alone={series.length === 1}
            write={write}
          />
        ))}
        {heads.map((head, at) =>
          (heads.length - 1 - at) % every === 0 ? (
            <text key={head} className={at === heads.length - 1 ? "t-strong" : undefined} x={x(head)} y={height - 6} textAnchor="middle">
              {head}
            </text>
          ) : null,
        )}
      </svg>
      <Legend series={series} lines />
      <ChartFigures heads={heads} series={series} write={write} />
    </figure>
  );
}

type LineProps = {
  series: Series;
  colour: number;
  x: (at: number) => number;
  y: (value: number) => number;
  alone: boolean;
  write: (value: number) => string;
};

function Line({ series, colour, x, y, alone, write }: LineProps) {
  const { values } = series;
  const has = (value: number | null) => value !== null;
  const path = line<number | null>()
    .defined(has)
    .x((_, at) => x(at))
    .y((value) => y(value!));
  const under = area<number | null>()
    .defined(has)
    .x((_, at) => x(at))
    .y0(y(0))
    .y1((value) => y(value!));
  const last = values.findLastIndex(has);
  return (
    <>
      {alone && <path className={`c${colour} area`} d={under(values) ?? ""} />}
      <path className={`line s${colour}`} d={path(values) ?? ""} />
      {values.map((value, at) =>
        value === null || at === last ? null : <circle key={at} className={`c${colour}`} cx={x(at)} cy={y(value)} r="2.25" />,
      )}
      {last >= 0 && (
        <>
          <circle className={`c${colour} chart-last`} cx={x(last)} cy={y(values[last]!)} r="4" />
          {alone && (
            <text className="t-accent" x={x(last)} y={y(values[last]!) - 11} textAnchor="middle">
              {write(values[last]!)}
            </text>
          )}
        </>
      )}
    </>
  );
}

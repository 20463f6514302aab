import type { CSSProperties } from "react";
import { useWords } from "~/ui/words";

export type Series = { name: string; values: Array<number | null>; colour?: 1 | 2 | 3 | 4 | 5 | 6 };
export const colourOf = (series: Series, at: number) => series.colour ?? at + 1;

type Props = { heads: string[]; series: Series[]; write: (value: number) => string };

/** The figures of a drawing as a table, for who reads better than looks. */
export function ChartFigures({ heads, series, write }: Props) {
  const say = useWords();
  return (
    <details className="chart-figures">
      <summary>{say("chartFigures")}</summary>
      <div className="chart-table">
        <table className="datatable table-plain is-compact">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{say("value")}</span>
              </th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heads.map((head, at) => (
              <tr key={head}>
                <th scope="row">{head}</th>
                {series.map(({ name, values }) => {
                  const value = values[at];
                  return (
                    <td key={name} className="num">
                      {value === null || value === undefined ? say("notAvailable") : write(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Which colour is which; words first. Not drawn for a single series. */
export function Legend({ series, lines }: { series: Series[]; lines?: boolean }) {
  if (series.length < 2) return null;
  return (
    <ul className="chart-legend">
      {series.map((one, at) => (
        <li key={one.name} className="row">
          <span className={lines ? "swatch-line" : "swatch"} style={{ "--c": `var(--chart-${colourOf(one, at)})` } as CSSProperties} />
          {one.name}
        </li>
      ))}
    </ul>
  );
}

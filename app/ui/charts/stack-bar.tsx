import { Link } from "@remix-run/react";
import type { CSSProperties } from "react";
import { useFormat } from "~/ui/words";

export type Part = { label: string; value: number; colour?: 1 | 2 | 3 | 4 | 5 | 6 | "rest"; to?: string };
const paint = (part: Part, at: number) => `var(--chart-${part.colour ?? at + 1})`;

/** The parts of one whole, and under it each with its figure and its share. `legend` off where figures stand beside already. */
export function StackBar({ label, parts, legend = true }: { label: string; parts: Part[]; legend?: boolean }) {
  const { number, percent, list } = useFormat();
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  const said = list(parts.map((part) => `${part.label} ${number(part.value)}`));
  return (
    <div className="stack g3">
      <div className="stackbar" role="img" aria-label={`${label}: ${said}`}>
        {parts.map(
          (part, at) => part.value > 0 && <i key={part.label} style={{ "--n": part.value, "--c": paint(part, at) } as CSSProperties} />,
        )}
      </div>
      {legend && (
        <ul className="row row-wrap g5">
          {parts.map((part, at) => (
            <li key={part.label} className="row">
              <span className="swatch" style={{ "--c": paint(part, at) } as CSSProperties} />
              <span>{part.label}</span>
              {part.to ? (
                <Link to={part.to} className="linked num strong">
                  {number(part.value)}
                </Link>
              ) : (
                <b className="num">{number(part.value)}</b>
              )}
              {whole > 0 && <span className="muted num">{percent(part.value / whole)}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

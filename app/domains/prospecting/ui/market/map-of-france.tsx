import { Link } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { departmentShapes } from "~/domains/prospecting/map/department-shapes";

export interface ShownDepartment {
  /** 1 for the lightest shade; 0: no figure. */
  shade: number;
  /** What a reader hears: "Finistère (29): 12 prospects, 2 340 € le m²". */
  says: string;
  /** Where it leads; without, it is a shape and no stop of the keyboard. */
  to?: string;
}

/** The four that are too small to hit where they lie are drawn a second time, five times as large. */
const small: ReadonlySet<string> = new Set(["75", "92", "93", "94"]);
const enlarged = "translate(-3025 -1325) scale(5)";

interface Props {
  label: string;
  /** What is told while nothing is pointed at. */
  hint: ReactNode;
  departments: Readonly<Record<string, ShownDepartment>>;
}

/** France by department. Each with prospects is a link; what it tells stands below while the pointer or the keyboard is on it. */
export function MapOfFrance({ label, hint, departments }: Props) {
  const [at, setAt] = useState<string | null>(null);
  const shape = (code: string, path: string) => (
    <path key={code} d={path} className={`dept shade-${departments[code]?.shade ?? 0}`} vectorEffect="non-scaling-stroke" />
  );
  const place = (code: string, name: string, path: string) => {
    const { to, says = `${name} (${code})` } = departments[code] ?? {};
    const heard = { onMouseEnter: () => setAt(code), onFocus: () => setAt(code), onBlur: () => setAt(null) };
    return to ? (
      <Link key={code} to={to} aria-label={says} {...heard}>
        {shape(code, path)}
      </Link>
    ) : (
      <g key={code} onMouseEnter={heard.onMouseEnter}>
        <title>{says}</title>
        {shape(code, path)}
      </g>
    );
  };
  const shown = departmentShapes.find(([code]) => code === at);
  return (
    <figure className="map-figure">
      <svg className="map" viewBox="0 0 1226 1170" role="group" aria-label={label} onMouseLeave={() => setAt(null)}>
        <g aria-hidden="true">{departmentShapes.filter(([code]) => small.has(code)).map(([code, , path]) => shape(code, path))}</g>
        {departmentShapes.filter(([code]) => !small.has(code)).map(([code, name, path]) => place(code, name, path))}
        <path className="map-lens" d="M628 289L215 120" vectorEffect="non-scaling-stroke" />
        <g transform={enlarged}>
          {departmentShapes.filter(([code]) => small.has(code)).map(([code, name, path]) => place(code, name, path))}
        </g>
        {shown && (
          <path
            className="dept-here"
            d={shown[2]}
            transform={small.has(shown[0]) ? enlarged : undefined}
            vectorEffect="non-scaling-stroke"
            aria-hidden="true"
          />
        )}
      </svg>
      <figcaption className="map-says">{(at && departments[at]?.says) ?? (shown ? `${shown[1]} (${shown[0]})` : hint)}</figcaption>
    </figure>
  );
}

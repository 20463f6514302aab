import type { Shade } from "~/domains/prospecting/map/choropleth.rules";

interface Props {
  label: string;
  shades: ReadonlyArray<Shade>;
  /** A bound with its unit. */
  write: (figure: number) => string;
  /** Of the places without a figure. */
  none: string;
}

/** Which shade means what: the bounds stand beside it in figures. */
export const MapLegend = ({ label, shades, write, none }: Props) => (
  <ul className="map-legend plain" aria-label={label}>
    <li>
      <i className="shade-0" aria-hidden="true" />
      {none}
    </li>
    {shades.map(({ least, most }, place) => (
      <li key={least}>
        <i className={`shade-${place + 1}`} aria-hidden="true" />
        <bdi>{least === most ? write(most) : `${write(least)} – ${write(most)}`}</bdi>
      </li>
    ))}
  </ul>
);

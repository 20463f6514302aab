import {
  ArrowLeft,
  ArrowRight,
  ChevronLeft,
  ChevronRight,
  CornerDownRight,
  Forward,
  LogIn,
  LogOut,
  type LucideIcon,
  Redo2,
  Reply,
  Send,
  Undo2,
} from "lucide-react";
import { createElement, type ReactElement } from "react";

export type IconOf = LucideIcon;

/** These point along the reading direction, so they turn round in Arabic. */
const directional = new Set<IconOf>([
  ArrowLeft,
  ArrowRight,
  ChevronLeft,
  ChevronRight,
  CornerDownRight,
  Forward,
  LogIn,
  LogOut,
  Redo2,
  Reply,
  Send,
  Undo2,
]);

type Props = { of: IconOf; large?: boolean; label?: string; className?: string };

type Drawn = { icon: { node: Array<[tag: string, attributes: Record<string, string>]> } };
const pictures = new Map<IconOf, Array<ReactElement>>();

/**
 * What an icon of lucide draws, made once. Its own component puts it together anew each time, three components deep, and says in each
 * what the style sheet says once for all: half the bytes of a page's icons and a twentieth of its time.
 */
function pictureOf(glyph: IconOf): Array<ReactElement> {
  let picture = pictures.get(glyph);
  if (!picture) {
    const { icon } = (glyph as unknown as { render: (props: object, ref: null) => ReactElement<Drawn> }).render({}, null).props;
    pictures.set(glyph, (picture = icon.node.map(([tag, attributes]) => createElement(tag, attributes))));
  }
  return picture;
}

/** A lucide icon at 16 px (20 if `large`). Silent unless it bears a `label`. */
export function Icon({ of: glyph, large, label, className }: Props) {
  const names = ["icon", large && "icon-lg", directional.has(glyph) && "icon-dir", className].filter(Boolean).join(" ");
  return (
    <svg className={names} viewBox="0 0 24 24" {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}>
      {pictureOf(glyph)}
    </svg>
  );
}

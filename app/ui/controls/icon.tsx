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

/** A lucide icon at 16 px (20 if `large`). Silent unless it bears a `label`. */
export function Icon({ of: Glyph, large, label, className }: Props) {
  const names = ["icon", large && "icon-lg", directional.has(Glyph) && "icon-dir", className].filter(Boolean).join(" ");
  return label ? <Glyph className={names} role="img" aria-label={label} /> : <Glyph className={names} aria-hidden="true" />;
}

import { Link } from "@remix-run/react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Icon } from "~/ui/controls/icon";
import { Kbd } from "~/ui/controls/kbd";
import { useFormat, useWords } from "~/ui/words";

type Props = {
  /** Place of the first and the last row shown, from 1. */
  from: number;
  to: number;
  /** How many match; absent where counting costs too much. */
  total?: number;
  previousTo?: string;
  nextTo?: string;
  /** Shows the keys of a list that can be chosen from. */
  keys?: boolean;
};

/** Forward and back by the last row seen, so that a list that grows never repeats a row. */
export function Pager({ from, to, total, previousTo, nextTo, keys = true }: Props) {
  const say = useWords();
  const { number, list } = useFormat();
  const range = { from: number(from), to: number(to) };
  return (
    <footer className="pager">
      <span className="num">{total === undefined ? say("rangeOfUnknown", range) : say("rangeOf", { ...range, total: number(total) })}</span>
      {keys && (
        <span className="faint kbd-hint row g1" aria-hidden="true">
          <Kbd keys="j" />
          <Kbd keys="k" /> {say("browse")} <Kbd keys="x" /> {say("pick")} <Kbd keys="?" /> {say("allKeys")}
        </span>
      )}
      <nav className="push btn-group" aria-label={list([say("previous"), say("next")])}>
        <Way to={previousTo} label={say("previous")} before />
        <Way to={nextTo} label={say("next")} />
      </nav>
    </footer>
  );
}

function Way({ to, label, before }: { to?: string; label: string; before?: boolean }) {
  const inside = (
    <>
      {before && <Icon of={ChevronLeft} />}
      {label}
      {!before && <Icon of={ChevronRight} />}
    </>
  );
  if (!to)
    return (
      <span className="btn btn-secondary btn-sm" aria-disabled="true">
        {inside}
      </span>
    );
  return (
    <Link className="btn btn-secondary btn-sm" to={to} prefetch="intent" rel={before ? "prev" : "next"}>
      {inside}
    </Link>
  );
}

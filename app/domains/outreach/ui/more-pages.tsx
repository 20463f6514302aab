import { Link } from "@remix-run/react";
import { useWords } from "~/ui/words";

/** Onward by the last row seen, and back to the beginning. */
export function MorePages({ firstTo, nextTo }: { firstTo?: string; nextTo?: string }) {
  const say = useWords();
  if (!firstTo && !nextTo) return null;
  return (
    <footer className="pager">
      <nav className="push btn-group" aria-label={say("next")}>
        {firstTo && (
          <Link className="btn btn-secondary btn-sm" to={firstTo}>
            {say("previous")}
          </Link>
        )}
        {nextTo && (
          <Link className="btn btn-secondary btn-sm" to={nextTo} rel="next">
            {say("next")}
          </Link>
        )}
      </nav>
    </footer>
  );
}

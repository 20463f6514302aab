import { Link, useFetcher } from "@remix-run/react";
import { Bell as BellIcon } from "lucide-react";
import { useEffect } from "react";
import { Icon } from "~/ui/controls/icon";

type Props = { count: number; to: string; label: (count: number) => string; /** Answers `{ unread }`. */ askAt: string };

/** Between two questions. */
const everyMs = 30_000;

/**
 * The way to what one was told, with how much of it is new. Asks again while its page is looked at, and at once when it is looked at
 * again: an answer that fails is asked for the next time, so that it needs no connection held open by any server.
 */
export function Bell({ count, to, label, askAt }: Props) {
  const fetcher = useFetcher<{ unread: number }>();
  const { load } = fetcher;
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === "visible") load(askAt);
    };
    const timer = setInterval(ask, everyMs);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [load, askAt]);
  // What the frame was told later than the bell asked is newer: an act on the page reads the frame again, and the fetcher with it.
  const unread = fetcher.data?.unread ?? count;
  return (
    <Link to={to} className="btn btn-quiet btn-icon btn-sm bell" aria-label={label(unread)} title={label(unread)} prefetch="intent">
      <Icon of={BellIcon} />
      {unread > 0 && (
        <span className="count count-unread" aria-hidden="true">
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </Link>
  );
}

import type { DateStyle } from "~/ui/format";
import { useFormat } from "~/ui/words";

type Props = { at: Date | string; style?: DateStyle; className?: string };
const iso = (at: Date | string) => new Date(at).toISOString();

/** A date in the company's time zone. The browser may know newer spellings than the server: its text then stands unchallenged. */
export const DateTime = ({ at, style, className }: Props) => (
  <time dateTime={iso(at)} className={className} suppressHydrationWarning>
    {useFormat().date(at, style)}
  </time>
);

/** How long ago; the date itself on hover. `now` comes from the loader. */
export function Since({ at, now, className }: { at: Date | string; now: Date | string; className?: string }) {
  const format = useFormat();
  return (
    <time dateTime={iso(at)} title={format.date(at, "full")} className={className} suppressHydrationWarning>
      {format.since(at, now)}
    </time>
  );
}

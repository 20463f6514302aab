import { type ReactNode, useState } from "react";
import { Segments } from "~/ui/controls/segments";
import { TopBar, type TopBarProps } from "~/ui/shell/top-bar";
import { useWords } from "~/ui/words";

type Props = TopBarProps & {
  /** Avatar of the thing, large. */
  mark?: ReactNode;
  /** The name as shown on the record; the top line's title unless given. */
  name?: ReactNode;
  /** A `Badge`. */
  state?: ReactNode;
  subtitle?: ReactNode;
  /** Buttons at the end of the head. Give the full one here or in `actions`, not both. */
  verbs?: ReactNode;
  facts: ReactNode;
  /** Composer on top, `Timeline` below. */
  children: ReactNode;
  related?: ReactNode;
};

/** Page kind: one thing. Facts, what happened, what belongs to it; on a phone one of the three at a time. */
export function RecordPage({ mark, name, state, subtitle, verbs, facts, children, related, ...top }: Props) {
  const say = useWords();
  const [tab, setTab] = useState<"facts" | "main" | "related">("main");
  return (
    <>
      <TopBar {...top} />
      <div className="record-head">
        {mark}
        <div className="min-w-0">
          <div className="row g3">
            <h2 className="title truncate" dir="auto">
              {name ?? top.title}
            </h2>
            {state}
          </div>
          {subtitle && (
            <p className="muted truncate" dir="auto">
              {subtitle}
            </p>
          )}
        </div>
        {verbs && <div className="push row">{verbs}</div>}
      </div>
      <div className="record-tabs">
        <Segments
          label={say("navigation")}
          value={tab}
          onChange={setTab}
          choices={[
            { value: "main", label: say("timeline") },
            { value: "facts", label: say("facts") },
            ...(related ? [{ value: "related" as const, label: say("related") }] : []),
          ]}
        />
      </div>
      <div className="record" data-tab={tab} data-two={related ? undefined : true}>
        <aside className="record-facts stack g6" aria-label={say("facts")} tabIndex={0}>
          {facts}
        </aside>
        <section className="record-main stack g6" aria-label={say("timeline")} tabIndex={0}>
          {children}
        </section>
        {related && (
          <aside className="record-related stack g6" aria-label={say("related")} tabIndex={0}>
            {related}
          </aside>
        )}
      </div>
    </>
  );
}

/** A titled part of a side column, with a small verb at its end. */
export function SidePart({ title, verb, children }: { title: ReactNode; verb?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <div className="section-head">
        <h3>{title}</h3>
        {verb && <span className="push">{verb}</span>}
      </div>
      {children}
    </section>
  );
}

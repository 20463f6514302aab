import type { ReactNode } from "react";
import { TopBar, type TopBarProps } from "~/ui/shell/top-bar";

type Props = TopBarProps & { children: ReactNode };

/** Page kind: report and dashboard. Finding first, then figures, then drawings. Prints as it stands. */
export function ReportPage({ children, ...top }: Props) {
  return (
    <>
      <TopBar {...top} />
      <div className="content" tabIndex={0} role="region" aria-label={typeof top.title === "string" ? top.title : undefined}>
        <article className="report">{children}</article>
      </div>
    </>
  );
}

type FindingProps = { about?: ReactNode; children: ReactNode; proof?: ReactNode; deed?: ReactNode };

/** The sentence that matters, its proof and what to do about it below, what it is about above. Mark its heart with `<em>`. */
export const Finding = ({ about, children, proof, deed }: FindingProps) => (
  <header className="stack g4">
    {about && <p className="muted row row-wrap">{about}</p>}
    <h2 className="finding">{children}</h2>
    {proof && <p className="lead muted prose">{proof}</p>}
    {deed && <div>{deed}</div>}
  </header>
);

/** A drawing with its title and, below, what it says. */
export const Drawing = ({ title, note, children }: { title: ReactNode; note?: ReactNode; children: ReactNode }) => (
  <section className="stack g4 min-w-0">
    <div>
      <h3 className="strong">{title}</h3>
      {note && <p className="muted">{note}</p>}
    </div>
    {children}
  </section>
);

/** What to do next, in order, each with its reason and its deed. */
export const AdviceList = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <section>
    <div className="section-head advice-head">
      <h3>{title}</h3>
    </div>
    <ol className="lines">{children}</ol>
  </section>
);
export const Advice = ({ at, title, why, deed }: { at: number; title: ReactNode; why: ReactNode; deed?: ReactNode }) => (
  <li className="advice">
    <span className="advice-n">{at}</span>
    <span>
      <strong className="block">{title}</strong>
      <span className="muted">{why}</span>
    </span>
    {deed && <span>{deed}</span>}
  </li>
);

export const ReportFoot = ({ children, links }: { children: ReactNode; links?: ReactNode }) => (
  <footer className="report-foot">
    <span>{children}</span>
    {links && <span className="push row g3">{links}</span>}
  </footer>
);

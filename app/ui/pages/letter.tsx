import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";

type LetterProps = {
  /** How it was written, and where in the queue one is. */
  about?: ReactNode;
  /** To, from, when. */
  head: Array<{ label: ReactNode; value: ReactNode }>;
  subject: ReactNode;
  /** Paragraphs. A claim with a source stands in `<mark>…<sup>1</sup></mark>`, the looked-at one with class "is-active". */
  children: ReactNode;
  /** What is added when it leaves. */
  foot?: ReactNode;
};

/** A message as its reader will see it. */
export const Letter = ({ about, head, subject, children, foot }: LetterProps) => (
  <article className="letter">
    {about && <div className="row meta muted letter-about">{about}</div>}
    <dl className="letter-head">
      {head.map(({ label, value }, at) => (
        <div key={at} className="contents">
          <dt>{label}</dt>
          <dd className="row row-wrap">{value}</dd>
        </div>
      ))}
    </dl>
    <h2 className="letter-subject">{subject}</h2>
    <div className="letter-body">{children}</div>
    {foot && <p className="meta faint letter-foot">{foot}</p>}
  </article>
);

/** A part of what a message rests on. */
export const Evidence = ({ title, plain, end, children }: { title: ReactNode; plain?: boolean; end?: ReactNode; children: ReactNode }) => (
  <section>
    <div className="section-head">
      <h2>{title}</h2>
      {end && <span className="push">{end}</span>}
    </div>
    <div className={plain ? undefined : "lines"}>{children}</div>
  </section>
);

type ProofProps = { at: number; title: ReactNode; source: ReactNode; to?: string; active?: boolean };

/** A claim of the message by its number, and where it comes from. */
export const Proof = ({ at, title, source, to, active }: ProofProps) => (
  <div className={clsx("proof", active && "is-active")}>
    <span className="proof-n">{at}</span>
    {to ? (
      <Link className="strong" to={to} preventScrollReset>
        {title}
      </Link>
    ) : (
      <span className="strong">{title}</span>
    )}
    <span className="cell-2">{source}</span>
  </div>
);

import { clsx } from "clsx";
import type { CSSProperties, ReactNode } from "react";
import { BrandMark } from "~/ui/shell/brand-mark";
import { RisingLines } from "~/ui/pages/rising-lines";

type Props = {
  /** Whose page this is: the product, or the company that writes to the reader. */
  brand: string;
  /** The company's own mark; ours unless given. */
  mark?: ReactNode;
  /** The company's colours, where it has some: its button bears them. */
  colors?: { fill: string; ink: string };
  /** A language choice, at the end of the head. */
  language?: ReactNode;
  title: ReactNode;
  purpose?: ReactNode;
  children: ReactNode;
  /** Small links at the foot. */
  foot?: ReactNode;
  /** The right half, on wide screens: a promise and its drawing. Without it the page is one column. */
  promise?: { title: ReactNode; text: ReactNode };
  wide?: boolean;
};

/** Page kind: outside. Log in, invitations, unsubscribe, why-my-data; no shell, works without scripts. */
export function PublicPage({ brand, mark, colors, language, title, purpose, children, foot, promise, wide }: Props) {
  return (
    <div className={clsx("public", !promise && "public-single")} style={colors && paint(colors)}>
      <main className="public-form" id="main">
        <div className="row">
          {mark || <BrandMark label={brand} />}
          <strong className="lead public-name">{brand}</strong>
          {language && <span className="push">{language}</span>}
        </div>
        <div className={clsx("public-body stack g5", wide && "is-wide")}>
          <header className="stack g1">
            <h1 className="figure">{title}</h1>
            {purpose && <p className="muted">{purpose}</p>}
          </header>
          {children}
        </div>
        {foot && <footer className="row row-wrap g4 meta muted public-foot">{foot}</footer>}
      </main>
      {promise && (
        <aside className="public-art">
          <div className="public-curve stack g8">
            <RisingLines />
            <div className="stack">
              <p className="figure">{promise.title}</p>
              <p className="muted lead prose">{promise.text}</p>
            </div>
          </div>
        </aside>
      )}
    </div>
  );
}

/** One colour in both themes: its ink was chosen for it. */
const paint = ({ fill, ink }: { fill: string; ink: string }) =>
  ({ "--accent": fill, "--accent-hover": fill, "--accent-ink": ink }) as CSSProperties;

/** "or", between two ways in. */
export const OrRule = ({ children }: { children: ReactNode }) => <div className="or-rule">{children}</div>;

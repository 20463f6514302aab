import type { ReactNode } from "react";

/** One block of a story: a title, a sentence, every state of a component. */
export const Story = ({ title, about, children }: { title: string; about?: string; children: ReactNode }) => (
  <section className="form-section">
    <header>
      <h2>{title}</h2>
      {about && <p>{about}</p>}
    </header>
    {children}
  </section>
);

export const StoryPage = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="page stack story-page">
    <h1 className="figure">{title}</h1>
    {children}
  </main>
);

/** A state with its name above it. */
export const State = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="stack g1 items-start">
    <span className="meta faint">{name}</span>
    {children}
  </div>
);
export const States = ({ children }: { children: ReactNode }) => <div className="row row-wrap g4 top">{children}</div>;

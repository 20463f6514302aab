import { type ReactNode, useId } from "react";

type Props = { tip: ReactNode; below?: boolean; children: ReactNode };

/** A few words about what stands here: where a fact comes from, what an icon means. Shows on hover and on focus, without script.
 *  What it says must not be needed to act. */
export function Tooltip({ tip, below, children }: Props) {
  const id = useId();
  return (
    <span className={below ? "tip tip-below" : "tip"} tabIndex={0} aria-describedby={id}>
      {children}
      <span className="tooltip" role="tooltip" id={id}>
        {tip}
      </span>
    </span>
  );
}

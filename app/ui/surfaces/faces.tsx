import { CircleAlert } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { Icon, type IconOf } from "~/ui/controls/icon";
import { useWords } from "~/ui/words";

/** A line that will be words. `width` in any CSS length. */
export const Skeleton = ({ width = "100%", tall }: { width?: string; tall?: boolean }) => (
  <span className="skeleton" style={{ "--w": width, blockSize: tall ? "1.25rem" : undefined } as CSSProperties} />
);

const widths = ["62%", "48%", "71%", "55%", "66%", "43%"];

/** A list on its way. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  const say = useWords();
  return (
    <div className="skeleton-rows" role="status" aria-busy="true" aria-label={say("loading")}>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="row g4 skeleton-row">
          <Skeleton width="1.5rem" tall />
          <Skeleton width={widths[at % 6]} />
          <Skeleton width={widths[(at + 2) % 6]} />
          <Skeleton width="5rem" />
        </div>
      ))}
    </div>
  );
}

type FaceProps = { icon?: IconOf; title: ReactNode; children?: ReactNode; action?: ReactNode };

/** Nothing here yet: why, and the next step. */
export const Empty = ({ icon, title, children, action }: FaceProps) => (
  <div className="empty">
    {icon && (
      <span className="empty-mark">
        <Icon of={icon} large />
      </span>
    )}
    <h2 className="strong">{title}</h2>
    {children && <p>{children}</p>}
    {action && <div className="row">{action}</div>}
  </div>
);

/** It went wrong: what to do, the way on, and a `code` to quote to support. */
export const ErrorState = ({ title, children, action, code }: FaceProps & { code?: string }) => (
  <div className="empty empty-full" role="alert">
    <span className="empty-mark down">
      <Icon of={CircleAlert} large />
    </span>
    <h2 className="strong">{title}</h2>
    {children && <p>{children}</p>}
    {action && <div className="row">{action}</div>}
    {code && (
      <p className="meta faint">
        <code dir="ltr">{code}</code>
      </p>
    )}
  </div>
);

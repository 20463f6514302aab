import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { CircleAlert, CircleCheck, CircleMinus, Info, TriangleAlert } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Icon } from "~/ui/controls/icon";
import { Tooltip } from "~/ui/overlays/tooltip";

type CardProps = { head?: ReactNode; pad?: boolean; to?: string; className?: string; children: ReactNode };

/** Something one can pick up: a deal, a live job. Not a frame for text. */
export function Card({ head, pad = true, to, className, children }: CardProps) {
  const look = clsx("card", pad && !head && "card-pad", to && "card-link", className);
  const inside = (
    <>
      {head && <div className="card-head">{head}</div>}
      {head && pad ? <div className="card-pad">{children}</div> : children}
    </>
  );
  return to ? (
    <Link to={to} prefetch="intent" className={look}>
      {inside}
    </Link>
  ) : (
    <div className={look}>{inside}</div>
  );
}

const calloutIcons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };
type CalloutProps = { tone?: keyof typeof calloutIcons; title?: ReactNode; children?: ReactNode; action?: ReactNode };

/** Something to know before going on, in words first. */
export const Callout = ({ tone = "info", title, children, action }: CalloutProps) => (
  <div className={clsx("callout", tone !== "info" && `callout-${tone}`)} role={tone === "danger" ? "alert" : undefined}>
    <Icon of={calloutIcons[tone]} />
    <div className="grow">
      {title && <strong>{title}</strong>} {children}
    </div>
    {action}
  </div>
);

export type Fact = { label: ReactNode; value: ReactNode; source?: ReactNode };

/** What is known, and on hover where it comes from. */
export const Facts = ({ facts }: { facts: Fact[] }) => (
  <dl className="facts">
    {facts.map(({ label, value, source }, place) => (
      <Fragment key={place}>
        <dt>{label}</dt>
        <dd>
          {source ? (
            <Tooltip below tip={source}>
              {value}
            </Tooltip>
          ) : (
            value
          )}
        </dd>
      </Fragment>
    ))}
  </dl>
);

const checkIcons = { good: CircleCheck, warning: TriangleAlert, bad: CircleAlert, off: CircleMinus };
const checkColours = { good: "up", warning: "warn", bad: "down", off: "faint" };
type CheckLineProps = { state: keyof typeof checkIcons; label: string; note?: ReactNode; children: ReactNode };

/** One control and its outcome; `label` says the outcome ("passé", "à voir"). */
export const CheckLine = ({ state, label, note, children }: CheckLineProps) => (
  <div className="check-line">
    <span className={checkColours[state]}>
      <Icon of={checkIcons[state]} label={label} />
    </span>
    <span className={state === "good" || state === "off" ? "muted" : undefined}>
      {children}
      {note && <span className="cell-2">{note}</span>}
    </span>
  </div>
);

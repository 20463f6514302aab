import { clsx } from "clsx";
import { type InputHTMLAttributes, type ReactNode, type RefObject, useEffect, useRef } from "react";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & { label: ReactNode; hint?: ReactNode; labelHidden?: boolean };

/** A box to tick. `mixed`: some of what it stands for is ticked. */
export function Check({ mixed, ...rest }: Props & { mixed?: boolean }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = Boolean(mixed);
  }, [mixed]);
  return <Choice boxRef={box} type="checkbox" boxClass={clsx("check", mixed && "is-mixed")} {...rest} />;
}

/** One of several; give the same `name` to each. */
export const Radio = (props: Props) => <Choice type="radio" boxClass="check" {...props} />;

/** On or off, at once. Within a form it is posted as a checkbox is. */
export const Switch = (props: Props) => <Choice type="checkbox" role="switch" boxClass="switch" {...props} />;

/** A switch with its sentence of purpose, one line of a list of settings. */
export function Setting({ label, hint, ...rest }: Props) {
  return (
    <label className="setting">
      <input type="checkbox" role="switch" className="switch" {...rest} />
      <span>
        <strong>{label}</strong>
        {hint && <span className="block muted">{hint}</span>}
      </span>
    </label>
  );
}

function Choice({
  label,
  hint,
  labelHidden,
  boxClass,
  boxRef,
  className,
  ...rest
}: Props & { type: string; boxClass: string; boxRef?: RefObject<HTMLInputElement> }) {
  if (labelHidden) return <input ref={boxRef} className={boxClass} aria-label={typeof label === "string" ? label : undefined} {...rest} />;
  return (
    <label className={clsx("choice", className)}>
      <input ref={boxRef} className={boxClass} {...rest} />
      <span>
        {label}
        {hint && <span className="cell-2">{hint}</span>}
      </span>
    </label>
  );
}

/** Several boxes or radios under one question. */
export function Choices({ legend, children, className }: { legend: ReactNode; children: ReactNode; className?: string }) {
  return (
    <fieldset className={clsx("plain", className)}>
      <legend className="label choices-legend">{legend}</legend>
      <div className="row row-wrap g4">{children}</div>
    </fieldset>
  );
}

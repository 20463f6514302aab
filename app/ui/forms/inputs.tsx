import { clsx } from "clsx";
import { forwardRef, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";
import { useFieldWiring } from "~/ui/forms/field";

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, "size" | "prefix"> & {
  size?: "md" | "lg";
  before?: ReactNode;
  after?: ReactNode;
};

/** One line of text. `before` and `after` stand inside the frame: a unit, a sign, a small button. */
export const Input = forwardRef<HTMLInputElement, InputProps>(function Input(
  { size, before, after, className, type = "text", ...rest },
  ref,
) {
  const wiring = useFieldWiring();
  const large = size === "lg" && "input-lg";
  if (before === undefined && after === undefined)
    return <input ref={ref} type={type} className={clsx("input", large, className)} {...wiring} {...rest} />;
  return (
    <span className={clsx("input input-affix", large, className)} aria-invalid={wiring["aria-invalid"]}>
      {before !== undefined && <span className="affix">{before}</span>}
      <input ref={ref} type={type} className={clsx("input", type === "number" && "num")} {...wiring} {...rest} />
      {after !== undefined && <span className="affix">{after}</span>}
    </span>
  );
});

type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, "size"> & {
  size?: "sm" | "md";
  quiet?: boolean;
  options?: Array<{ value: string; label: string; disabled?: boolean }>;
};

/** The browser's own select: right on a phone, right for a screen reader. Options as data or as children. */
export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(
  { size, quiet, options, children, className, ...rest },
  ref,
) {
  return (
    <select
      ref={ref}
      className={clsx("select", size === "sm" && "select-sm", quiet && "input-quiet", className)}
      {...useFieldWiring()}
      {...rest}
    >
      {options?.map(({ value, label, disabled }) => (
        <option key={value} value={value} disabled={disabled}>
          {label}
        </option>
      ))}
      {children}
    </select>
  );
});

/** Several lines of text; grows by its corner. */
export const Textarea = forwardRef<HTMLTextAreaElement, TextareaHTMLAttributes<HTMLTextAreaElement>>(function Textarea(
  { className, ...rest },
  ref,
) {
  return <textarea ref={ref} className={clsx("textarea", className)} {...useFieldWiring()} {...rest} />;
});

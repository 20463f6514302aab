import { clsx } from "clsx";
import { CircleAlert, CircleCheck } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";
import { Icon } from "~/ui/controls/icon";
import { useWords } from "~/ui/words";

type Wiring = { id: string; name?: string; invalid: boolean; describedBy?: string; required?: boolean };
const FieldContext = createContext<Wiring | null>(null);

/** What a control inside a `Field` spreads on its element; nothing outside of one. */
export function useFieldWiring() {
  const field = useContext(FieldContext);
  if (!field) return {};
  return {
    id: field.id,
    name: field.name,
    required: field.required,
    "aria-invalid": field.invalid || undefined,
    "aria-describedby": field.describedBy,
  };
}

/** The id that a `Field` of that name gives its control: what a link to it points at. */
export const fieldId = (name: string) => `field-${name}`;

type Props = {
  label: ReactNode;
  /** Gives the control its name and, where `id` is absent, its id. */
  name?: string;
  id?: string;
  hint?: ReactNode;
  good?: boolean;
  /** Conform's list of errors, or one. The first is shown. */
  error?: string | string[] | null;
  required?: boolean;
  optional?: boolean;
  aside?: ReactNode;
  labelHidden?: boolean;
  className?: string;
  children: ReactNode;
};

/** Label, control, hint, and the error in words at the field. The control inside wires itself: `<Field label name><Input /></Field>`. */
export function Field({ label, name, id, hint, good, error, required, optional, aside, labelHidden, className, children }: Props) {
  const fallback = useId();
  const own = id ?? (name ? fieldId(name) : fallback);
  const say = useWords();
  const fault = Array.isArray(error) ? error[0] : error;
  const described = [fault && `${own}-error`, hint && `${own}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext.Provider value={{ id: own, name, invalid: Boolean(fault), describedBy: described, required }}>
      <div className={clsx("field", className)}>
        <span className={clsx("row between", labelHidden && "sr-only")}>
          <label className="label" htmlFor={own}>
            {label}
            {optional && <span className="muted font-regular"> {say("optional")}</span>}
          </label>
          {aside}
        </span>
        {children}
        {fault && (
          <span className="error" id={`${own}-error`}>
            <Icon of={CircleAlert} />
            {fault}
          </span>
        )}
        {hint && (
          <span className={clsx("hint", good && "up row g1")} id={`${own}-hint`}>
            {good && <Icon of={CircleCheck} />}
            {hint}
          </span>
        )}
      </div>
    </FieldContext.Provider>
  );
}

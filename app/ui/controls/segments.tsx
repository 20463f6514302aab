import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

type Choice<Value extends string> = { value: Value; label: ReactNode; to?: string };
type Props<Value extends string> = { label: string; choices: Choice<Value>[]; value: Value; onChange?: (value: Value) => void };

/** Two to four faces of the same thing. Links where a choice has `to`, else buttons that call `onChange`. */
export function Segments<Value extends string>({ label, choices, value, onChange }: Props<Value>) {
  return (
    <span className="segments" role="group" aria-label={label}>
      {choices.map((choice) =>
        choice.to === undefined ? (
          <button
            key={choice.value}
            type="button"
            className="segment"
            aria-pressed={choice.value === value}
            onClick={() => onChange?.(choice.value)}
          >
            {choice.label}
          </button>
        ) : (
          <Link
            key={choice.value}
            to={choice.to}
            preventScrollReset
            className="segment"
            aria-current={choice.value === value ? "true" : undefined}
          >
            {choice.label}
          </Link>
        ),
      )}
    </span>
  );
}

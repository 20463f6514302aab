import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { Icon } from "~/ui/controls/icon";
import { fieldId } from "~/ui/forms/field";
import { useWords } from "~/ui/words";

export type FormFault = { field?: string; message: string };
type Props = {
  /** Each fault in words; one with a `field` links to it (`field` is the name given to `Field`). */
  faults: FormFault[];
  title?: string;
};

/** What is wrong, summed on top of the form; takes the focus when it appears, so that nobody misses it. */
export function FormErrors({ faults, title }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const say = useWords();
  const said = faults.map((fault) => fault.message).join("\n");
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (faults.length === 0) return null;
  return (
    <div ref={box} className="callout callout-danger" role="alert" tabIndex={-1}>
      <Icon of={CircleAlert} />
      <div>
        <strong>{title ?? say("errorsOnForm", { count: faults.length })}</strong>{" "}
        {faults.map(({ field, message }) => (
          <span key={`${field}${message}`} className={faults.length > 1 ? "block" : undefined}>
            {field ? (
              <a className="link text-current" href={`#${fieldId(field)}`}>
                {message}
              </a>
            ) : (
              message
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

import { clsx } from "clsx";
import { Check } from "lucide-react";
import { Icon } from "~/ui/controls/icon";
import { useWords } from "~/ui/words";

/** Where one is in a short sequence. `current` counts from 0. */
export function Steps({ label, steps, current }: { label: string; steps: string[]; current: number }) {
  const say = useWords();
  return (
    <ol className="steps" aria-label={label} tabIndex={0}>
      {steps.map((step, at) => (
        <li key={step} className={clsx("step", at < current && "is-done")} aria-current={at === current ? "step" : undefined}>
          <span className="step-n">{at < current ? <Icon of={Check} label={say("done")} /> : at + 1}</span>
          {step}
        </li>
      ))}
    </ol>
  );
}

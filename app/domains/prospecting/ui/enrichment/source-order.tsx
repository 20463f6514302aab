import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";
import { Check } from "~/ui/forms/checks";
import type { EnrichmentField } from "../../enrichment/enrichment-fields.rules";
import type { ProviderKey, Waterfall } from "../../enrichment/waterfall.rules";

type Steps = Waterfall["steps"][EnrichmentField];

const text = (list: Steps) => list.map(({ provider, isOn }) => (isOn ? provider : `-${provider}`)).join(",");

/** The sources of a field in their order: moved by their arrows or by the mouse, each on or off. Posted as one text. */
export function SourceOrder({ field, steps: saved }: { field: EnrichmentField; steps: Steps }) {
  const { t } = useTranslation("prospecting");
  const [steps, setSteps] = useState(saved);
  const [dragged, drag] = useState<ProviderKey | null>(null);
  const [told, tell] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const field = input.current!;
    field.value = text(steps);
    field.dispatchEvent(new Event("input", { bubbles: true })); // so that the page counts it as a change
  }, [steps]);
  useEffect(() => {
    const form = input.current!.form;
    const back = () => setSteps(saved);
    form?.addEventListener("reset", back);
    return () => form?.removeEventListener("reset", back);
  }, [saved]);
  const name = (provider: ProviderKey) => t(`enrichment.provider.${provider}`);
  const move = (provider: ProviderKey, to: number) => {
    if (to < 0 || to >= steps.length) return;
    const rest = steps.filter((step) => step.provider !== provider);
    const one = steps.find((step) => step.provider === provider)!;
    setSteps([...rest.slice(0, to), one, ...rest.slice(to)]);
    tell(t("enrichment.set.moved", { provider: name(provider), place: to + 1 }));
  };
  return (
    <div className="stack g2 min-w-0">
      <input ref={input} type="text" hidden readOnly name={`order.${field}`} defaultValue={text(saved)} />
      <ol className="plain stack g1">
        {steps.map(({ provider, isOn }, place) => (
          <li
            key={provider}
            className="row between g2"
            draggable
            onDragStart={() => drag(provider)}
            onDragEnd={() => drag(null)}
            onDragOver={(event) => dragged && event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged) move(dragged, place);
            }}
          >
            <span className="row g2 min-w-0">
              <span className="faint" aria-hidden>
                <Icon of={GripVertical} />
              </span>
              <Check
                checked={isOn}
                label={name(provider)}
                onChange={(event) =>
                  setSteps(steps.map((step) => (step.provider === provider ? { ...step, isOn: event.currentTarget.checked } : step)))
                }
              />
            </span>
            <span className="row">
              <IconButton
                type="button"
                icon={ArrowUp}
                label={t("enrichment.set.up", { provider: name(provider) })}
                disabled={place === 0}
                onClick={() => move(provider, place - 1)}
              />
              <IconButton
                type="button"
                icon={ArrowDown}
                label={t("enrichment.set.down", { provider: name(provider) })}
                disabled={place === steps.length - 1}
                onClick={() => move(provider, place + 1)}
              />
            </span>
          </li>
        ))}
      </ol>
      <span className="sr-only" role="status">
        {told}
      </span>
    </div>
  );
}

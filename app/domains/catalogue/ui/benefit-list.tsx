import { ArrowDown, ArrowUp, GripVertical, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { longestBenefit, mostBenefits } from "~/domains/catalogue/product/product.schema";
import { IconButton } from "~/ui/controls/button";
import { Icon } from "~/ui/controls/icon";

interface Row {
  key: number;
  text: string;
}

let made = 0;
const rowsOf = (texts: ReadonlyArray<string>): Array<Row> => [...texts, ""].slice(0, mostBenefits).map((text) => ({ key: made++, text }));

/**
 * Benefits in order, a field each, all of one name. A row moves by its grip, by its buttons, or by Alt and an arrow in its field; the
 * last field is empty and begins the next. Without scripts the fields are there as well.
 */
export function BenefitList({ benefits, error }: { benefits: ReadonlyArray<string>; error?: Array<string> }) {
  const { t } = useTranslation("catalogue");
  const [rows, setRows] = useState(() => rowsOf(benefits));
  const [told, tell] = useState("");
  const [dragged, drag] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const order = useRef<HTMLTextAreaElement>(null);
  const initial = useRef(benefits).current;

  // What is compared with what was loaded, for the bar that says how much is not saved.
  const text = rows.flatMap((row) => row.text.trim() || []).join("\n");
  useEffect(() => {
    if (!order.current || order.current.value === text) return;
    order.current.value = text;
    order.current.dispatchEvent(new Event("input", { bubbles: true }));
  }, [text]);
  useEffect(() => {
    const form = order.current?.form;
    const back = () => setRows(rowsOf(initial));
    form?.addEventListener("reset", back);
    return () => form?.removeEventListener("reset", back);
  }, [initial]);

  const write = (key: number, value: string) =>
    setRows((now) => {
      const next = now.map((row) => (row.key === key ? { ...row, text: value } : row));
      return next.at(-1)!.text !== "" && next.length < mostBenefits ? [...next, { key: made++, text: "" }] : next;
    });
  /** Several lines pasted are several benefits. */
  const paste = (at: number, lines: ReadonlyArray<string>) => {
    const more = lines.map((line) => ({ key: made++, text: line.slice(0, longestBenefit) }));
    const kept = [...rows.slice(0, at), ...more, ...rows.slice(at + 1)].filter((row) => row.text !== "").slice(0, mostBenefits);
    setRows(kept.length < mostBenefits ? [...kept, { key: made++, text: "" }] : kept);
  };
  const move = (from: number, to: number) => {
    const last = rows.length - (rows.at(-1)!.text === "" ? 2 : 1);
    if (to < 0 || to > last || from > last) return;
    const next = [...rows];
    next.splice(to, 0, ...next.splice(from, 1));
    setRows(next);
    tell(t("product.benefit_moved", { place: to + 1, of: last + 1 }));
  };
  const remove = (at: number) => {
    const next = rows.filter((_, place) => place !== at);
    setRows(next.length === 0 || next.at(-1)!.text !== "" ? [...next, { key: made++, text: "" }] : next);
    list.current?.querySelectorAll("input")[Math.max(0, at - 1)]?.focus();
  };

  return (
    <fieldset className="plain field" aria-describedby={error ? "field-benefits-error" : undefined}>
      <legend className="label choices-legend">{t("product.benefits")}</legend>
      <textarea ref={order} hidden readOnly aria-hidden="true" tabIndex={-1} defaultValue={initial.join("\n")} />
      <ol className="plain stack g2" ref={list}>
        {rows.map(({ key, text: value }, at) => {
          const isEmptyLast = at === rows.length - 1 && value === "";
          const place = { place: at + 1 };
          return (
            <li
              key={key}
              className="row g1"
              draggable={dragged === key}
              onDragEnter={() => {
                const from = rows.findIndex((row) => row.key === dragged);
                if (from >= 0 && from !== at) move(from, at);
              }}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => event.preventDefault()}
              onDragEnd={() => drag(null)}
            >
              <span
                className="faint"
                style={{ cursor: isEmptyLast ? "default" : "grab", visibility: isEmptyLast ? "hidden" : undefined }}
                title={t("product.benefit_grip")}
                onPointerDown={() => drag(key)}
                onPointerUp={() => drag(null)}
              >
                <Icon of={GripVertical} />
              </span>
              <span className="grow">
                <input
                  id={at === 0 ? "field-benefits" : undefined}
                  name="benefits"
                  className="input"
                  dir="auto"
                  maxLength={longestBenefit}
                  autoComplete="off"
                  aria-label={t("product.benefit_at", place)}
                  aria-invalid={(at === 0 && Boolean(error)) || undefined}
                  placeholder={isEmptyLast ? t("product.benefit_next") : undefined}
                  value={value}
                  onChange={(event) => write(key, event.currentTarget.value)}
                  onPaste={(event) => {
                    const lines = event.clipboardData
                      .getData("text")
                      .split(/\r?\n/)
                      .flatMap((line) => line.trim() || []);
                    if (lines.length < 2 || value !== "") return;
                    event.preventDefault();
                    paste(at, lines);
                  }}
                  onKeyDown={(event) => {
                    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
                      event.preventDefault();
                      move(at, at + (event.key === "ArrowUp" ? -1 : 1));
                    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
                      event.preventDefault();
                      list.current?.querySelectorAll("input")[at + 1]?.focus();
                    }
                  }}
                />
              </span>
              <span className="row" style={{ visibility: isEmptyLast ? "hidden" : undefined }}>
                <IconButton
                  icon={ArrowUp}
                  label={t("product.benefit_up", place)}
                  disabled={isEmptyLast || at === 0}
                  onClick={() => move(at, at - 1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t("product.benefit_down", place)}
                  disabled={isEmptyLast || at >= rows.length - (rows.at(-1)!.text === "" ? 2 : 1)}
                  onClick={() => move(at, at + 1)}
                />
                <IconButton icon={X} label={t("product.benefit_remove", place)} disabled={isEmptyLast} onClick={() => remove(at)} />
              </span>
            </li>
          );
        })}
      </ol>
      {error && (
        <span className="error" id="field-benefits-error">
          {error[0]}
        </span>
      )}
      <span className="hint">{t("product.benefits_hint")}</span>
      <span className="sr-only" role="status">
        {told}
      </span>
    </fieldset>
  );
}

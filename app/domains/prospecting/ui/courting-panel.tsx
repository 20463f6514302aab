import { useFetcher } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/controls/button";

/** A name that leads to the page it was read on, in a window of its own that knows nothing of ours. */
export const OutsideLink = ({ url, children }: { url: string | null; children: ReactNode }) =>
  url ? (
    <a className="link" href={url} target="_blank" rel="noopener noreferrer">
      <bdi>{children}</bdi>
    </a>
  ) : (
    <bdi className="strong">{children}</bdi>
  );

interface Props {
  /** Where it is posted. */
  action: string;
  /** What opens it. */
  summary: string;
  /** Of one that is there already. */
  itemId?: string;
  /** The fields; `said` gives the refusal of one. */
  children: (said: (name: string) => string | undefined) => ReactNode;
}

/** A form that opens where it stands and closes when it has landed; one that is there already can be taken away. */
export function FoldedForm({ action, summary, itemId, children }: Props) {
  const { t } = useTranslation("prospecting");
  const fetcher = useFetcher<{ errors?: Record<string, string> }>();
  const details = useRef<HTMLDetailsElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const errors = fetcher.data?.errors ?? {};
  const isBusy = fetcher.state !== "idle";
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !isBusy && !fetcher.data?.errors && details.current) {
      details.current.open = false;
      if (!itemId) form.current?.reset();
    }
    wasBusy.current = isBusy;
  }, [isBusy]);
  return (
    <details ref={details}>
      <summary className="meta link">{summary}</summary>
      <fetcher.Form method="post" action={action} className="stack g2" ref={form}>
        {itemId && <input type="hidden" name="itemId" value={itemId} />}
        {children((name) => (errors[name] ? t(errors[name]) : undefined))}
        <span className="row">
          <Button kind="primary" size="sm" busy={isBusy}>
            {t("prospect.save")}
          </Button>
          {itemId && (
            <Button kind="quiet" size="sm" name="intent" value="delete" formNoValidate>
              {t("tender.delete")}
            </Button>
          )}
        </span>
      </fetcher.Form>
    </details>
  );
}

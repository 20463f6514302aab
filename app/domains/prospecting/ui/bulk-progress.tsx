import { useFetcher, useLocation, useNavigation, useRevalidator } from "@remix-run/react";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type BulkRunFacts, isUnderWay } from "~/domains/prospecting/bulk/bulk-run.rules";
import { ButtonLink } from "~/ui/controls/button";
import { BulkAccount, BulkVerbs } from "./bulk-run";

/** The act on many that an address names (`?run=`), above the list it works on: asked for each second until it is over, then the list is read again. */
export function BulkProgress({ bulkRunId }: { bulkRunId: string }) {
  const { t } = useTranslation("prospecting");
  const { data, load, state } = useFetcher<{ run: BulkRunFacts; mayChange: boolean }>();
  const revalidator = useRevalidator();
  // A page on its way asks again by itself, and breaks off what is being asked.
  const isStill = useNavigation().state === "idle" && revalidator.state === "idle";
  const { pathname, search } = useLocation();
  const run = data?.run.id === bulkRunId ? data.run : undefined;
  const isOpen = !run || isUnderWay(run.state);
  const wasOpen = useRef(false);
  const address = `/prospects/runs/${bulkRunId}`;

  useEffect(() => {
    if (!run && isStill && state === "idle") load(`${address}/state`);
  }, [address, isStill, load, run, state]);
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && isStill && state === "idle") load(`${address}/state`);
    }, 1000);
    return () => clearInterval(timer);
  }, [address, isOpen, isStill, load, state]);
  useEffect(() => {
    if (run && wasOpen.current && !isOpen) revalidator.revalidate();
    wasOpen.current = isOpen;
  }, [isOpen]);

  if (!run) return null;
  const without = new URLSearchParams(search);
  without.delete("run");
  const here = without.size > 0 ? `${pathname}?${without}` : pathname;
  return (
    <section className="card card-pad stack g3" aria-label={t("bulk_run.one")}>
      <BulkAccount run={run} />
      <div className="row row-wrap">
        <BulkVerbs run={run} back={here} mayChange={data!.mayChange} />
        <ButtonLink kind="quiet" size="sm" to={address}>
          {t("bulk_run.open")}
        </ButtonLink>
        {!isOpen && (
          <ButtonLink kind="quiet" size="sm" icon={X} to={here} replace>
            {t("bulk_run.close")}
          </ButtonLink>
        )}
      </div>
    </section>
  );
}
